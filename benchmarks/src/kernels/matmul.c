// f64 and memory: the product of two n by n matrices.
#include "kernel.h"

enum { LIMIT = 512 };
static double a[LIMIT * LIMIT], b[LIMIT * LIMIT], c[LIMIT * LIMIT];

int32_t run(int32_t n) {
  if (n > LIMIT) {
    return -1;
  }
  for (int32_t i = 0; i < n * n; i++) {
    a[i] = (i * 31 % 17) - 8;
    b[i] = (i * 13 % 23) - 11;
    c[i] = 0;
  }
  for (int32_t i = 0; i < n; i++) {
    for (int32_t k = 0; k < n; k++) {
      double factor = a[i * n + k];
      for (int32_t j = 0; j < n; j++) {
        c[i * n + j] += factor * b[k * n + j];
      }
    }
  }
  double sum = 0;
  for (int32_t i = 0; i < n * n; i++) {
    sum += c[i] * (i % 7);
  }
  return (int32_t)sum;
}

// Sorting with comparisons in line: heap sort of n numbers.
#include "kernel.h"

enum { LIMIT = 1 << 20 };
static int32_t numbers[LIMIT];

static inline void sift(int32_t start, int32_t end) {
  int32_t root = start, value = numbers[start];
  for (;;) {
    int32_t child = 2 * root + 1;
    if (child >= end) {
      break;
    }
    if (child + 1 < end && numbers[child] < numbers[child + 1]) {
      child++;
    }
    if (numbers[child] <= value) {
      break;
    }
    numbers[root] = numbers[child];
    root = child;
  }
  numbers[root] = value;
}

int32_t run(int32_t n) {
  if (n > LIMIT) {
    return -1;
  }
  uint32_t state = 4711;
  for (int32_t i = 0; i < n; i++) {
    numbers[i] = (int32_t)next_random(&state);
  }
  for (int32_t i = n / 2 - 1; i >= 0; i--) {
    sift(i, n);
  }
  for (int32_t end = n - 1; end > 0; end--) {
    int32_t last = numbers[0];
    numbers[0] = numbers[end];
    numbers[end] = last;
    sift(0, end);
  }
  uint32_t hash = 0;
  for (int32_t i = 0; i < n; i++) {
    hash = mix(hash, (uint32_t)numbers[i]);
  }
  return (int32_t)hash;
}

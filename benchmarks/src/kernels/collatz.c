// i64 arithmetic: the Collatz sequences of the first n numbers, and division with 64 bits.
#include "kernel.h"

int32_t run(int32_t n) {
  uint64_t sum = 0;
  for (int32_t i = 1; i <= n; i++) {
    uint64_t x = (uint64_t)i;
    uint32_t steps = 0;
    while (x != 1) {
      x = x & 1 ? 3 * x + 1 : x >> 1;
      steps++;
    }
    sum = sum * 31 + steps;
    sum ^= (sum % (uint64_t)(i + 7)) * (sum / (uint64_t)(i + 3));
  }
  return (int32_t)(sum ^ sum >> 32);
}

// Byte loops: the sieve of Eratosthenes, n times over 64 KiB.
#include "kernel.h"

enum { SIZE = 1 << 16 };
static uint8_t composite[SIZE];

int32_t run(int32_t n) {
  int32_t primes = 0;
  for (int32_t round = 0; round < n; round++) {
    for (int32_t i = 0; i < SIZE; i++) {
      composite[i] = 0;
    }
    for (int32_t i = 2; i < SIZE; i++) {
      if (!composite[i]) {
        primes++;
        for (int32_t j = i + i; j < SIZE; j += i) {
          composite[j] = 1;
        }
      }
    }
  }
  return primes;
}

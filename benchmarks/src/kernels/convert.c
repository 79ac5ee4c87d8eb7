// Conversions: integers to floats and back, signed and unsigned, and their bits.
#include "kernel.h"

enum { SIZE = 4096 };
static uint64_t bits[SIZE];

int32_t run(int32_t n) {
  uint32_t state = 2463534242u;
  for (int i = 0; i < SIZE; i++) {
    uint64_t high = next_random(&state);
    bits[i] = high << 32 | next_random(&state);
  }
  uint64_t hash = 0;
  for (int32_t round = 0; round < n; round++) {
    for (int i = 0; i < SIZE; i++) {
      uint64_t x = bits[i] + hash;
      double signed_double = (double)(int64_t)x;
      double unsigned_double = (double)(x >> 1);
      float single = (float)(int32_t)x;
      float wide = (float)(int64_t)(x >> 7);
      hash += (uint64_t)(int64_t)(signed_double * 0.25);
      hash ^= (uint64_t)(unsigned_double * 0.5);
      hash += (uint32_t)(int32_t)(single * 0.125f);
      hash ^= (uint64_t)(int64_t)(wide + 1.5f);
      union {
        double value;
        uint64_t raw;
      } reinterpreted = {.value = signed_double + (double)single};
      hash += reinterpreted.raw >> 17;
    }
  }
  return (int32_t)(hash ^ hash >> 32);
}

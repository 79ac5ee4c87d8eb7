// 128-bit vectors: an integer blend of two pictures, a float dot product and a byte search, n rounds over 16 KiB.
#include "kernel.h"

typedef uint8_t u8x16 __attribute__((vector_size(16)));
typedef int8_t i8x16 __attribute__((vector_size(16)));
typedef int16_t i16x8 __attribute__((vector_size(16)));
typedef int32_t i32x4 __attribute__((vector_size(16)));
typedef float f32x4 __attribute__((vector_size(16)));

enum { SIZE = 1 << 14 };
static i16x8 left[SIZE / 16], right[SIZE / 16];
static f32x4 first[SIZE / 16], second[SIZE / 16];
static u8x16 bytes[SIZE / 16];

static NOINLINE i32x4 blend(int16_t weight) {
  i16x8 sum = {0};
  i16x8 w = {weight, weight, weight, weight, weight, weight, weight, weight};
  for (int i = 0; i < SIZE / 16; i++) {
    i16x8 mixed = left[i] * w + right[i] * (64 - w);
    sum ^= mixed >> 6;
    left[i] += sum & 15;
  }
  return (i32x4)sum;
}

static NOINLINE f32x4 dot(void) {
  f32x4 sum = {0};
  for (int i = 0; i < SIZE / 16; i++) {
    sum += first[i] * second[i];
  }
  return sum;
}

static NOINLINE i8x16 count(uint8_t wanted) {
  u8x16 w = {wanted, wanted, wanted, wanted, wanted, wanted, wanted, wanted,
             wanted, wanted, wanted, wanted, wanted, wanted, wanted, wanted};
  i8x16 sum = {0};
  for (int i = 0; i < SIZE / 16; i++) {
    sum -= (i8x16)(bytes[i] == w);
  }
  return sum;
}

int32_t run(int32_t n) {
  uint32_t state = 42;
  for (int i = 0; i < SIZE / 16; i++) {
    for (int j = 0; j < 8; j++) {
      left[i][j] = (int16_t)(next_random(&state) >> 24);
      right[i][j] = (int16_t)(next_random(&state) >> 24);
    }
    for (int j = 0; j < 4; j++) {
      first[i][j] = (float)(next_random(&state) >> 26);
      second[i][j] = (float)(next_random(&state) >> 26);
    }
    for (int j = 0; j < 16; j++) {
      bytes[i][j] = (uint8_t)(next_random(&state) >> 28);
    }
  }
  uint32_t hash = 0;
  for (int32_t round = 0; round < n; round++) {
    i32x4 a = blend((int16_t)(round & 63));
    f32x4 b = dot();
    i8x16 c = count((uint8_t)(round & 15));
    for (int i = 0; i < 4; i++) {
      hash = mix(hash, (uint32_t)a[i]);
      hash = mix(hash, (uint32_t)(int32_t)b[i]);
      hash = mix(hash, (uint32_t)c[i * 3]);
    }
    first[round & (SIZE / 16 - 1)] += 1.0f;
  }
  return (int32_t)hash;
}

// i32 arithmetic and rotations in long straight lines: SHA-256 of n blocks, chained.
#include "kernel.h"

static uint32_t constants[64];
static uint32_t state[8];

// The constants are the first 32 bits of the fractional parts of the cube roots of the first 64 primes, and the
// first state those of the square roots of the first 8; here by Newton's method.
static void reset(void) {
  int count = 0;
  for (uint32_t p = 2; count < 64; p++) {
    int prime = 1;
    for (uint32_t d = 2; d * d <= p; d++) {
      if (p % d == 0) {
        prime = 0;
      }
    }
    if (prime) {
      double root = 3;
      for (int i = 0; i < 40; i++) {
        root = root - (root * root * root - p) / (3 * root * root);
      }
      double other = 7;
      for (int i = 0; i < 40; i++) {
        other = 0.5 * (other + p / other);
      }
      constants[count] = (uint32_t)((root - (uint32_t)root) * 4294967296.0);
      if (count < 8) {
        state[count] = (uint32_t)((other - (uint32_t)other) * 4294967296.0);
      }
      count++;
    }
  }
}

static inline uint32_t rotate(uint32_t x, int k) {
  return x >> k | x << (32 - k);
}

static NOINLINE void block(const uint32_t *words) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) {
    w[i] = words[i];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
    uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

int32_t run(int32_t n) {
  reset();
  uint32_t words[16];
  for (int32_t i = 0; i < n; i++) {
    for (int j = 0; j < 16; j++) {
      words[j] = state[j & 7] + (uint32_t)j;
    }
    block(words);
  }
  return (int32_t)state[0];
}

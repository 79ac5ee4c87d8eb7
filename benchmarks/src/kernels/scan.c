// Byte loops with branches: splits a text into words and numbers and hashes them, n times.
#include "kernel.h"

enum { SIZE = 1 << 16 };
static uint8_t text[SIZE];

static NOINLINE uint32_t scan(const uint8_t *p, const uint8_t *end) {
  uint32_t hash = 2166136261u;
  while (p < end) {
    uint8_t c = *p;
    if (c >= 'a' && c <= 'z') {
      uint32_t word = 5381;
      do {
        word = word * 33 + *p++;
      } while (p < end && *p >= 'a' && *p <= 'z');
      hash = mix(hash, word);
    } else if (c >= '0' && c <= '9') {
      uint32_t number = 0;
      do {
        number = number * 10 + (*p++ - '0');
      } while (p < end && *p >= '0' && *p <= '9');
      hash = mix(hash, number);
    } else {
      if (c == '\n') {
        hash += 1;
      }
      p++;
    }
  }
  return hash;
}

int32_t run(int32_t n) {
  static const char alphabet[] = "etaoinshrdlucm    \n0123456789  e";
  uint32_t state = 12345;
  for (int32_t i = 0; i < SIZE; i++) {
    text[i] = (uint8_t)alphabet[next_random(&state) >> 27];
  }
  uint32_t hash = 0;
  for (int32_t i = 0; i < n; i++) {
    text[i & (SIZE - 1)] ^= 1;
    hash = mix(hash, scan(text, text + SIZE));
  }
  return (int32_t)hash;
}

// What the kernels share. They need no C library, and are compiled for WebAssembly and for the machine from the same text.
#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>

// The one export: does work in proportion to n and returns a checksum that is the same on every engine.
int32_t run(int32_t n);

// Stands for a compiler's temptation to inline or to know a value.
#define NOINLINE __attribute__((noinline))

// xorshift32: numbers that are the same everywhere.
static inline uint32_t next_random(uint32_t *state) {
  uint32_t x = *state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return *state = x;
}

static inline uint32_t mix(uint32_t hash, uint32_t value) {
  hash ^= value;
  hash *= 16777619u;
  return hash ^ hash >> 15;
}

#endif

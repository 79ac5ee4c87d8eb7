// memory.copy and memory.fill: of 24 bytes, 1 KiB and 64 KiB, n rounds.
#include "kernel.h"

enum { SIZE = 1 << 18 };
static uint8_t memory[SIZE];

static NOINLINE void copies(uint32_t from, uint32_t to, uint32_t size) {
  __builtin_memmove(memory + to, memory + from, size);
}

static NOINLINE void fills(uint32_t at, uint32_t size, int value) {
  __builtin_memset(memory + at, value, size);
}

int32_t run(int32_t n) {
  for (uint32_t i = 0; i < SIZE; i++) {
    memory[i] = (uint8_t)(i ^ i >> 8);
  }
  uint32_t state = 1, hash = 0;
  for (int32_t i = 0; i < n; i++) {
    for (int j = 0; j < 256; j++) {
      uint32_t r = next_random(&state);
      copies(r & 0xFFFF, 0x10000 + (r >> 16), 16 + (r & 15));
      fills(0x20000 + (r & 0xFFF), 24, (int)(r >> 24));
    }
    for (int j = 0; j < 16; j++) {
      uint32_t r = next_random(&state);
      copies(r & 0xFFFF, 0x20000 + (r >> 16), 1024);
      fills(0x30000 + (r & 0xFFF), 1024, (int)(r >> 24));
    }
    copies(0x10000, 0x18000, 0x10000);
    fills(0x3000, 0x8000, (int)i);
    hash = mix(hash, memory[next_random(&state) & (SIZE - 1)]);
  }
  for (uint32_t i = 0; i < SIZE; i += 61) {
    hash = mix(hash, memory[i]);
  }
  return (int32_t)hash;
}

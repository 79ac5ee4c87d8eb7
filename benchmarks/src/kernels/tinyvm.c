// A very small interpreter: eight instructions on a tape of bytes, as such toy languages have them.
#include "kernel.h"

enum { RIGHT, LEFT, PLUS, MINUS, OPEN, CLOSE, EMIT, HALT, TAPE = 256 };
static uint8_t program[64];
static uint8_t tape[TAPE];
static uint8_t jump[64];

static int load(const char *text) {
  static const char names[] = "><+-[].";
  uint8_t open[16];
  int depth = 0, length = 0;
  for (; text[length]; length++) {
    for (uint8_t code = 0; names[code]; code++) {
      if (names[code] == text[length]) {
        program[length] = code;
      }
    }
    if (program[length] == OPEN) {
      open[depth++] = (uint8_t)length;
    } else if (program[length] == CLOSE) {
      uint8_t start = open[--depth];
      jump[length] = start;
      jump[start] = (uint8_t)length;
    }
  }
  program[length] = HALT;
  return length;
}

static NOINLINE uint32_t execute(void) {
  uint32_t hash = 0;
  uint32_t at = 0;
  for (uint32_t pc = 0;; pc++) {
    switch (program[pc]) {
      case RIGHT:
        at = (at + 1) & (TAPE - 1);
        break;
      case LEFT:
        at = (at - 1) & (TAPE - 1);
        break;
      case PLUS:
        tape[at]++;
        break;
      case MINUS:
        tape[at]--;
        break;
      case OPEN:
        if (!tape[at]) {
          pc = jump[pc];
        }
        break;
      case CLOSE:
        if (tape[at]) {
          pc = jump[pc];
        }
        break;
      case EMIT:
        hash = mix(hash, tape[at]);
        break;
      default:
        return hash;
    }
  }
}

int32_t run(int32_t n) {
  // Squares by repeated addition.
  load("+++++++[>+++++++[>+++++++[>+>+<<-]>[<+>-]<<-]>.<<-]>>>.");
  uint32_t hash = 0;
  for (int32_t i = 0; i < n; i++) {
    for (int j = 0; j < TAPE; j++) {
      tape[j] = 0;
    }
    hash = mix(hash, execute());
  }
  return (int32_t)hash;
}

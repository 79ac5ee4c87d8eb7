// A byte-code interpreter with 80 instructions, as scripting languages have them: one large br_table. It computes remainders, bits,
// hashes, a recursive function and a sort.
#include "kernel.h"

enum { REGISTERS = 32, MEMORY = 1024, STACK = 256 };

// Instructions whose meaning is an expression of the registers b and c, and of c as a constant.
#define BINARY(X)                                             \
  X(ADD, b + c)                                               \
  X(SUB, b - c)                                               \
  X(MUL, b * c)                                               \
  X(DIV, c ? b / c : 0)                                       \
  X(REM, c ? b % c : b)                                       \
  X(AND, b & c)                                               \
  X(OR, b | c)                                                \
  X(XOR, b ^ c)                                               \
  X(SHL, b << (c & 31))                                       \
  X(SHR, b >> (c & 31))                                       \
  X(SAR, (uint32_t)((int32_t)b >> (c & 31)))                  \
  X(ROT, b << (c & 31) | b >> (-c & 31))                      \
  X(MIN, b < c ? b : c)                                       \
  X(MAX, b > c ? b : c)                                       \
  X(SEQ, b == c)                                              \
  X(SNE, b != c)                                              \
  X(SLT, (int32_t)b < (int32_t)c)                             \
  X(SLTU, b < c)                                              \
  X(SLE, (int32_t)b <= (int32_t)c)                            \
  X(SLEU, b <= c)                                             \
  X(MULH, (uint32_t)((uint64_t)b * c >> 32))                  \
  X(ANDN, b & ~c)

// Instructions whose meaning is an expression of the register b.
#define UNARY(X)                                              \
  X(MOV, b)                                                   \
  X(NEG, 0 - b)                                               \
  X(NOT, ~b)                                                  \
  X(ABS, (int32_t)b < 0 ? 0 - b : b)                          \
  X(CLZ, b ? (uint32_t)__builtin_clz(b) : 32)                 \
  X(CTZ, b ? (uint32_t)__builtin_ctz(b) : 32)                 \
  X(BITS, (uint32_t)__builtin_popcount(b))                    \
  X(SWAP, __builtin_bswap32(b))                               \
  X(SEXT8, (uint32_t)(int8_t)b)                               \
  X(SEXT16, (uint32_t)(int16_t)b)                             \
  X(ZEXT8, b & 255)                                           \
  X(ZEXT16, b & 65535)

// Jumps to c if a condition of the registers a and b holds.
#define JUMPS(X)                                              \
  X(JEQ, a == b)                                              \
  X(JNE, a != b)                                              \
  X(JLT, (int32_t)a < (int32_t)b)                             \
  X(JLTU, a < b)                                              \
  X(JGE, (int32_t)a >= (int32_t)b)                            \
  X(JGEU, a >= b)

#define NAME(name, meaning) name,
#define NAME_CONSTANT(name, meaning) name##I,
enum {
  HALT,
  BINARY(NAME) BINARY(NAME_CONSTANT) UNARY(NAME) JUMPS(NAME) LI,
  LIH,
  JUMP,
  JZ,
  JNZ,
  LOOP,
  LD8,
  LD32,
  ST8,
  ST32,
  CALL,
  RET,
  PUSH,
  POP,
  SELECT,
  MADD,
  INC,
  DEC,
  AT // no instruction: gives the place a number that jumps use
};

typedef struct {
  uint8_t op, a, b, c;
} Instruction;

static const Instruction source[] = {
    // r1: rounds, r2: hash
    {LI, 2, 0, 17},
    {AT, 0, 0, 0},
    // Remainders: the greatest common divisor of pairs
    {LI, 3, 0, 40},
    {AT, 0, 0, 1},
    {MULI, 4, 3, 91},
    {ADDI, 5, 3, 210},
    {AT, 0, 0, 2},
    {JZ, 5, 0, 3},
    {REM, 6, 4, 5},
    {MOV, 4, 5, 0},
    {MOV, 5, 6, 0},
    {JUMP, 0, 0, 2},
    {AT, 0, 0, 3},
    {XOR, 2, 2, 4},
    {ROTI, 2, 2, 5},
    {LOOP, 3, 0, 1},
    // Bits
    {LI, 3, 0, 100},
    {MOV, 4, 2, 0},
    {AT, 0, 0, 4},
    {SHLI, 5, 4, 13},
    {XOR, 4, 4, 5},
    {SHRI, 5, 4, 17},
    {XOR, 4, 4, 5},
    {SHLI, 5, 4, 5},
    {XOR, 4, 4, 5},
    {BITS, 6, 4, 0},
    {CLZ, 7, 4, 0},
    {CTZ, 8, 4, 0},
    {SWAP, 9, 4, 0},
    {SEXT8, 10, 4, 0},
    {ZEXT16, 11, 9, 0},
    {MIN, 12, 10, 11},
    {MAX, 13, 6, 7},
    {SLT, 14, 10, 8},
    {SLTU, 15, 9, 4},
    {SELECT, 12, 14, 13},
    {MADD, 2, 12, 11},
    {ADD, 2, 2, 15},
    {ANDN, 9, 9, 2},
    {MULH, 9, 9, 4},
    {OR, 2, 2, 9},
    {SUB, 2, 2, 8},
    {LOOP, 3, 0, 4},
    // Fill the memory, hash its bytes
    {LI, 3, 0, 0},
    {AT, 0, 0, 5},
    {MULI, 4, 3, 37},
    {XOR, 4, 4, 2},
    {ST8, 4, 3, 0},
    {INC, 3, 0, 0},
    {SLTI, 5, 3, 200},
    {JNZ, 5, 0, 5},
    {LI, 3, 0, 0},
    {LI, 6, 0, 200},
    {AT, 0, 0, 6},
    {LD8, 4, 3, 0},
    {SEQI, 5, 4, 32},
    {JNZ, 5, 0, 7},
    {XOR, 2, 2, 4},
    {MULI, 2, 2, 33},
    {AT, 0, 0, 7},
    {INC, 3, 0, 0},
    {JLT, 3, 6, 6},
    // A recursive function
    {LI, 4, 0, 9},
    {CALL, 0, 0, 8},
    {ADD, 2, 2, 5},
    // Insertion sort of 24 words
    {LI, 3, 0, 1},
    {LI, 9, 0, 24},
    {AT, 0, 0, 11},
    {SHLI, 4, 3, 2},
    {LD32, 5, 4, 0},
    {AT, 0, 0, 12},
    {JZ, 4, 0, 13},
    {SUBI, 6, 4, 4},
    {LD32, 7, 6, 0},
    {JGEU, 5, 7, 13},
    {ST32, 7, 4, 0},
    {MOV, 4, 6, 0},
    {JUMP, 0, 0, 12},
    {AT, 0, 0, 13},
    {ST32, 5, 4, 0},
    {ADDI, 3, 3, 1},
    {JNE, 3, 9, 11},
    {LD32, 4, 0, 44},
    {XOR, 2, 2, 4},
    {DEC, 1, 0, 0},
    {NEG, 7, 1, 0},
    {NOT, 7, 7, 0},
    {SAR, 8, 7, 3},
    {ABS, 8, 8, 0},
    {DIVI, 8, 8, 3},
    {ADD, 2, 2, 8},
    {JNZ, 1, 0, 0},
    {HALT, 0, 0, 0},
    // fib: r4 to r5
    {AT, 0, 0, 8},
    {SLEUI, 5, 4, 1},
    {JZ, 5, 0, 9},
    {MOV, 5, 4, 0},
    {RET, 0, 0, 0},
    {AT, 0, 0, 9},
    {PUSH, 4, 0, 0},
    {SUBI, 4, 4, 1},
    {CALL, 0, 0, 8},
    {POP, 4, 0, 0},
    {PUSH, 5, 0, 0},
    {SUBI, 4, 4, 2},
    {CALL, 0, 0, 8},
    {POP, 6, 0, 0},
    {ADD, 5, 5, 6},
    {RET, 0, 0, 0},
};

static Instruction program[sizeof source / sizeof source[0]];
static uint32_t memory[MEMORY / 4];
static uint32_t stack[STACK];
static uint32_t registers[REGISTERS];

static int jumps(uint8_t op) {
  return (op >= JEQ && op <= JGEU) || op == JUMP || op == JZ || op == JNZ || op == LOOP || op == CALL;
}

static void load(void) {
  uint8_t places[32];
  int length = 0;
  for (size_t i = 0; i < sizeof source / sizeof source[0]; i++) {
    if (source[i].op == AT) {
      places[source[i].c] = (uint8_t)length;
    } else {
      program[length++] = source[i];
    }
  }
  for (int i = 0; i < length; i++) {
    if (jumps(program[i].op)) {
      program[i].c = places[program[i].c];
    }
  }
}

static NOINLINE uint32_t execute(const Instruction *code, uint32_t *r) {
  uint8_t *bytes = (uint8_t *)memory;
  const Instruction *pc = code;
  uint32_t top = 0;
  for (;;) {
    Instruction i = *pc++;
    uint32_t a = r[i.a], b = r[i.b];
    switch (i.op) {
#define REGISTER_CASE(name, meaning) \
  case name: {                       \
    uint32_t c = r[i.c];             \
    r[i.a] = meaning;                \
    break;                           \
  }
#define CONSTANT_CASE(name, meaning) \
  case name##I: {                    \
    uint32_t c = i.c;                \
    r[i.a] = meaning;                \
    break;                           \
  }
#define UNARY_CASE(name, meaning) \
  case name:                      \
    r[i.a] = meaning;             \
    break;
#define JUMP_CASE(name, condition) \
  case name:                       \
    if (condition) {               \
      pc = code + i.c;             \
    }                              \
    break;
      BINARY(REGISTER_CASE)
      BINARY(CONSTANT_CASE)
      UNARY(UNARY_CASE)
      JUMPS(JUMP_CASE)
      case LI:
        r[i.a] = i.c;
        break;
      case LIH:
        r[i.a] = (uint32_t)i.c << 24;
        break;
      case JUMP:
        pc = code + i.c;
        break;
      case JZ:
        if (!a) {
          pc = code + i.c;
        }
        break;
      case JNZ:
        if (a) {
          pc = code + i.c;
        }
        break;
      case LOOP:
        if (--r[i.a]) {
          pc = code + i.c;
        }
        break;
      case LD8:
        r[i.a] = bytes[(b + i.c) % MEMORY];
        break;
      case LD32:
        r[i.a] = memory[((b + i.c) >> 2) % (MEMORY / 4)];
        break;
      case ST8:
        bytes[(b + i.c) % MEMORY] = (uint8_t)a;
        break;
      case ST32:
        memory[((b + i.c) >> 2) % (MEMORY / 4)] = a;
        break;
      case CALL:
        stack[top++ % STACK] = (uint32_t)(pc - code);
        pc = code + i.c;
        break;
      case RET:
        pc = code + stack[--top % STACK];
        break;
      case PUSH:
        stack[top++ % STACK] = a;
        break;
      case POP:
        r[i.a] = stack[--top % STACK];
        break;
      case SELECT:
        r[i.a] = b ? a : r[i.c];
        break;
      case MADD:
        r[i.a] = a + b * r[i.c];
        break;
      case INC:
        r[i.a] = a + 1;
        break;
      case DEC:
        r[i.a] = a - 1;
        break;
      default:
        return r[2];
    }
  }
}

int32_t run(int32_t n) {
  load();
  for (int i = 0; i < REGISTERS; i++) {
    registers[i] = 0;
  }
  registers[1] = (uint32_t)n;
  return (int32_t)execute(program, registers);
}

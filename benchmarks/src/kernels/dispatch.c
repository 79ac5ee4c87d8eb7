// Calls through tables of functions, as a C++ program with virtual methods makes them: places with one, with four and with sixteen targets.
#include "kernel.h"

typedef struct Shape Shape;
typedef int32_t (*Method)(Shape *, int32_t);
struct Shape {
  Method method;
  int32_t a, b;
};

#define METHOD(name, expression) \
  static int32_t name(Shape *self, int32_t x) { return expression; }
METHOD(m0, self->a + x)
METHOD(m1, self->b - x)
METHOD(m2, self->a ^ x)
METHOD(m3, (self->a & x) + self->b)
METHOD(m4, self->a * x + 1)
METHOD(m5, (x << 3) - self->b)
METHOD(m6, (self->a | x) - 7)
METHOD(m7, x > self->a ? x - self->b : x + self->b)
METHOD(m8, self->a++ + x)
METHOD(m9, self->b-- ^ x)
METHOD(m10, ~x + self->a)
METHOD(m11, (int32_t)((uint32_t)x >> 5) + self->a)
METHOD(m12, x * 3 + self->b)
METHOD(m13, self->a - self->b - x)
METHOD(m14, x ^ x >> 3)
METHOD(m15, x + 1)

enum { KINDS = 16, SHAPES = 64 };
static Method volatile methods[KINDS] = {m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15};
static Shape shapes[3][SHAPES];

static NOINLINE int32_t one(Shape *s, int32_t x) {
  for (int i = 0; i < SHAPES; i++) {
    x = s[i].method(&s[i], x);
  }
  return x;
}

static NOINLINE int32_t four(Shape *s, int32_t x) {
  for (int i = 0; i < SHAPES; i++) {
    x = s[i].method(&s[i], x);
  }
  return x + 1;
}

static NOINLINE int32_t sixteen(Shape *s, int32_t x) {
  for (int i = 0; i < SHAPES; i++) {
    x = s[i].method(&s[i], x);
  }
  return x + 2;
}

int32_t run(int32_t n) {
  uint32_t state = 31337;
  for (int set = 0; set < 3; set++) {
    for (int i = 0; i < SHAPES; i++) {
      int kind = set == 0 ? 3 : (int)(next_random(&state) >> (set == 1 ? 30 : 28));
      shapes[set][i] = (Shape){methods[kind], (int32_t)(next_random(&state) & 1023), (int32_t)(next_random(&state) & 1023)};
    }
  }
  int32_t x = 1;
  for (int32_t i = 0; i < n; i++) {
    x = one(shapes[0], x);
    x = four(shapes[1], x);
    x = sixteen(shapes[2], x);
  }
  return x;
}

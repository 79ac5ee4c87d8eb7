// f64 arithmetic on structures in memory: n steps of five bodies that attract one another.
#include "kernel.h"

enum { BODIES = 5 };
typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

static Body bodies[BODIES];

static void reset(void) {
  uint32_t state = 20250917;
  for (int i = 0; i < BODIES; i++) {
    double *field = &bodies[i].x;
    for (int j = 0; j < 6; j++) {
      field[j] = (double)(int32_t)(next_random(&state) >> 8) / 1048576.0 - 8.0;
    }
    bodies[i].vx *= 0.01;
    bodies[i].vy *= 0.01;
    bodies[i].vz *= 0.01;
    bodies[i].mass = 1.0 + i;
  }
}

static NOINLINE void advance(double dt) {
  for (int i = 0; i < BODIES; i++) {
    Body *a = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      Body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double square = dx * dx + dy * dy + dz * dz + 0.01;
      double force = dt / (square * __builtin_sqrt(square));
      a->vx -= dx * b->mass * force;
      a->vy -= dy * b->mass * force;
      a->vz -= dz * b->mass * force;
      b->vx += dx * a->mass * force;
      b->vy += dy * a->mass * force;
      b->vz += dz * a->mass * force;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += dt * bodies[i].vx;
    bodies[i].y += dt * bodies[i].vy;
    bodies[i].z += dt * bodies[i].vz;
  }
}

int32_t run(int32_t n) {
  reset();
  for (int32_t i = 0; i < n; i++) {
    advance(0.001);
  }
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    sum += bodies[i].x + bodies[i].y + bodies[i].z;
  }
  return (int32_t)(sum * 65536.0);
}

// f64 loops with an exit in the middle: an n by n picture of the Mandelbrot set.
#include "kernel.h"

int32_t run(int32_t n) {
  int32_t sum = 0;
  for (int32_t row = 0; row < n; row++) {
    for (int32_t column = 0; column < n; column++) {
      double cr = 3.0 * column / n - 2.0, ci = 2.0 * row / n - 1.0;
      double r = 0, i = 0;
      int32_t step = 0;
      while (step < 200) {
        double rr = r * r, ii = i * i;
        if (rr + ii > 4.0) {
          break;
        }
        i = 2 * r * i + ci;
        r = rr - ii + cr;
        step++;
      }
      sum += step;
    }
  }
  return sum;
}

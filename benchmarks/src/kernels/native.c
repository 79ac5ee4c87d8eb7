// Runs a kernel that was compiled for this machine: native N SECONDS LEAST. Prints what every driver of the comparison prints: a line
// for each call with wall and CPU time in nanoseconds, and the checksum.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "kernel.h"

static int64_t now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    return 2;
  }
  int32_t n = atoi(argv[1]);
  int64_t seconds = atoi(argv[2]), least = atoi(argv[3]);
  int64_t start = now(CLOCK_MONOTONIC);
  for (int64_t calls = 0; calls < least || now(CLOCK_MONOTONIC) - start < seconds * 1000000000; calls++) {
    int64_t wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_THREAD_CPUTIME_ID);
    int32_t result = run(n);
    printf("call %lld %lld %d\n", (long long)(now(CLOCK_MONOTONIC) - wall), (long long)(now(CLOCK_THREAD_CPUTIME_ID) - cpu),
           (int)result);
  }
  return 0;
}

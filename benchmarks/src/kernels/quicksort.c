// Quick sort of n pairs, each comparison a call_indirect as in C's qsort.
#include "kernel.h"

enum { LIMIT = 1 << 18 };
typedef struct {
  uint32_t key, value;
} Pair;
typedef int (*Comparison)(const Pair *, const Pair *);

static Pair pairs[LIMIT];

static int by_key(const Pair *a, const Pair *b) {
  return a->key < b->key ? -1 : a->key > b->key;
}

static int by_value(const Pair *a, const Pair *b) {
  return a->value < b->value ? -1 : a->value > b->value ? 1 : by_key(a, b);
}

static NOINLINE void sort(int32_t low, int32_t high, Comparison compare) {
  while (low < high) {
    Pair pivot = pairs[low + (high - low) / 2];
    int32_t i = low, j = high;
    while (i <= j) {
      while (compare(&pairs[i], &pivot) < 0) {
        i++;
      }
      while (compare(&pairs[j], &pivot) > 0) {
        j--;
      }
      if (i <= j) {
        Pair swapped = pairs[i];
        pairs[i++] = pairs[j];
        pairs[j--] = swapped;
      }
    }
    if (j - low < high - i) {
      sort(low, j, compare);
      low = i;
    } else {
      sort(i, high, compare);
      high = j;
    }
  }
}

static Comparison volatile comparisons[2] = {by_key, by_value};

int32_t run(int32_t n) {
  if (n > LIMIT) {
    return -1;
  }
  uint32_t state = 99;
  for (int32_t i = 0; i < n; i++) {
    pairs[i].key = next_random(&state);
    pairs[i].value = next_random(&state) >> 20;
  }
  uint32_t hash = 0;
  for (int order = 0; order < 2; order++) {
    sort(0, n - 1, comparisons[order]);
    for (int32_t i = 0; i < n; i++) {
      hash = mix(hash, pairs[i].key);
    }
  }
  return (int32_t)hash;
}

// Functions of arrays from those of vectors.
#pragma once
#include "wide.h"
#include <math.h>

/*
 * Of numbers T, LANES of them in a VECTOR, with a MASK; two vectors at a time, as the steps of one wait for each other, but where those
 * are so few that the memory is what takes long: it comes later then.
 */
#define LOOP(NAME, T, VECTOR, LANES, MASK, function, is_short, is_unfinished, finished, choose)                           \
  INLINE int loop_##NAME(int fn, int64_t n, const T *a, T *c, int marks) {                                                \
    MASK all = {0};                                                                                                       \
    int64_t i = 0, any = 0;                                                                                               \
    for (; is_short(fn) && i + LANES <= n; i += LANES) {                                                                  \
      MASK rare = {0};                                                                                                    \
      VECTOR x;                                                                                                           \
      __builtin_prefetch(c + i + 16 * LANES, 1); /* their lines come late otherwise */                                    \
      __builtin_prefetch(a + i + 64 * LANES);                                                                             \
      memcpy(&x, a + i, sizeof(x));                                                                                       \
      VECTOR y = function(fn, x, &rare);                                                                                  \
      if (marks) y = choose(rare, (VECTOR){0} + (T)NAN, y);                                                               \
      memcpy(c + i, &y, sizeof(y));                                                                                       \
      all |= rare;                                                                                                        \
    }                                                                                                                     \
    for (; !is_short(fn) && i + 2 * LANES <= n; i += 2 * LANES) {                                                         \
      MASK rare = {0}, rare2 = {0};                                                                                       \
      VECTOR x, x2;                                                                                                       \
      __builtin_prefetch(c + i + 16 * LANES, 1);                                                                          \
      __builtin_prefetch(c + i + 17 * LANES, 1);                                                                          \
      __builtin_prefetch(a + i + 64 * LANES);                                                                             \
      __builtin_prefetch(a + i + 65 * LANES);                                                                             \
      memcpy(&x, a + i, sizeof(x));                                                                                       \
      memcpy(&x2, a + i + LANES, sizeof(x));                                                                              \
      VECTOR y = function(fn, x, &rare), y2 = function(fn, x2, &rare2);                                                   \
      if (is_unfinished(fn, x) | is_unfinished(fn, x2)) {                                                                 \
        y = finished(fn, x, y, &rare);                                                                                    \
        y2 = finished(fn, x2, y2, &rare2);                                                                                \
      }                                                                                                                   \
      if (marks) {                                                                                                        \
        y = choose(rare, (VECTOR){0} + (T)NAN, y);                                                                        \
        y2 = choose(rare2, (VECTOR){0} + (T)NAN, y2);                                                                     \
      }                                                                                                                   \
      memcpy(c + i, &y, sizeof(y));                                                                                       \
      memcpy(c + i + LANES, &y2, sizeof(y));                                                                              \
      all |= rare | rare2;                                                                                                \
    }                                                                                                                     \
    for (; i < n; i += LANES) {                                                                                           \
      const int64_t size = (n - i < LANES ? n - i : LANES) * sizeof(T);                                                   \
      MASK rare = {0};                                                                                                    \
      VECTOR x = (VECTOR){0} + 1; /* behind the last */                                                                   \
      memcpy(&x, a + i, size);                                                                                            \
      VECTOR y = function(fn, x, &rare);                                                                                  \
      if (is_unfinished(fn, x)) y = finished(fn, x, y, &rare);                                                            \
      if (marks) y = choose(rare, (VECTOR){0} + (T)NAN, y);                                                               \
      memcpy(c + i, &y, size);                                                                                            \
      all |= rare;                                                                                                        \
    }                                                                                                                     \
    for (int j = 0; j < LANES; j++) any |= all[j];                                                                        \
    return any != 0;                                                                                                      \
  }                                                                                                                       \
  /* again where some are, which is rare, too */                                                                          \
  INLINE int both_##NAME(int fn, int64_t n, const T *a, T *c) {                                                           \
    return loop_##NAME(fn, n, a, c, 0) ? loop_##NAME(fn, n, a, c, 1) : 0;                                                 \
  }

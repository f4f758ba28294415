// Exponentials, logarithms, hyperbolic functions and powers on the arrays' own memory, several elements at a time, with the bits of
// ../assembly/transcendentals.ts.
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

// The functions, in the order of `transcendentals` in ../coreOperations.ts.
enum { EXP, EXP2, EXPM1, LOG, LOG2, LOG10, LOG1P, SINH, COSH, TANH };

/** f(x), and where it is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
INLINE doubles value_of(int fn, doubles x, integers *rare) {
  const doubles zero = {0}, one = zero + 1;
  const doubles size = absolute(x);
  const integers sign = (integers)x & SIGN;
  if (fn == EXP || fn == EXP2 || fn == EXPM1) *rare = ~(size < 700);
  if (fn == EXP) return exp_of(x);
  if (fn == EXPM1) return choose(x == 0, x, less_one(x));
  if (fn == EXP2) {
    const doubles near = x * 32 + AMONG_INTEGERS;
    return sum_of(power_of(near, (x - (near - AMONG_INTEGERS) * 0.03125) * 0.6931471805599453));
  }
  if (fn == LOG || fn == LOG2 || fn == LOG10) {
    *rare = ~((x >= DBL_MIN) & (x < INFINITY));
    const Log log = log_parts(x);
    if (fn == LOG) return log.high + log.low;
    if (fn == LOG2) return scaled(log, 1.4426950216293335, 1.9259629911266175e-08, 1.4426950408889634);
    return scaled(log, 0.4342944771051407, 4.798111141615973e-09, 0.4342944819032518);
  }
  if (fn == LOG1P) {
    *rare = ~((x > -1) & (x < INFINITY));
    const doubles more = x + 1, lack = choose(size < 1, x - (more - 1), 1 - (more - x));
    const Log log = log_parts(more);
    return choose(x == 0, x, log.high + (log.low + lack / more));
  }
  if (fn == TANH) {
    const doubles e = less_one(2 * choose(size > 22, zero + 22, size)); // from 19.1 on it is 1
    return (doubles)((integers)(e / (e + 2)) | sign);
  }
  *rare = ~(size < 700);
  if (fn == COSH) {
    const doubles e = exp_of(size);
    return 0.5 * e + 0.5 / e;
  }
  const doubles e = less_one(size);
  return (doubles)((integers)(0.5 * (e + e / (e + one))) | sign);
}

#define LOOP(T)                                                                     \
  INLINE int64_t loop_##T(int fn, int64_t n, const T *a, T *c) {                    \
    integers common = {0};                                                          \
    for (int64_t i = 0; i < n; i += WIDE) {                                         \
      const int64_t bytes = (n - i < WIDE ? n - i : WIDE) * (int64_t)sizeof(T);     \
      T##s from = (T##s){0} + 1; /* behind the last */                              \
      integers rare = {0};                                                          \
      __builtin_prefetch(c + i + 16 * WIDE, 1); /* its lines come late otherwise */ \
      if (bytes == sizeof from) memcpy(&from, a + i, sizeof from);                  \
      else memcpy(&from, a + i, bytes);                                             \
      const doubles y = value_of(fn, __builtin_convertvector(from, doubles), &rare);\
      const T##s to = __builtin_convertvector(choose(rare, (doubles){0} + NAN, y), T##s); \
      common -= rare;                                                               \
      if (bytes == sizeof to) memcpy(c + i, &to, sizeof to);                        \
      else memcpy(c + i, &to, bytes);                                               \
    }                                                                               \
    int64_t sum = 0;                                                                \
    for (int j = 0; j < WIDE; j++) sum += common[j];                                \
    return sum;                                                                     \
  }                                                                                 \
  static int64_t transcendentals_##T(int fn, int64_t n, const T *a, T *c) {         \
    switch (fn) {                                                                   \
      case EXP: return loop_##T(EXP, n, a, c);                                      \
      case EXP2: return loop_##T(EXP2, n, a, c);                                    \
      case EXPM1: return loop_##T(EXPM1, n, a, c);                                  \
      case LOG: return loop_##T(LOG, n, a, c);                                      \
      case LOG2: return loop_##T(LOG2, n, a, c);                                    \
      case LOG10: return loop_##T(LOG10, n, a, c);                                  \
      case LOG1P: return loop_##T(LOG1P, n, a, c);                                  \
      case SINH: return loop_##T(SINH, n, a, c);                                    \
      case COSH: return loop_##T(COSH, n, a, c);                                    \
      default: return loop_##T(TANH, n, a, c);                                      \
    }                                                                               \
  }

LOOP(double)
LOOP(float)

/** c = fn(a) for n floats or doubles. Returns how many are NaN, to be computed by other means; 0 says that it is defined for all. */
EXPORT(int64_t, transcendentals)(int fn, int kind, int64_t n, const void *a, void *c) {
  return kind == FLOAT64 ? transcendentals_double(fn, n, a, c) : transcendentals_float(fn, n, a, c);
}

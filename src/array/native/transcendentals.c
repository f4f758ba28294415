// Exponentials, logarithms, hyperbolic functions and powers on the arrays' own memory, several elements at a time, with the bits of
// ../assembly/transcendentals.ts.
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

// The functions, in the order of `transcendentals` in ../coreOperations.ts.
enum { EXP, EXP2, EXPM1, LOG, LOG2, LOG10, LOG1P, SINH, COSH, TANH };
#include "value_float.h"

/** f(x), and where that is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
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

/* Of numbers T, a register's VECTOR of LANES of them, masks of them MASK. */
#define LOOP(T, VECTOR, LANES, MASK, value, choose)                                     \
  INLINE MASK some_##T(int fn, int64_t count, const T *a, T *c, int marks) {            \
    VECTOR x = (VECTOR){0} + 1; /* behind the last */                                   \
    MASK rare = {0};                                                                    \
    memcpy(&x, a, count * sizeof(T));                                                   \
    VECTOR y = value(fn, x, &rare);                                                     \
    if (marks) y = choose(rare, (VECTOR){0} + (T)NAN, y);                               \
    memcpy(c, &y, count * sizeof(T));                                                   \
    return rare;                                                                        \
  }                                                                                     \
  INLINE int loop_##T(int fn, int64_t n, const T *a, T *c, int marks) {                 \
    MASK rare = {0};                                                                    \
    int64_t i = 0, any = 0;                                                             \
    for (; i + LANES <= n; i += LANES) {                                                \
      __builtin_prefetch(c + i + 16 * LANES, 1); /* its lines come late otherwise */    \
      rare |= some_##T(fn, LANES, a + i, c + i, marks);                                 \
    }                                                                                   \
    if (i < n) rare |= some_##T(fn, n - i, a + i, c + i, marks);                        \
    for (int j = 0; j < LANES; j++) any |= rare[j];                                     \
    return any != 0;                                                                    \
  }                                                                                     \
  /* again where some are, which is rare, too */                                        \
  INLINE int both_##T(int fn, int64_t n, const T *a, T *c) {                            \
    return loop_##T(fn, n, a, c, 0) ? loop_##T(fn, n, a, c, 1) : 0;                     \
  }                                                                                     \
  static int transcendentals_##T(int fn, int64_t n, const T *a, T *c) {         \
    switch (fn) {                                                                   \
      case EXP: return both_##T(EXP, n, a, c);                                      \
      case EXP2: return both_##T(EXP2, n, a, c);                                    \
      case EXPM1: return both_##T(EXPM1, n, a, c);                                  \
      case LOG: return both_##T(LOG, n, a, c);                                      \
      case LOG2: return both_##T(LOG2, n, a, c);                                    \
      case LOG10: return both_##T(LOG10, n, a, c);                                  \
      case LOG1P: return both_##T(LOG1P, n, a, c);                                  \
      case SINH: return both_##T(SINH, n, a, c);                                    \
      case COSH: return both_##T(COSH, n, a, c);                                    \
      default: return both_##T(TANH, n, a, c);                                      \
    }                                                                               \
  }

LOOP(double, doubles, WIDE, integers, value_of, choose)
LOOP(float, singles, SINGLES, places, value_of_float, choose_float)

/** c = fn(a) for n floats or doubles. Returns whether some are NaN, to be computed by other means; 0 says that it is defined for all. */
EXPORT(int, transcendentals)(int fn, int kind, int64_t n, const void *a, void *c) {
  return kind == FLOAT64 ? transcendentals_double(fn, n, a, c) : transcendentals_float(fn, n, a, c);
}

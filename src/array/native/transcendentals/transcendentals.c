// Exponentials, logarithms, hyperbolic functions and those of angles on the arrays' own memory, several elements at a time, with the bits of
// ../../assembly/transcendentals/index.ts.
#include "arcs.h"
#include "cube_roots.h"
#include "exp.h"
#include "log.h"
#include "loops.h"
#include "slopes.h"
#include <float.h>
#include <math.h>

// The functions, in the order of `transcendentals` in ../../transcendentals.ts.
#define FUNCTIONS(_) _(EXP) _(EXP2) _(EXPM1) _(LOG) _(LOG2) _(LOG10) _(LOG1P) _(SINH) _(COSH) _(TANH) \
  _(SIN) _(COS) _(TAN) _(ARCTAN) _(ARCSIN) _(ARCCOS) _(ARCSINH) _(ARCCOSH) _(ARCTANH) _(CBRT)
#define NAME(name) name,
enum { FUNCTIONS(NAME) };
#include "functions_float.h"

/** Half the logarithm of 1 + 2x / (1 - x), of x that is not negative. */
INLINE doubles arctanh_of(doubles x) {
  const doubles zero = {0}, less = 1 - x, less_low = (1 - less) - x, twice = 2 * x, quotient = twice / less;
  // what is left of the quotient counts as little as divided by 1 + x, for which a straight line is enough
  const doubles left = less_product(twice, quotient, less) - quotient * less_low;
  const Pair sum = one_more(quotient);
  const Reduced y = reduced(sum.high);
  const doubles more = log_of_lack(y, sum.low) + left * less_product(zero + 1, x, zero + 0.5);
  return 0.5 * rounded(log_from(y, y.low + more));
}

/** f(x), and where that is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
INLINE doubles function_of(int fn, doubles x, integers *rare) {
  const doubles zero = {0}, size = absolute(x);
  const integers sign = (integers)x & SIGN;
  if (fn == EXP || fn == EXP2 || fn == EXPM1) *rare = ~(size < 700);
  if (fn == EXP) return exp_of(x);
  if (fn == EXPM1) return choose(x == 0, x, rounded(less_one(x)));
  if (fn == EXP2) {
    const doubles near = x * 32 + AMONG_INTEGERS;
    return value_of(power_of(near, (x - (near - AMONG_INTEGERS) * 0.03125) * 0.6931471805599453));
  }
  if (fn == LOG || fn == LOG2 || fn == LOG10) {
    *rare = ~((x >= DBL_MIN) & (x < INFINITY));
    const Pair log = log_parts(x);
    if (fn == LOG) return log.high + log.low;
    if (fn == LOG2) return scaled(log, 1.4426950216293335, 1.9259629911266175e-08, 1.4426950408889634);
    return scaled(log, 0.4342944771051407, 4.798111141615973e-09, 0.4342944819032518);
  }
  if (fn == LOG1P) {
    *rare = ~((x > -1) & (x < 1e300));
    return choose(x == 0, x, log_of_pair(one_more(x)));
  }
  if (fn == SIN || fn == COS || fn == TAN) {
    *rare = ~(size < 1e6);
    if (fn == COS) return turned_sine(x, 1);
    return choose(x == 0, x, fn == SIN ? turned_sine(x, 0) : tangent_of(x));
  }
  if (fn == ARCSIN || fn == ARCCOS) {
    *rare = ~(size <= 1);
    return fn == ARCCOS ? arc_of(x, 1) : (doubles)((integers)arc_of(x, 0) | sign);
  }
  if (fn == CBRT) {
    *rare = ~((size >= DBL_MIN) & (size < INFINITY));
    return (doubles)((integers)cube_root(size) | sign);
  }
  if (fn == ARCTAN) {
    *rare = ~(size < 1e300);
    return (doubles)((integers)angle_of_slope(size) | sign);
  }
  if (fn == ARCSINH) {
    *rare = ~(size < 1e150);
    const doubles square = size * size;
    const Pair sum = sum_of(size, square / (1 + root(1 + square)));
    Pair more = one_more(sum.high);
    more.low += sum.low;
    return (doubles)((integers)log_of_pair(more) | sign);
  }
  if (fn == ARCCOSH) {
    *rare = ~((x >= 1) & (x < 1e150));
    const doubles less = x - 1;
    return log_of_pair(one_more(less + root(2 * less + less * less)));
  }
  if (fn == ARCTANH) {
    *rare = ~(size < 1);
    return (doubles)((integers)arctanh_of(size) | sign);
  }
  if (fn == TANH) {
    const Pair e = less_one(2 * at_most(22, size)); // from 19.1 on it is 1
    return (doubles)((integers)rounded(share_of(e)) | sign);
  }
  *rare = ~(size < 700);
  if (fn == COSH) {
    const doubles e = exp_of(size);
    return 0.5 * e + 0.5 / e;
  }
  return (doubles)((integers)sinh_of(size) | sign);
}

/** Whether the function of doubles has few steps. */
INLINE int is_short(int fn) { return fn == EXP || fn == EXP2; }
// Values of doubles are finished at once.
#define is_unfinished(fn, x) 0
#define finished(fn, x, value, rare) (value)

LOOP(double, double, doubles, WIDE, integers, function_of, is_short, is_unfinished, finished, choose)
LOOP(single, float, singles, SINGLES, places, function_of_float, is_short_float, is_unfinished_float, finished_float, choose_float)

#define CASE_double(name) case name: return both_double(name, n, a, c);
#define CASE_single(name) case name: return both_single(name, n, a, c);
static int of_doubles(int fn, int64_t n, const double *a, double *c) {
  switch (fn) { FUNCTIONS(CASE_double) }
  return 0;
}
static int of_floats(int fn, int64_t n, const float *a, float *c) {
  switch (fn) { FUNCTIONS(CASE_single) }
  return 0;
}

/** c = fn(a) for n floats or doubles. Returns whether some are NaN, to be computed by other means; 0 says that it is defined for all. */
EXPORT(int, transcendentals)(int fn, int kind, int64_t n, const void *a, void *c) {
  return kind == FLOAT64 ? of_doubles(fn, n, a, c) : of_floats(fn, n, a, c);
}

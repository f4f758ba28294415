// Functions of single floats, with the bits of ../../assembly/transcendentals/transcendentalsFloat.ts.
#pragma once
#include "angles_float.h"
#include "arc_hyperbolic_float.h"
#include "arcs_float.h"
#include "cube_roots_float.h"
#include "exp_float.h"
#include "exp_steps_float.h"
#include "log_float.h"
#include "log_steps_float.h"
#include "sines_float.h"
#include "tanh_float.h"
#include <float.h>
#include <math.h>

/** y with the sign of x, where it is not negative. */
INLINE singles with_sign(singles x, singles y) { return (singles)((places)y | ((places)x & INT32_MIN)); }

/** The size from which on the function is not computed here. */
INLINE float limit_of(int fn) {
  return fn == EXP2 ? 126 : fn == ARCSINH ? 0x1p60f : fn == ARCTANH ? 1 : 87;
}

/** Whether the function is computed in another way of what is far. */
INLINE int has_far(int fn) { return fn == SIN || fn == COS || fn == TAN; }

/** f(x), and where that is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
INLINE singles function_of_float(int fn, singles x, places *rare) {
  const singles size = absolute_float(x);
  if (fn == TANH) return with_sign(x, tanh_float(size));
  if (fn == ARCTAN) return with_sign(x, arctan_float(size));
  if (has_far(fn)) *rare = (places){0}; // that is for `finished_float`
  else if (fn == LOG || fn == LOG2 || fn == LOG10) *rare = ~((x >= FLT_MIN) & (x < INFINITY));
  else if (fn == ARCCOSH) *rare = ~((x >= 1) & (x < 0x1p60f));
  else if (fn == LOG1P) *rare = ~((x > -1) & (x < 0x1p126f));
  else if (fn == ARCSIN || fn == ARCCOS) *rare = ~(size <= 1);
  else if (fn == CBRT) *rare = ~((size >= FLT_MIN) & (size < INFINITY));
  else *rare = ~(size < limit_of(fn));
  switch (fn) {
    case EXP: return exp_float(x);
    case EXP2: return exp2_float(x);
    case EXPM1: return with_sign(x, less_one_float(x)); // of -0 it is -0
    case LOG: return log_float(x);
    case LOG2: return log2_float(x);
    case LOG10: return log10_float(x);
    case LOG1P: return with_sign(x, log1p_float(x));
    case SIN: return sine_by_steps(size, 0, x);
    case COS: return sine_by_steps(size, 16, (singles){0});
    case TAN: return tangent_float(x);
    case ARCSIN: return with_sign(x, arc_float(x, 0));
    case ARCCOS: return arc_float(x, 1);
    case SINH: return with_sign(x, sinh_float(size));
    case COSH: return cosh_float(size);
    case ARCSINH: return with_sign(x, arcsinh_float(size));
    case ARCCOSH: return arccosh_float(x);
    case CBRT: return with_sign(x, cube_root_float(size));
    default: return with_sign(x, arctanh_float(size));
  }
}

/** Whether the function has few steps. */
INLINE int is_short_float(int fn) {
  return fn == EXP || fn == EXP2 || fn == EXPM1 || fn == LOG || fn == LOG2 || fn == LOG10 || fn == TANH || fn == ARCTAN;
}

/** Whether some values are to be computed again, which is seldom. */
INLINE int is_unfinished_float(int fn, singles x) { return has_far(fn) && is_any(is_far(x)); }
INLINE singles finished_float(int fn, singles x, singles value, places *rare) {
  const singles size = absolute_float(x);
  const singles far = fn == TAN ? tangent_of_turned(turned_of_far(x))
    : fn == SIN ? turned_sine_float(size, 0, x) : turned_sine_float(size, 0.5f, (singles){0});
  *rare = ~(size < 1e6f);
  return choose_where(is_far(x), far, value);
}

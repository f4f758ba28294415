// Hyperbolic functions, as ../../assembly/transcendentals/hyperbolicFloat.ts explains them; of numbers that are not negative, or NaN.
#pragma once
#include "exp_float.h"

/** Halves of e to the powers x and -x; the powers of 2 in them, and e to the power r, less 1 + r, as its even and its odd part. */
typedef struct { singles power, inverse, r, even, odd; } Halves;

INLINE Halves halves_of(singles x) {
  const Rest y = rest_of(x);
  const singles half = (singles){0} + 0.5f, q = y.r * y.r;
  const singles inverse = (singles)((places)half - ((places)y.near << 23));
  const singles even = q * (0.5f + q * (0.041666456f + q * 0.0013935842f));
  return (Halves){times_power(y.near, half), inverse, y.r, even, q * y.r * (0.16666517f + q * 0.008369148f) + y.low};
}

INLINE singles cosh_float(singles x) {
  const Halves y = halves_of(x);
  const singles part = y.power * y.r, sum = y.power + part, lost = (y.power - sum) + part;
  return sum + ((lost + y.power * (y.even + y.odd)) + y.inverse * (1 + (y.even - (y.r + y.odd))));
}

/** Near 0 as exact as elsewhere. */
INLINE singles sinh_float(singles x) {
  const Halves y = halves_of(x);
  const singles sum = y.power + y.inverse, difference = y.power - y.inverse;
  return difference + (sum * y.r + (difference * y.even + sum * y.odd));
}

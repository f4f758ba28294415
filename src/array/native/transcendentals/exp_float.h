// What functions of e to the power x share, as ../../assembly/transcendentals/expFloat.ts explains it.
#pragma once
#include "wide_float.h"

/** x less the nearest of the steps of ln 2, which is among the integers; and what that lacks. */
typedef struct { singles near, r, low; } Rest;

INLINE Rest rest_of(singles x) {
  const singles near = x * 1.442695f + AMONG_FEW, steps = near - AMONG_FEW;
  const singles about = x - steps * 0.69314575f, lower = steps * 1.4286068e-6f, r = about - lower;
  return (Rest){near, r, (about - r) - lower};
}

/** 2 to the power near, times x. */
INLINE singles times_power(singles near, singles x) { return (singles)(((places)near << 23) + (places)x); }

/** e to the power r, less 1 + r. */
INLINE singles power_series(singles r) {
  const singles q = r * r;
  return 0.5f * q + q * r * ((0.16666667f + r * 0.041666463f) + q * ((0.008333209f + r * 0.0013935136f) + q * 0.00019943493f));
}

INLINE singles exp_float(singles x) {
  const Rest y = rest_of(x);
  return times_power(y.near, 1 + (y.r + (power_series(y.r) + y.low)));
}

/** 2 to the power x. */
INLINE singles exp2_float(singles x) {
  const singles near = x + AMONG_FEW, r = x - (near - AMONG_FEW), q = r * r, high = upper_float(r);
  const singles low = high * 3.1946183e-5f + (r - high) * 0.6931472f; // of r ln 2
  const singles last = 0.0013390211f + r * 0.00015462484f;
  const singles series = q * ((0.2402265f + r * 0.05550362f) + q * (0.009618063f + r * last));
  return times_power(near, 1 + (high * 0.69311523f + (low + series)));
}

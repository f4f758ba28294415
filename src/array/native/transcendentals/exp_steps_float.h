// e to the power x less 1, and hyperbolic functions, as ../../assembly/transcendentals/expStepsFloat.ts explains them.
#pragma once
#include "wide_float.h"

static const float step_powers[32] = {
  1.0f, 0.984375f, 0.9908862f, 0.98668796f, 0.9827384f, 0.97906256f, 0.97570044f, 0.97247434f,
  0.9696037f, 0.9669765f, 0.9646545f, 0.9627115f, 0.96082056f, 0.95950127f, 0.9583801f, 0.9575568f,
  0.95710677f, 0.9569896f, 0.95716053f, 0.95769817f, 0.9587234f, 0.95978963f, 0.9615268f, 0.96353275f,
  0.9658962f, 0.968704f, 0.97178954f, 0.9754889f, 0.9795301f, 0.98397154f, 0.9888545f, 1.03125f,
};
static const float step_shifts[32] = {
  0.0f, -0.02166085f, -1.3019936e-06f, -1.3572998e-05f, -2.8410415e-05f, -1.0434632e-05f, 9.8557146e-05f, -2.2501732e-05f,
  2.6879377e-07f, -3.6464997e-05f, -3.9298e-05f, 9.618449e-05f, -0.0001530324f, 1.1990088e-05f, 3.4404716e-06f, -3.3466364e-05f,
  -1.7114271e-08f, 3.3466364e-05f, -3.4404716e-06f, -1.1990088e-05f, 0.0001530324f, -9.618449e-05f, 3.9298e-05f, 3.6464997e-05f,
  -2.6879377e-07f, 2.2501732e-05f, -9.8557146e-05f, 1.0434632e-05f, 2.8410415e-05f, 1.3572998e-05f, 1.3019936e-06f, 0.02166085f,
};

/** k steps of ln 2 / 32, among the integers, and r: x is r more than the logarithm of the power at k. */
typedef struct { places k; singles r; } Stepped;

INLINE Stepped stepped(singles x) {
  const singles near = x * 46.16624f + AMONG_FEW, steps = near - AMONG_FEW;
  const singles about = add_exact(x, steps, (singles){0} - 0.021659851f);
  return (Stepped){(places)near, about - (steps * 9.983182e-7f + look_up_float(step_shifts, (places)near))};
}

/** About 2 to the power k / 32. */
INLINE singles power_at(places k) { return (singles)((places)look_up_float(step_powers, k) + (k << 18)); }
INLINE singles half_power_at(places k) { return (singles)((places)power_at(k) - (1 << 23)); }

/** e to the power x, less 1; of -0 it is 0. */
INLINE singles less_one_float(singles x) {
  const Stepped y = stepped(x);
  const singles power = power_at(y.k), whole = power - 1, one = (singles){0} + 1;
  const singles lost = (choose_from(1, power, power, -one) - whole) + choose_from(1, power, -one, power);
  const singles series = 0.5f + y.r * (0.16667326f + y.r * 0.041667767f);
  return whole + (lost + power * (y.r + y.r * y.r * series));
}

/** Halves of the powers at k and at -k; cosh r - 1, and sinh r. */
typedef struct { singles power, inverse, even, odd; } Halves;

INLINE Halves halves_of(singles x) {
  const Stepped y = stepped(x);
  const singles q = y.r * y.r;
  return (Halves){half_power_at(y.k), half_power_at(-y.k), q * 0.50003654f, y.r + y.r * (q * 0.16667397f)};
}

/** Of numbers that are not negative, or NaN. */
INLINE singles cosh_float(singles x) {
  const Halves y = halves_of(x);
  return y.power + (y.inverse + ((y.power + y.inverse) * y.even + (y.power - y.inverse) * y.odd));
}

INLINE singles sinh_float(singles x) {
  const Halves y = halves_of(x);
  const singles sum = y.power + y.inverse, difference = y.power - y.inverse;
  const singles lost = (y.power - difference) - y.inverse;
  return difference + ((lost + difference * y.even) + sum * y.odd);
}

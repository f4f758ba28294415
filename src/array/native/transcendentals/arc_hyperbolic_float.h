// Inverse hyperbolic functions, as ../../assembly/transcendentals/arcHyperbolicFloat.ts explains them.
#pragma once
#include "log_steps_float.h"

/** 3/64 - 2⁻²⁴: below it 1 + x, rounded, is in the steps that have no logarithm, and x itself is the rest. */
#define NEAR_ONE 0.04687494f

/* As in log_steps_float.h. */
static const float of_base_e[3][32] = {
  {
    1.0f, 1.0f, 0.9477539f, 0.91430664f, 0.888916f, 0.8647461f, 0.842041f, 0.82055664f,
    0.8000488f, 0.7805176f, 0.7619629f, 0.7441406f, 0.7272949f, 0.71118164f, 0.69555664f, 0.6809082f,
    0.66674805f, 0.6530762f, 0.6398926f, 0.6274414f, 0.6154785f, 0.60375977f, 0.5925293f, 0.5817871f,
    0.5715332f, 0.56152344f, 0.5517578f, 0.54248047f, 0.53344727f, 0.5246582f, 0.5161133f, 0.50805664f,
  },
  {
    0.0f, 0.0f, 0.05365753f, 0.08959198f, 0.117752075f, 0.14531708f, 0.1719284f, 0.19776917f,
    0.2230835f, 0.2477951f, 0.27185822f, 0.2955246f, 0.3184204f, 0.34082794f, 0.36304474f, 0.38433075f,
    0.4053421f, 0.42606354f, 0.4464569f, 0.4661026f, 0.48535156f, 0.50457764f, 0.5233536f, 0.54164886f,
    0.559433f, 0.57710266f, 0.59464264f, 0.6116028f, 0.6283951f, 0.6450119f, 0.66143036f, 0.6771622f,
  },
  {
    0.0f, 0.0f, 2.871252e-06f, -2.7092124e-06f, 4.433486e-07f, 2.2707397e-06f,
    -1.8519792e-06f, 3.173955e-06f, -9.780732e-07f, 2.912679e-06f, -7.9088346e-07f, 6.5274486e-07f,
    2.8038498e-06f, -5.321346e-07f, -1.906548e-06f, -2.97042e-06f, 9.4319483e-07f, -2.0302084e-06f,
    -1.9457837e-06f, 2.3887324e-06f, 3.6770314e-06f, 1.2624791e-06f, 1.3843326e-06f, 1.8248745e-06f,
    -2.8417e-07f, -8.9633073e-07f, 3.435293e-06f, 4.1331666e-07f, -2.1376753e-08f, -3.6317786e-06f,
    -1.3585975e-06f, 1.6991555e-07f,
  },
};

/** 1 + x: its step; r, which is to be used in place of that in the step; and what it lacks. */
typedef struct { Step step; singles r, lost; } Sum;

/** Of x that is not negative. */
INLINE Sum sum_of_one(singles x) {
  const singles sum = x + 1, lost = x - (sum - 1);
  const Step step = step_of(sum, of_base_e[0], 1);
  return (Sum){step, choose_from(NEAR_ONE, x, step.r, x), choose_from(NEAR_ONE, x, lost, (singles){0})};
}

/** Its logarithm, and `more`, which is small beside that. */
INLINE singles log_of_sum(Sum y, singles more) {
  const singles whole = add_exact(look_up_float(of_base_e[1], y.step.place), y.step.k, (singles){0} + 8.262941e-8f);
  const singles lows = look_up_float(of_base_e[2], y.step.place) + y.step.k * 1.703032e-13f;
  const singles series = -0.5f + y.r * (0.33333555f + y.r * (-0.24990837f + y.r * 0.18979074f));
  return whole + (y.r + (more + (y.r * y.r * series + lows)));
}

/** Of numbers that are not negative. */
INLINE singles arcsinh_float(singles x) {
  const singles square = x * x, root = root_float(1 + square), more = 1 + root, above = square / more, sum = x + above;
  const Sum y = sum_of_one(sum);
  const singles low = ((x - sum) + above) - above * ((root - more) + 1) * y.step.inverse; // as good as 1 / more
  return log_of_sum(y, (y.lost + low) * y.step.inverse);
}

INLINE singles arccosh_float(singles x) {
  const singles less = x - 1, twice = 2 * less, square = less * less, z = twice + square, root = root_float(z);
  const singles low = (add_exact(z, -root, root) + ((twice - z) + square)) / (2 * root + FLT_MIN); // of 1 it is 0
  const singles sum = root + less, sum_low = ((root - sum) + less) + low;
  const Sum y = sum_of_one(sum);
  return log_of_sum(y, (y.lost + sum_low) * y.step.inverse);
}

/** Of numbers that are not negative. */
INLINE singles arctanh_float(singles x) {
  const singles less = 1 - x, less_low = (1 - less) - x, quotient = 2 * x / less;
  const singles left = add_exact(2 * x, -quotient, less) - quotient * less_low;
  const Sum y = sum_of_one(quotient);
  return 0.5f * log_of_sum(y, y.lost * y.step.inverse + left * (1 - 0.5f * x));
}

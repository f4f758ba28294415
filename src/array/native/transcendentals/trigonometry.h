// Angles less quarters of a turn, sines and cosines, as ../../assembly/transcendentals/trigonometry.ts explains them.
#pragma once
#include "wide.h"

/** x less k · π / 2, and what that lacks; k in the last bits of `near`. */
typedef struct { doubles high, low; integers near; } Angle;

/** Of sizes below 10⁶. */
INLINE Angle angle_of(doubles x) {
  const doubles near = x * 0.6366197723675814 + AMONG_INTEGERS, k = near - AMONG_INTEGERS;
  const doubles zero = {0}, second = zero + 6.077100509014471e-11, third = zero - 2.5082788063426444e-20;
  const doubles about = less_product(x, k, zero + 1.5707963267341256), less = less_product(about, k, second);
  const doubles rest = less_product(less, k, third);
  const doubles lack = less_product(about - less, k, second) - k * 8.4784276603689e-32;
  return (Angle){rest, less_product(less - rest, k, third) + lack, (integers)near};
}

/** `high` the double next to the angle. */
INLINE Angle rounded_angle(Angle r) {
  const Pair sum = sum_of(r.high, r.low);
  return (Angle){sum.high, sum.low, r.near};
}

/** Of the angle itself, of at most π / 4. */
INLINE doubles sine_of(Angle r) {
  const doubles z = r.high * r.high;
  const doubles series = -0.16666666666666666 + z * (0.008333333333330946 + z * (-0.0001984126983675497
    + z * (2.755731610068312e-06 + z * (-2.5051131455447428e-08 + z * 1.591810123167728e-10))));
  return r.high + (r.high * z * series + r.low * (1 - 0.5 * z));
}

INLINE doubles cosine_of(Angle r) {
  const doubles z = r.high * r.high, half = 0.5 * z, rest = 1 - half;
  const doubles series = 0.041666666666666664 + z * (-0.0013888888888887395 + z * (2.4801587298763433e-05
    + z * (-2.7557317270560385e-07 + z * (2.087614602470193e-09 + z * -1.1382614869434128e-11))));
  return rest + (((1 - rest) - half) + (z * z * series - r.high * r.low));
}

/** The sine of an angle that is by so many quarters of a turn larger than x. */
INLINE doubles turned_sine(doubles x, int quarters) {
  const Angle r = rounded_angle(angle_of(x));
  const integers k = r.near + quarters, is_odd = -(k & 1), sign = (integers)((naturals)(k & 2) << 62);
  return (doubles)((integers)choose(is_odd, cosine_of(r), sine_of(r)) ^ sign);
}

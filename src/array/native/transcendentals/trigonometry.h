// Sines, cosines, tangents and their inverses, as ../../assembly/transcendentals/trigonometry.ts explains them.
#pragma once
#include "wide.h"

/** x less k · π / 2: the double next to it and what that lacks; k in the last bits of `near`. */
typedef struct { doubles high, low; integers near; } Angle;

/** Of sizes below 10⁶. */
INLINE Angle angle_of(doubles x) {
  const doubles near = x * 0.6366197723675814 + AMONG_INTEGERS, k = near - AMONG_INTEGERS;
  const doubles about = x - k * 1.5707963267341256, part = k * 6.077100509014471e-11; // without an error, both
  const doubles less = about - part, less_low = (about - less) - part, third = k * -2.5082788063426444e-20;
  const doubles rest = less - third, rest_low = ((less - rest) - third) + (less_low - k * 8.4784276603689e-32);
  const doubles r = rest + rest_low;
  return (Angle){r, (rest - r) + rest_low, (integers)near};
}

/** Of the angle itself, of at most π / 4. */
INLINE Pair sine_of(Angle r) {
  const doubles z = r.high * r.high;
  const doubles series = -0.16666666666666666 + z * (0.008333333333330946 + z * (-0.0001984126983675497
    + z * (2.755731610068312e-06 + z * (-2.5051131455447428e-08 + z * 1.591810123167728e-10))));
  return sum_of(r.high, r.high * z * series + r.low * (1 - 0.5 * z));
}

INLINE Pair cosine_of(Angle r) {
  const doubles z = r.high * r.high, half = 0.5 * z, rest = 1 - half;
  const doubles series = 0.041666666666666664 + z * (-0.0013888888888887395 + z * (2.4801587298763433e-05
    + z * (-2.7557317270560385e-07 + z * (2.087614602470193e-09 + z * -1.1382614869434128e-11))));
  return sum_of(rest, ((1 - rest) - half) + (z * z * series - r.high * r.low));
}

/** The sine of an angle that is by so many quarters of a turn larger than x. */
INLINE doubles turned_sine(doubles x, int quarters) {
  const Angle r = angle_of(x);
  const integers k = r.near + quarters, is_odd = -(k & 1), sign = (integers)((naturals)(k & 2) << 62);
  return (doubles)((integers)choose(is_odd, cosine_of(r).high, sine_of(r).high) ^ sign);
}

INLINE doubles tangent_of(doubles x) {
  const Angle r = angle_of(x);
  const Pair sine = sine_of(r), cosine = cosine_of(r);
  const integers is_odd = -(r.near & 1);
  return rounded(quotient_of(
    (Pair){choose(is_odd, -cosine.high, sine.high), choose(is_odd, -cosine.low, sine.low)},
    (Pair){choose(is_odd, sine.high, cosine.high), choose(is_odd, sine.low, cosine.low)}));
}

/** The angle from 0 to π / 2 whose tangent is given. */
INLINE doubles angle_of_slope(doubles slope) {
  const doubles zero = {0}, one = zero + 1;
  const integers is_steep = slope > 1;
  const doubles less = choose(is_steep, one, slope), more = choose(is_steep, slope, one);
  // turned back by π / 4 where it is more than π / 8
  const integers is_wide = less > 0.41421356237309503 * more;
  const Pair difference = sum_of(-more, less), sum = sum_of(more, less);
  const Pair quotient = quotient_of(
    (Pair){choose(is_wide, difference.high, less), choose(is_wide, difference.low, zero)},
    (Pair){choose(is_wide, sum.high, more), choose(is_wide, sum.low, zero)});
  const Pair s = sum_of(quotient.high, quotient.low);
  const doubles z = s.high * s.high;
  const doubles series = -0.3333333333333333 + z * (0.1999999999999548 + z * (-0.14285714284657894 + z * (0.11111111014561013
    + z * (-0.09090904549884611 + z * (0.07692182535116648 + z * (-0.06664502215671447 + z * (0.058580687568615106
    + z * (-0.05085030492810941 + z * (0.03921955253255129 + z * -0.019162068915902573)))))))));
  const doubles low = s.low + s.high * z * series;
  const doubles turn = choose(is_wide, zero + 0.7853981633974483, zero), turn_low = choose(is_wide, zero + 3.061616997868383e-17, zero);
  const Pair flat = sum_of(turn, s.high), steep = sum_of(1.5707963267948966 - turn, -s.high);
  return choose(is_steep, steep.high + (steep.low + ((6.123233995736766e-17 - turn_low) - low)), flat.high + (flat.low + (turn_low + low)));
}

// What functions of e to the power x share, as ../../assembly/transcendentals/exp.ts explains it.
#pragma once
#include "wide.h"

static const double lacks[32] = {
  0.0, 4.9997448722726326e-17, 8.189317638195515e-17, -7.402825309426177e-17,
  -2.7939114859515733e-17, 9.341710609905046e-17, 7.826573258636076e-17, 3.2904726646008416e-17,
  3.3484623336251524e-17, -6.346552106729483e-17, 3.750854201303127e-17, 2.1023049675215714e-18,
  1.9572585293112036e-17, -2.1571477251208752e-17, 5.68648095791174e-17, -4.8923067513522756e-17,
  -6.835808657661922e-17, -2.092304381843353e-17, -2.3591094770850053e-17, -6.735219232374683e-17,
  5.1548301170786783e-17, -6.432131775424189e-18, 1.5341410053603723e-17, -6.152602891550265e-17,
  4.875160526227062e-17, -1.0772487078934056e-17, 1.685487290628973e-17, 1.01562190116415e-17,
  1.790126907604513e-17, -3.266924100901318e-17, -5.545065618639427e-17, 4.5784915277060095e-17,
};
static const double powers[32] = {
  1.0, 0.9953235743270583, 0.9908868912137069, 0.9866952003384118,
  0.9827538663326288, 0.9790683712979462, 0.9756443173783458, 0.9724874293887887,
  0.9696035575013605, 0.9669986799902345, 0.964678906036742, 0.9626504785958666,
  0.9609197773255048, 0.9594933215798707, 0.9583777734684463, 0.957579940981916,
  0.9571067811865476, 0.9569654034885233, 0.9571630729697497, 0.9577072137967114,
  0.9586054127039704, 0.9598654225539432, 0.9614951659746271, 0.9635027390769825,
  0.9658964152537145, 0.968684649061239, 0.9718760801866497, 0.9754795375015536,
  0.9795040432046712, 0.98395881705515, 0.9888532806985737, 0.9941970620877001,
};

/** e to the power x, which is whole · (1 + more + rest); `more` is small beside `rest`. */
typedef struct { doubles whole, more, rest; } Power;

/** 2 to the power near / 32, times e to the power r; `near` is among the integers. */
INLINE Power power_of(doubles near, doubles r) {
  const integers k = (integers)near;
  const doubles series = r * (r * (r * (r * 0.0013888925385247392 + 0.008333362530429683) + 0.04166666666655926)
    + 0.16666666666580737) + 0.5;
  return (Power){(doubles)((integers)look_up(powers, k) + (k << 47)), look_up(lacks, k) + r * r * series, r};
}

/** x in steps of ln 2 / 32, among the integers. */
INLINE doubles near_of(doubles x) { return x * 46.16624130844683 + AMONG_INTEGERS; }
INLINE doubles upper_rest(doubles x, doubles steps) { return less_product(x, steps, (doubles){0} + 0.02166084938653512); }
INLINE doubles lower_rest(doubles steps) { return steps * 5.9631716539705866e-12; }

INLINE doubles value_of(Power p) { return p.whole + p.whole * (p.more + p.rest); }

/** e to the power x. */
INLINE doubles exp_of(doubles x) {
  const doubles near = near_of(x), steps = near - AMONG_INTEGERS;
  return value_of(power_of(near, upper_rest(x, steps) - lower_rest(steps)));
}

/** e to the power x + low. */
INLINE doubles exp_of_sum(doubles x, doubles low) {
  const doubles near = near_of(x), steps = near - AMONG_INTEGERS;
  return value_of(power_of(near, (upper_rest(x, steps) - lower_rest(steps)) + low));
}

/** Of x that is not negative; its rest has an even and an odd part in e to its power. */
INLINE doubles sinh_of(doubles x) {
  const doubles near = near_of(x), steps = near - AMONG_INTEGERS;
  const doubles about = upper_rest(x, steps), r = about - lower_rest(steps), q = r * r;
  const doubles even = q * (0.5 + q * (0.041666666666474644 + q * 0.0013888932535366548));
  const doubles odd = q * r * (0.1666666666663253 + q * 0.008333356611453803) + ((about - r) - lower_rest(steps));
  const integers k = (integers)near, opposite = -k;
  const doubles power = (doubles)((integers)look_up(powers, k) + (k << 47));
  const doubles inverse = (doubles)((integers)look_up(powers, opposite) + (opposite << 47));
  const doubles sum = power + inverse, lack = power * look_up(lacks, k) - inverse * look_up(lacks, opposite);
  const Pair difference = sum_of(power, -inverse);
  return 0.5 * (difference.high + (sum * r + ((difference.high * even + sum * odd) + (difference.low + lack))));
}

/** e to the power x, less 1; of -0 it is 0. */
INLINE Pair less_one(doubles x) {
  const doubles near = near_of(x), steps = near - AMONG_INTEGERS;
  const doubles about = upper_rest(x, steps), r = about - lower_rest(steps), r_low = (about - r) - lower_rest(steps);
  const Power p = power_of(near, r);
  const doubles whole = p.whole - 1;
  const Pair sum = sum_of(whole, r);
  return (Pair){sum.high, sum.low + ((p.more + r_low) + whole * (p.more + r))};
}

/** e / (e + 2). */
INLINE Pair share_of(Pair e) {
  const doubles more = (e.high + e.low) + 2, part = more - 2, rest = (e.high - part) + e.low; // 2 added to the part is exact
  return quotient_of((Pair){part, rest}, (Pair){more, rest});
}

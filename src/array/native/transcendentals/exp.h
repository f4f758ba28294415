// What functions of e to the power x share, as ../../assembly/transcendentals/exp.ts explains it.
#pragma once
#include "wide.h"

static const double lacks[16] = {
  0.0, 8.189317638195515e-17, -2.7939114859515733e-17, 7.826573258636076e-17, 3.3484623336251524e-17, 3.750854201303127e-17,
  1.9572585293112036e-17, 5.68648095791174e-17, -6.835808657661922e-17, -2.3591094770850053e-17, 5.1548301170786783e-17,
  1.5341410053603723e-17, 4.875160526227062e-17, 1.685487290628973e-17, 1.790126907604513e-17, -5.545065618639427e-17,
};
static const double powers[16] = {
  1.0, 0.9908868912137069, 0.9827538663326288, 0.9756443173783458, 0.9696035575013605, 0.964678906036742, 0.9609197773255048,
  0.9583777734684463, 0.9571067811865476, 0.9571630729697497, 0.9586054127039704, 0.9614951659746271, 0.9658964152537145,
  0.9718760801866497, 0.9795040432046712, 0.9888532806985737,
};

/** About 2 to the power k / 16. */
INLINE doubles power_at_step(integers k) { return (doubles)((integers)look_up_16(powers, k) + (k << 48)); }

/** e to the power x, which is whole · (1 + more + rest); `more` is small beside `rest`. */
typedef struct { doubles whole, more, rest; } Power;

/** 2 to the power near / 16, times e to the power r; `near` is among the integers. */
INLINE Power power_of(doubles near, doubles r) {
  const integers k = (integers)near;
  const doubles q = r * r, last = 0.0013889063615251755 + r * 0.000198414639814658;
  const doubles series = (0.5 + r * 0.16666666666666669) + q * ((0.04166666666358933 + r * 0.008333333332991407) + q * last);
  return (Power){power_at_step(k), look_up_16(lacks, k) + q * series, r};
}

/** x in steps of ln 2 / 16, among the integers. */
INLINE doubles near_of(doubles x) { return x * 23.083120654223414 + AMONG_INTEGERS; }
INLINE doubles upper_rest(doubles x, doubles steps) { return less_product(x, steps, (doubles){0} + 0.04332169877307024); }
INLINE doubles lower_rest(doubles steps) { return steps * 1.1926343307941173e-11; }

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
  const doubles even = q * (0.5 + q * (0.04166666666358933 + q * 0.0013889063615251755));
  const doubles series = 0.16666666666666669 + q * (0.008333333332991407 + q * 0.000198414639814658);
  const doubles odd = q * r * series + ((about - r) - lower_rest(steps));
  const integers k = (integers)near;
  const doubles power = power_at_step(k), inverse = power_at_step(-k);
  const doubles sum = power + inverse, lack = power * look_up_16(lacks, k) - inverse * look_up_16(lacks, -k);
  const Pair difference = sum_of(power, -inverse);
  return 0.5 * (difference.high + (sum * r + ((difference.high * even + sum * odd) + (difference.low + lack))));
}

/** e to the power x, less 1; of -0 it is 0. */
INLINE Pair less_one(doubles x) {
  const doubles near = near_of(x), steps = near - AMONG_INTEGERS;
  const doubles about = upper_rest(x, steps), r = about - lower_rest(steps);
  const Power p = power_of(near, r);
  const doubles r_low = ((about - r) - lower_rest(steps)) + r * look_up_16(lacks, (integers)near); // the lack is of all the power
  const doubles whole = p.whole - 1;
  const Pair sum = sum_of(whole, r);
  return (Pair){sum.high, sum.low + ((p.more + r_low) + whole * (p.more + r))};
}

/** e / (e + 2). */
INLINE Pair share_of(Pair e) {
  const doubles more = (e.high + e.low) + 2, part = more - 2, rest = (e.high - part) + e.low; // 2 added to the part is exact
  return quotient_of((Pair){part, rest}, (Pair){more, rest});
}

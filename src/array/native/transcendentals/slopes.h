// Tangents and their inverses, as ../../assembly/transcendentals/slopes.ts explains them.
#pragma once
#include "trigonometry.h"

// For each eighth of an octave from 1/16 on: an angle in its middle, its tangent, and that of a quarter of a turn more.
static const double angles[32] = {
  0.06641101185232401, 0.07422171160578728, 0.08203026093542576, 0.08983785938471556, 0.09765751753002405,
  0.10546601377427578, 0.11327665485441685, 0.12109654676169157, 0.1328083723783493, 0.14844688400626183,
  0.16407377645373344, 0.17969917505979538, 0.1953074038028717, 0.21094065345823765, 0.22655546851456165,
  0.24217405170202255, 0.2655993662774563, 0.29685065895318985, 0.3281400129199028, 0.35934653878211975,
  0.3906334973871708, 0.421883437782526, 0.4531429409980774, 0.48439426347613335, 0.5311941877007484,
  0.5937258750200272, 0.656279668211937, 0.7187398225069046, 0.7812918573617935, 0.8436974883079529,
  0.9062916710972786, 0.9687953814864159,
};
static const double tangents[32] = {
  0.0665088179426228, 0.07435830500398262, 0.08221475040347778, 0.09008033122112147, 0.09796915938068437,
  0.10585879708931384, 0.11376366156581454, 0.12169197463913568, 0.1335947484189029, 0.14954699754238468,
  0.1655621048027752, 0.18165875991340366, 0.19782922114095833, 0.21412602893889165, 0.23051290458072432,
  0.24702218046008817, 0.2720261678939971, 0.305888898564537, 0.34044798142800836, 0.37565699197147956,
  0.4117956451364848, 0.44883349682738644, 0.4869372942054787, 0.5262089525614075, 0.5875222874046245,
  0.6749653687763106, 0.7701608161073523, 0.8748407935935687, 0.9918209277313065, 1.1239662779665662,
  1.2765714029105417, 1.4554381662235492,
};
static const double cotangents[32] = {
  -15.035600254731646, -13.44839692010785, -12.163267480499446, -11.101202520506789, -10.207293870045804,
  -9.44654603581309, -8.790153079078596, -8.217468760494612, -7.4853241750519715, -6.686861096737028,
  -6.0400295175713286, -5.504826744808221, -5.0548649700616, -4.670146852092349, -4.338151921771502,
  -4.048219468136271, -3.6761169255954784, -3.2691608119574114, -2.9373062980297373, -2.6620028945872023,
  -2.428388963823456, -2.227997703087171, -2.0536525172746742, -1.900385759558703, -1.7020630900956844,
  -1.4815574935540265, -1.29843011886054, -1.1430651237607667, -1.0082465211612366, -0.8897064081043063,
  -0.7833482699988674, -0.687078313051744,
};

/** Of sizes below 10⁶. */
INLINE doubles tangent_of(doubles x) {
  const doubles zero = {0}, one = zero + 1;
  const Angle r = angle_of(x);
  const doubles size = absolute(r.high);
  const integers sign = (integers)r.high & SIGN, is_odd = -(r.near & 1), is_small = size < 0.0625;
  const integers place = (integers)((naturals)((integers)size - 0x3fb0000000000000) >> 49);
  const doubles known = choose(is_small, zero, choose(is_odd, look_up(cotangents, place), look_up(tangents, place)));
  const doubles s = size - choose(is_small, zero, look_up(angles, place)), z = s * s;
  const doubles series = z * (0.3333333333333333 + z * (0.13333333333325134 + z * (0.053968254136155976
    + z * (0.02186936822822314 + z * 0.008898405343427954))));
  const doubles t = s + ((doubles)((integers)r.low ^ sign) + s * series);
  const integers is_pole = is_small & is_odd;
  const doubles change = choose(is_pole, zero - 1, t * (1 + known * known)) / choose(is_pole, t, one - known * t);
  return (doubles)((integers)(known + change) ^ sign);
}

// For each quarter of an octave from 1/16 to 16: a slope in its middle, and its angle.
static const double slopes[32] = {
  0.0702226459980011, 0.08602067828178406, 0.10147029161453247, 0.1172652542591095, 0.14050978422164917,
  0.1718544363975525, 0.20314240455627441, 0.2341597080230713, 0.280659556388855, 0.3437666893005371,
  0.40598487854003906, 0.468100905418396, 0.5606386661529541, 0.6858727931976318, 0.8100876808166504,
  0.9358949661254883, 1.117504596710205, 1.3679790496826172, 1.617133617401123, 1.8697752952575684,
  2.226994514465332, 2.732206344604492, 3.2322893142700195, 3.737074851989746, 4.448738098144531, 5.458639144897461,
  6.457572937011719, 7.466791152954102, 8.8814697265625, 10.911087036132812, 12.915767669677734, 14.92293930053711,
};
static const double slope_angles[32] = {
  0.07010755854711624, 0.0858094436771799, 0.1011241738497321, 0.11673213568360728, 0.1395958909699933,
  0.1701919516538008, 0.200415268672409, 0.2300154960695103, 0.27362020473461074, 0.33111100225528195,
  0.38565508392377806, 0.4378042631133348, 0.5109743848436724, 0.6011815597795227, 0.6808617708013166,
  0.7522963581035554, 0.8408333233115532, 0.9395630370402546, 1.0169730111381838, 1.0796794574751774,
  1.1487446178637888, 1.2199352910833374, 1.2707579981043176, 1.3093330639677028, 1.3496885866731338,
  1.3896095750014281, 1.4171597310294435, 1.437662192755343, 1.4586745626601307, 1.4794017551634748,
  1.4935257390184427, 1.5038854335454441,
};

/** What the angle of s has more than s, of at most 1 / 15, by s. */
INLINE doubles angle_series(doubles s) {
  const doubles z = s * s;
  return z * (-0.33333333333333304 + z * (0.19999999999697884 + z * (-0.14285713747085904
    + z * (0.11110774839863727 + z * -0.09005125031519827))));
}

/** For a slope that is not negative: one near to it, or 0, its angle, and what that lacks; from 16 on it is upright. */
typedef struct { integers is_large; doubles slope, angle, low; } Known;
INLINE Known known_near(doubles slope) {
  const doubles zero = {0};
  const integers is_small = slope < 0.0625, is_large = slope >= 16;
  const integers place = (integers)((naturals)((integers)slope - 0x3fb0000000000000) >> 50);
  const doubles angle = choose(is_large, zero + 1.5707963267948966, choose(is_small, zero, look_up(slope_angles, place)));
  return (Known){is_large, choose(is_small, zero, look_up(slopes, place)), angle, choose(is_large, zero + 6.123233995736766e-17, zero)};
}

/** The angle from 0 to π / 2 whose tangent is given. */
INLINE doubles angle_of_slope(doubles slope) {
  const doubles zero = {0};
  const Known k = known_near(slope);
  const doubles s = choose(k.is_large, zero - 1, slope - k.slope) / choose(k.is_large, slope, 1 + slope * k.slope);
  return k.angle + (s + (k.low + s * angle_series(s)));
}

/** The angle from -π to π of the point (x, y), and where that is to be computed by other means: of 0, and of what is far away. */
INLINE doubles angle_of_point(doubles y, doubles x, integers *rare) {
  const doubles zero = {0}, height = absolute(y), width = absolute(x);
  *rare = ~((height < 1e150) & (width < 1e150) & (height + width > 1e-150));
  const Known k = known_near(height * about_inverse(width));
  const integers back = (integers)x & SIGN, is_back = (integers)x < 0; // what is left of the axis comes back from half a turn
  const doubles over = choose(k.is_large, -width, less_product(height, k.slope, width));
  const doubles s = (doubles)((integers)over ^ back) / choose(k.is_large, height, width + height * k.slope);
  const doubles half = choose(is_back, zero + 3.141592653589793, zero), half_low = choose(is_back, zero + 1.2246467991473532e-16, zero);
  const Pair base = sum_of(half, (doubles)((integers)k.angle ^ back));
  const doubles low = base.low + (half_low + (doubles)((integers)k.low ^ back));
  return (doubles)((integers)(base.high + (s + (low + s * angle_series(s)))) | ((integers)y & SIGN));
}

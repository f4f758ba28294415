// Tangents, and sines and cosines of what is far, as ../../assembly/transcendentals/anglesFloat.ts explains them; of numbers up to 10⁶.
#pragma once
#include "wide_float.h"

/** x less k · π / 2. */
INLINE doubles rest_of_turn(doubles x, doubles k) {
  return add_exact_double(x, k, -1.5707963267341256) - k * 6.077100506506192e-11;
}

/** The sine of x less k · π. */
INLINE doubles sine_of_rest(doubles x, doubles k) {
  const doubles r = add_exact_double(x, k, -3.1415926534682512) - k * 1.2154201013012384e-10, z = r * r;
  return r * (0.9999999930555246 + z * (-0.1666665386768698 + z * (0.00833295574461896
    + z * (-0.00019802218253298128 + z * 2.5901153976417154e-6))));
}

/** The sine of an angle that is by so many half turns larger than x, 0 or 0.5; with the sign of `sign`. */
INLINE singles turned_sine_float(singles x, float turned, singles sign) {
  const singles near = (turned == 0 ? x * 0.31830987f : x * 0.31830987f + turned) + AMONG_FEW;
  const singles k = turned == 0 ? near - AMONG_FEW : (near - AMONG_FEW) - turned;
  const singles sine = joined(sine_of_rest(half_of(x, 0), half_of(k, 0)), sine_of_rest(half_of(x, 1), half_of(k, 1)));
  return (singles)((places)sine ^ ((((places)near << 31) ^ (places)sign) & INT32_MIN));
}

/** The size of a rest from which on the tables know an angle near it. */
#define NEAR_ANGLE 0.060546875f

static const float tangent_angles[32] = {
  0.13281688f, 0.14847861f, 0.16401449f, 0.17966959f, 0.19533546f, 0.21094945f, 0.22654536f, 0.2421654f,
  0.26573274f, 0.29685703f, 0.3281336f, 0.3592743f, 0.3906061f, 0.42186496f, 0.45290306f, 0.48437703f,
  0.5312469f, 0.59379226f, 0.6565346f, 0.71870464f, 0.7814616f, 0.843598f, 0.9063388f, 0.06054502f,
  0.066422276f, 0.074217334f, 0.08204045f, 0.08983509f, 0.09764909f, 0.10548297f, 0.11324963f, 0.12114886f,
};
static const float float_tangents[32] = {
  0.13360341f, 0.14957944f, 0.16550119f, 0.1816282f, 0.19785838f, 0.21413523f, 0.23050226f, 0.247013f,
  0.2721694f, 0.30589586f, 0.34044084f, 0.37557456f, 0.4117636f, 0.4488113f, 0.48664057f, 0.52618694f,
  0.5875932f, 0.675062f, 0.77056706f, 0.8747787f, 0.9921577f, 1.1237411f, 1.2766954f, 0.06061911f,
  0.06652013f, 0.0743539f, 0.08222501f, 0.09007754f, 0.09796065f, 0.10587595f, 0.11373629f, 0.121745065f,
};
/** -1 / tangent. */
static const float turned_tangents[32] = {
  -7.484839f, -6.685411f, -6.0422525f, -5.505753f, -5.05412f, -4.669946f, -4.338352f, -4.04837f,
  -3.6741822f, -3.2690864f, -2.937368f, -2.6625872f, -2.428578f, -2.228108f, -2.0549047f, -1.9004653f,
  -1.7018577f, -1.4813454f, -1.2977456f, -1.1431463f, -1.0079043f, -0.88988465f, -0.7832722f, -16.496449f,
  -15.033043f, -13.449193f, -12.16175f, -11.101546f, -10.20818f, -9.445016f, -8.792269f, -8.213885f,
};

/** x less the nearest of the quarter turns, which is among the integers; and what that lacks. */
typedef struct { singles near, r, low; } Turned;

INLINE Turned turned_of(singles x) {
  const singles zero = {0}, near = x * 0.63661975f + AMONG_FEW, k = near - AMONG_FEW;
  const singles about = add_exact(x, k, zero - 1.5707932f), part = zero - 3.1749369e-6f, less = add_exact(about, k, part);
  return (Turned){near, less, add_exact(add_exact(about - less, k, part), k, zero - 2.5633384e-12f)};
}

/** The same of sizes from 100 on, whose products would not be exact. */
INLINE Turned turned_of_far(singles x) {
  const singles near = x * 0.63661975f + AMONG_FEW, k = near - AMONG_FEW;
  const doubles first = rest_of_turn(half_of(x, 0), half_of(k, 0)), second = rest_of_turn(half_of(x, 1), half_of(k, 1));
  const singles r = joined(first, second);
  return (Turned){near, r, joined(first - half_of(r, 0), second - half_of(r, 1))};
}
INLINE answers is_far(singles x) { return is_not_below(100, absolute_float(x)); }

/** Its steps wait for each other, which takes longer than some more of them. */
INLINE singles tangent_of_turned(Turned y) {
  const singles zero = {0}, size = absolute_float(y.r), low = flipped(y.low, y.r);
  const places k = (places)size >> 20;
  const answers is_near = is_from(NEAR_ANGLE, size), odd = is_odd((places)y.near), is_pole = odd & ~is_near;
  const singles s = choose_where(is_near, size - look_up_float(tangent_angles, k), size), z = s * s;
  const singles base = choose_where(odd, look_up_where(is_near, turned_tangents, k), look_up_where(is_near, float_tangents, k));
  const singles more = s * z * (0.33333334f + z * 0.13357243f) + low, t = s + more, product = base * t; // t = tan s
  const singles above = choose_where(is_pole, zero - 1, t * (1 + base * base));
  const singles q = above / choose_where(is_pole, s, 1 - product);
  // -1 / (s + more) = q + q · part + q · part² + …, and what q lacks, which has no more bits than a float
  const singles part = q * more, left = add_exact(zero + 1, q, s);
  const singles value = q + choose_where(is_pole, q * (part + left) * (1 + part), base);
  return flipped(value, y.r);
}

INLINE singles tangent_float(singles x) { return tangent_of_turned(turned_of(x)); }

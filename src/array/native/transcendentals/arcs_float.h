// Inverse sines, cosines and tangents, as ../../assembly/transcendentals/arcsFloat.ts explains them.
#pragma once
#include "wide_float.h"

static const float float_slopes[32] = {
  2.2658691f, 2.7456665f, 3.2478027f, 3.7562866f, 4.4851074f, 5.521118f, 6.5080566f, 7.498657f,
  9.018311f, 10.985107f, 12.974609f, 14.984863f, 0.07016373f, 0.08592987f, 0.10189247f, 0.11721802f,
  0.14018631f, 0.17160034f, 0.20335388f, 0.23455429f, 0.2794571f, 0.34348297f, 0.4065857f, 0.46862793f,
  0.5612335f, 0.68829346f, 0.8127289f, 0.9382019f, 1.1270752f, 1.3789062f, 1.6237793f, 1.8744507f,
};
static const float float_slope_angles[32] = {
  1.1551743f, 1.2215185f, 1.2721072f, 1.3106107f, 1.3514243f, 1.3916161f, 1.418333f, 1.4382213f,
  1.460362f, 1.4800142f, 1.4938748f, 1.5041611f, 0.07004893f, 0.0857193f, 0.10154203f, 0.11668554f,
  0.13927867f, 0.16994514f, 0.20061836f, 0.23038954f, 0.2725052f, 0.33085725f, 0.38617077f, 0.43823647f,
  0.51142687f, 0.60282594f, 0.6824544f, 0.7535247f, 0.845069f, 0.9433489f, 1.0188059f, 1.0807173f,
};

/** The angle whose tangent is x, of numbers that are not negative, or NaN. */
INLINE singles arctan_float(singles x) {
  const singles zero = {0};
  const places k = (places)x >> 21;
  const answers is_near = is_from(0.0625f, x);
  const singles c = look_up_where(is_near, float_slopes, k), base = look_up_where(is_near, float_slope_angles, k);
  const singles s = choose_from(16, x, zero - 1, x - c) / choose_from(16, x, x, 1 + x * c), z = s * s;
  return choose_from(16, x, zero + 1.5707964f, base) + (s + s * z * (-0.333333f + z * 0.19937041f));
}

/** The angle from -π to π of the point (x, y), and where that is to be computed by other means: of 0, and of what is far away. */
INLINE singles angle_of_point_float(singles y, singles x, places *rare) {
  const singles zero = {0}, height = absolute_float(y), width = absolute_float(x);
  *rare = ~((height < 0x1p120f) & (width < 0x1p120f) & ((height > 0x1p-120f) | (width > 0x1p-120f)));
  const singles first = (singles)(0x7f000000 - (places)width), slope = height * (first * (2 - width * first)); // within 1.6 %
  const places k = (places)slope >> 21;
  const answers is_near = is_from(0.0625f, slope), is_large = is_from(16, slope);
  const singles c = look_up_where(is_near, float_slopes, k), known = look_up_where(is_near, float_slope_angles, k);
  const singles over = choose_where(is_large, zero - width, height - c * width);
  const singles s = over / choose_where(is_large, height, width + c * height), z = s * s;
  const singles low = choose_where(is_large, zero - 4.371139e-8f, zero), more = s + (s * z * (-0.333333f + z * 0.19937041f) + low);
  const singles base = flipped(choose_where(is_large, zero + 1.5707964f, known), x), rest = flipped(more, x);
  const singles half = (singles)(((places)x >> 31) & 0x40490fdb), half_low = half * -2.7827534e-8f; // π, if x is negative
  return (singles)((places)((half + base) + (rest + half_low)) | ((places)y & INT32_MIN));
}

/** Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. */
INLINE singles arc_float(singles x, int is_cosine) {
  const singles zero = {0}, size = absolute_float(x);
  const singles z = choose_from(0.5f, size, 0.5f - 0.5f * size, size * size);
  const singles r = choose_from(0.5f, size, root_float(z), size);
  const singles left = add_exact(z, -r, r); // the rest of a root has no more bits than a float
  const singles low = choose_from(0.5f, size, left * (singles)(0x7e7311c3 - (places)r), zero);
  const singles first = 0.16666704f + z * 0.074969545f, last = 0.0452874f + z * (0.024996409f + z * 0.04088924f);
  const singles rest = low + r * z * (first + z * z * last);
  const singles quarter = zero + 1.5707964f;
  singles base = choose_from(0.5f, size, quarter, zero), factor = choose_from(0.5f, size, zero - 2, zero + 1);
  if (is_cosine) {
    base = choose_from(0.5f, size, choose_from(0, x, zero, 2 * quarter), quarter);
    factor = (singles)((places)factor ^ (~(places)x & INT32_MIN));
  }
  const singles sum = add_exact(base, factor, r), lost = add_exact(base - sum, factor, r);
  return sum + (lost + add_exact(base * -2.7827534e-8f, factor, rest));
}

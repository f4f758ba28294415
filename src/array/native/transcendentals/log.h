// What logarithms share, as ../../assembly/transcendentals/log.ts explains it.
#pragma once
#include "wide.h"

static const double inverses[32] = {
  1.4214068385772407, 1.3907581414096057, 1.3618506281636655, 1.333585660904646, 1.3053266676142812,
  1.280263850465417, 1.2557566347531974, 1.2309519117698073, 1.2080379715189338, 1.1848415452986956,
  1.1630462338216603, 1.1426763874478638, 1.123259439598769, 1.1040011402219534, 1.0837770299986005,
  1.067014330998063, 1.0497295926325023, 1.0331985894590616, 1.0158765320666134, 1.0, 0.9693885259330273,
  0.9416426164098084, 0.9149006973020732, 0.8893093247897923, 0.8647899841889739, 0.8417805824428797,
  0.8208775268867612, 0.7997571201995015, 0.7813631957396865, 0.7619055937975645, 0.7448202348314226,
  0.7263324456289411,
};
static const double logs_high[32] = {
  -0.3516471125551561, -0.32984902392672666, -0.30884453076123464, -0.28787130022556084, -0.2664533294607736,
  -0.24706618986510875, -0.22773828713252442, -0.2077877820768208, -0.18899753239520578, -0.16960904859865877,
  -0.15104262667728108, -0.13337321913263622, -0.11623467275990151, -0.09894098066411061, -0.08045218997676784,
  -0.0648644033428809, -0.048532600176486085, -0.03265941702284181, -0.015751818215221647, 0.0, 0.031089791897329633,
  0.06012946449163792, 0.08893974713487296, 0.11731015709256098, 0.14526859437432904, 0.1722358896224705,
  0.19738135619127206, 0.22344719716056716, 0.24671519788034857, 0.2719326236249344, 0.29461238524731925,
  0.31974745487855216,
};
// what those lack, which counts in powers
static const double logs_low[32] = {
  -2.0826505064220046e-20, 2.6390262693132646e-20, -7.01136326568928e-22, -4.3804128807246745e-20,
  1.1845683686183577e-20, 3.7687728967129675e-20, 1.4111725363565488e-21, -1.7738954244785888e-20,
  -9.914957230502732e-21, -6.421469007607369e-20, 1.999159657179509e-20, 4.064195252137189e-20,
  4.451875412767317e-20, 7.425831534363705e-21, 4.526590947063405e-20, 3.361416665670069e-20, 3.0963561323231674e-20,
  1.04001196428559e-20, -1.2709854858380191e-21, 0.0, -7.823530613555298e-20, -5.691525927154916e-20,
  -1.5422050515776872e-20, -4.21680038712945e-20, 3.684636131260334e-20, -1.9859238009874092e-20,
  -4.454887639727311e-20, -2.4879976253665818e-21, -2.092889823219068e-20, -2.3263645788379456e-20,
  -1.8711929369948088e-20, -1.0796670515315556e-20,
};

/** A logarithm less that of 1 + r; and what a number times 1 + r is the inverse of. */
typedef struct { doubles high, low, r, inverse; integers place; } Reduced;

/** Of normal numbers above 0. */
INLINE Reduced reduced(doubles x) {
  const integers least = (integers){0} + 0x3fe6400000000000; // 1 is in the middle of a step
  const integers above = (integers)x - least, place = (integers)((naturals)above >> 47);
#ifdef __AVX512F__
  const doubles k = whole_of(above >> 52);
#else // that shifts no negative numbers
  const doubles k = whole_of((integers)((naturals)(above + (1023LL << 52)) >> 52) - 1023);
#endif
  const integers exponent = above & -(1LL << 52);
  const doubles m = (doubles)((integers)x - exponent), upper_m = (doubles)((integers)m & -(1LL << 32));
  const doubles inverse = look_up(inverses, place);
  const doubles zero = {0}, about = product_plus(upper_m, inverse, zero - 1), more = (m - upper_m) * inverse;
  const doubles r = about + more, r_low = (about - r) + more;
  const doubles high = product_plus(k, zero + 0.6931471805598903, look_up(logs_high, place));
  return (Reduced){high, k * 5.497923018708371e-14 + r_low, r, (doubles)((integers)inverse - exponent), place};
}

/** (log(1 + r) - r + r² / 2) / r³, from q = r², with the bits that powers need. */
INLINE doubles series_of(doubles r, doubles q) {
  return (0.3333333333333333 + r * -0.2500000000001941) + q * ((0.20000000000017648 + r * -0.16666666071208075)
    + q * ((0.1428571374438535 + r * -0.12504565634155648) + q * 0.11115261704967706));
}

/** A logarithm, of which `more` is known. */
INLINE Pair log_from(Reduced y, doubles more) {
  const Pair sum = sum_of(y.high, y.r);
  const doubles q = y.r * y.r, last = 0.1429019447663441 + y.r * -0.12504032190301773;
  const doubles series = (0.33333333333340076 + y.r * -0.2500000000000607)
    + q * ((0.1999999954845751 + y.r * -0.16666666260276033) + q * last);
  return (Pair){sum.high, sum.low + (more + q * (y.r * series - 0.5))};
}
INLINE Pair log_parts(doubles x) {
  const Reduced y = reduced(x);
  return log_from(y, y.low);
}

/** What the logarithm has more of x_low, which x lacks. */
INLINE doubles log_of_lack(Reduced x, doubles x_low) { return x_low * (x.inverse * (1 - x.r)); }
INLINE doubles log_of_pair(Pair x) {
  const Reduced y = reduced(x.high);
  return rounded(log_from(y, y.low + log_of_lack(y, x.low)));
}

/** 1 + x. */
INLINE Pair one_more(doubles x) {
  const doubles sum = x + 1;
  return (Pair){sum, x - (sum - 1)};
}

/** A logarithm times a number that comes as its upper half, what that lacks, and itself. */
INLINE doubles scaled(Pair x, double c_high, double c_low, double c) {
  const doubles high = upper(x.high);
  return high * c_high + (high * c_low + ((x.high - high) + x.low) * c);
}

/** y times the logarithm of x, with twelve bits more than a double has: powers are as exact as that. */
INLINE Pair times_log(doubles y, doubles x) {
  const Reduced z = reduced(x);
  const Pair square = product_of(z.r, z.r), sum = sum_of(z.high, z.r), about = sum_of(sum.high, -0.5 * square.high);
  const doubles rest = ((z.low + look_up(logs_low, z.place)) - 0.5 * square.low) + square.high * z.r * series_of(z.r, square.high);
  const Pair log = sum_of(about.high, (sum.low + about.low) + rest), product = product_of(y, log.high);
  return (Pair){product.high, product.low + y * log.low};
}

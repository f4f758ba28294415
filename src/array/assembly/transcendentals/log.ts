// Logarithms, two doubles at a time, within 0.6 units of the last place: x is 2 to the power k, times a number between 0.7 and 1.4, for
// which a table has one by 32 steps whose logarithm it knows; of the quotient, 1 + r, a polynomial is enough (Chebyshev's for |r| up to
// 1 / 62).
import { AMONG_INTEGERS, lackOfProduct, low, splat, sumOf } from "./numbers";

/**
 * For each step the inverse of a number in its middle, of 32 bits, and that number's logarithm. They are chosen so that the latter is
 * within 2⁻⁶⁴ of one of 42 bits behind the point, which added to multiples of ln 2 stays exact.
 */
const table = memory.data<f64>([
  1.4214068385772407, -0.3516471125551561, 1.3907581414096057, -0.32984902392672666, 1.3618506281636655,
  -0.30884453076123464, 1.333585660904646, -0.28787130022556084, 1.3053266676142812, -0.2664533294607736,
  1.280263850465417, -0.24706618986510875, 1.2557566347531974, -0.22773828713252442, 1.2309519117698073,
  -0.2077877820768208, 1.2080379715189338, -0.18899753239520578, 1.1848415452986956, -0.16960904859865877,
  1.1630462338216603, -0.15104262667728108, 1.1426763874478638, -0.13337321913263622, 1.123259439598769,
  -0.11623467275990151, 1.1040011402219534, -0.09894098066411061, 1.0837770299986005, -0.08045218997676784,
  1.067014330998063, -0.0648644033428809, 1.0497295926325023, -0.048532600176486085, 1.0331985894590616,
  -0.03265941702284181, 1.0158765320666134, -0.015751818215221647, 1.0, 0.0, 0.9693885259330273,
  0.031089791897329633, 0.9416426164098084, 0.06012946449163792, 0.9149006973020732, 0.08893974713487296,
  0.8893093247897923, 0.11731015709256098, 0.8647899841889739, 0.14526859437432904, 0.8417805824428797,
  0.1722358896224705, 0.8208775268867612, 0.19738135619127206, 0.7997571201995015, 0.22344719716056716,
  0.7813631957396865, 0.24671519788034857, 0.7619055937975645, 0.2719326236249344, 0.7448202348314226,
  0.29461238524731925, 0.7263324456289411, 0.31974745487855216,
]);
/** What those logarithms lack, which counts in powers. */
const lows = memory.data<f64>([
  -2.0826505064220046e-20, 2.6390262693132646e-20, -7.01136326568928e-22, -4.3804128807246745e-20,
  1.1845683686183577e-20, 3.7687728967129675e-20, 1.4111725363565488e-21, -1.7738954244785888e-20,
  -9.914957230502732e-21, -6.421469007607369e-20, 1.999159657179509e-20, 4.064195252137189e-20,
  4.451875412767317e-20, 7.425831534363705e-21, 4.526590947063405e-20, 3.361416665670069e-20, 3.0963561323231674e-20,
  1.04001196428559e-20, -1.2709854858380191e-21, 0.0, -7.823530613555298e-20, -5.691525927154916e-20,
  -1.5422050515776872e-20, -4.21680038712945e-20, 3.684636131260334e-20, -1.9859238009874092e-20,
  -4.454887639727311e-20, -2.4879976253665818e-21, -2.092889823219068e-20, -2.3263645788379456e-20,
  -1.8711929369948088e-20, -1.0796670515315556e-20,
]);
const LN2_HIGH: f64 = 0.6931471805598903, LN2_LOW: f64 = 5.497923018708371e-14; // 42 bits behind the point, and the rest
/** The middle of the step that 1 is in begins here, in bits. */
const LEAST: i64 = 0x3fe6400000000000;

// @ts-ignore: decorator
@inline function place(above: i64): i32 { return <i32>(above >> 47) & 31; }

/** The bits of x above those of the least number of the first step: the exponent k, then the step. */
// @ts-ignore: decorator
@inline function aboveOf(x: v128): v128 { return i64x2.sub(x, i64x2.splat(LEAST)); }

// @ts-ignore: decorator
@inline function exponentOf(above: v128): v128 {
  const biased = i64x2.shr_u(i64x2.add(above, i64x2.splat(1023 << 52)), 52);
  return f64x2.sub(i64x2.add(biased, i64x2.splat(0x4338000000000000 - 1023)), splat(AMONG_INTEGERS));
}

/** A column of the table. */
// @ts-ignore: decorator
@inline function entries(above: v128, column: i32): v128 {
  const first = table + (column << 3) + (place(i64x2.extract_lane(above, 0)) << 4);
  const second = table + (column << 3) + (place(i64x2.extract_lane(above, 1)) << 4);
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

// @ts-ignore: decorator
@inline function lowsOf(above: v128): v128 {
  const first = lows + (place(i64x2.extract_lane(above, 0)) << 3), second = lows + (place(i64x2.extract_lane(above, 1)) << 3);
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

/** (log(1 + r) - r + r² / 2) / r³, from q = r², with the bits that powers need. */
// @ts-ignore: decorator
@inline function seriesOf(r: v128, q: v128): v128 {
  const first = pair(0.3333333333333333, r, -0.2500000000001941), second = pair(0.20000000000017648, r, -0.16666666071208075);
  const third = f64x2.add(pair(0.1428571374438535, r, -0.12504565634155648), f64x2.mul(q, splat(0.11115261704967706)));
  return f64x2.add(first, f64x2.mul(q, f64x2.add(second, f64x2.mul(q, third))));
}

// @ts-ignore: decorator
@inline function pair(a: f64, r: v128, b: f64): v128 { return f64x2.add(splat(a), f64x2.mul(r, splat(b))); }

// What `reduce` finds: x is 2 to the power k, times the step's number, times 1 + r; the logarithm of all but the latter is high + highLow,
// which has what r lacks in it. `inverse` times 1 - r is nearly 1 / x.
let above: v128 = f64x2(0, 0), r: v128 = f64x2(0, 0), high: v128 = f64x2(0, 0), highLow: v128 = f64x2(0, 0);
let inverse: v128 = f64x2(0, 0);

// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  above = aboveOf(x);
  const k = exponentOf(above), ofStep = entries(above, 0), exponent = v128.and(above, i64x2.splat(-(1 << 52)));
  const m = i64x2.sub(x, exponent), upperM = v128.and(m, i64x2.splat(-(1 << 32)));
  const about = f64x2.sub(f64x2.mul(upperM, ofStep), splat(1)), more = f64x2.mul(f64x2.sub(m, upperM), ofStep);
  inverse = i64x2.sub(ofStep, exponent);
  r = f64x2.add(about, more);
  high = f64x2.add(f64x2.mul(k, splat(LN2_HIGH)), entries(above, 1));
  highLow = f64x2.add(f64x2.mul(k, splat(LN2_LOW)), f64x2.add(f64x2.sub(about, r), more));
}

/** A logarithm, of which `more` is known. */
// @ts-ignore: decorator
@inline function logFrom(more: v128): v128 {
  const sum = sumOf(high, r), q = f64x2.mul(r, r), last = pair(0.1429019447663441, r, -0.12504032190301773);
  const middle = f64x2.add(pair(0.1999999954845751, r, -0.16666666260276033), f64x2.mul(q, last));
  const series = f64x2.add(pair(0.33333333333340076, r, -0.2500000000000607), f64x2.mul(q, middle));
  low = f64x2.add(low, f64x2.add(more, f64x2.mul(q, f64x2.sub(f64x2.mul(r, series), splat(0.5)))));
  return sum;
}

/** The logarithm of normal numbers above 0. */
// @ts-ignore: decorator
@inline export function log(x: v128): v128 {
  reduce(x);
  return logFrom(highLow);
}

/** What the logarithm has more of xLow, which x lacks. */
// @ts-ignore: decorator
@inline function logOfLack(xLow: v128): v128 { return f64x2.mul(xLow, f64x2.mul(inverse, f64x2.sub(splat(1), r))); }

// @ts-ignore: decorator
@inline export function logOfPair(x: v128, xLow: v128): v128 {
  reduce(x);
  return f64x2.add(logFrom(f64x2.add(highLow, logOfLack(xLow))), low);
}

/** The same, of which `more` is known. */
// @ts-ignore: decorator
@inline export function logOfPairAnd(more: v128, x: v128, xLow: v128): v128 {
  reduce(x);
  return f64x2.add(logFrom(f64x2.add(highLow, f64x2.add(logOfLack(xLow), more))), low);
}

/** y times the logarithm of x, with twelve bits more than a double has: powers are as exact as that. */
// @ts-ignore: decorator
@inline export function timesLog(y: v128, x: v128): v128 {
  reduce(x);
  const q = f64x2.mul(r, r), halfHigh = f64x2.mul(splat(0.5), q), halfLow = f64x2.mul(splat(0.5), lackOfProduct(r, r, q));
  const sum = sumOf(high, r), sumLow = low, about = sumOf(sum, f64x2.neg(halfHigh));
  const series = f64x2.mul(f64x2.mul(q, r), seriesOf(r, q));
  const rest = f64x2.add(f64x2.sub(f64x2.add(highLow, lowsOf(above)), halfLow), series);
  const log = sumOf(about, f64x2.add(f64x2.add(sumLow, low), rest)), logLow = low;
  const product = f64x2.mul(y, log);
  low = f64x2.add(lackOfProduct(y, log, product), f64x2.mul(y, logLow));
  return product;
}

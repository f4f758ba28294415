// What functions of floats share, four at a time.

/** 1.5 · 2²³: its neighbours are the integers around it, in its last bits. */
export const AMONG_INTEGERS: f32 = 12582912;

// @ts-ignore: decorator
@inline export function splat(x: f32): v128 { return f32x4.splat(x); }

// @ts-ignore: decorator
@inline export function add(x: v128, y: v128): v128 { return f32x4.add(x, y); }

// @ts-ignore: decorator
@inline export function sub(x: v128, y: v128): v128 { return f32x4.sub(x, y); }

// @ts-ignore: decorator
@inline export function mul(x: v128, y: v128): v128 { return f32x4.mul(x, y); }

/** x + a · y. */
// @ts-ignore: decorator
@inline export function madd(x: v128, a: v128, y: v128): v128 { return f32x4.add(x, f32x4.mul(a, y)); }

/** a + b · r. */
// @ts-ignore: decorator
@inline export function pair(a: f32, b: f32, r: v128): v128 { return f32x4.add(splat(a), f32x4.mul(r, splat(b))); }

/** What a + b lacks, where a is 0 or the larger one. */
// @ts-ignore: decorator
@inline export function lost(a: v128, b: v128, sum: v128): v128 { return f32x4.add(f32x4.sub(a, sum), b); }

/** x without its last 12 bits: a product of two such numbers is exact. */
// @ts-ignore: decorator
@inline export function upper(x: v128): v128 { return v128.and(x, i32x4.splat(-(1 << 12))); }

/** x · y - c, rounded once; of y that has 12 bits, where the product is near c. */
// @ts-ignore: decorator
@inline export function productLess(x: v128, y: v128, c: f32): v128 {
  const high = upper(x);
  return add(sub(mul(high, y), splat(c)), mul(sub(x, high), y)); // all but the sum is exact
}

/** The numbers of a table of 32 at the places that the last five bits of k name. */
// @ts-ignore: decorator
@inline export function lookUp(table: usize, k: v128): v128 {
  const place = i32x4.shl(v128.and(k, i32x4.splat(31)), 2);
  let found = v128.load32_zero(table + i32x4.extract_lane(place, 0));
  found = v128.load32_lane(table + i32x4.extract_lane(place, 1), found, 1);
  found = v128.load32_lane(table + i32x4.extract_lane(place, 2), found, 2);
  return v128.load32_lane(table + i32x4.extract_lane(place, 3), found, 3);
}

/** x + a · y, where that is so small beside x that it has no more bits than a float, as all the sums on the way to it. */
// @ts-ignore: decorator
@inline export function maddExact(x: v128, a: v128, y: v128): v128 {
  const highA = upper(a), lowA = sub(a, highA), highY = upper(y), lowY = sub(y, highY);
  return madd(madd(madd(madd(x, highA, highY), highA, lowY), lowA, highY), lowA, lowY);
}

/** x where it is at least the limit, y where it is less, or NaN. */
// @ts-ignore: decorator
@inline export function chooseFrom(limit: f32, value: v128, x: v128, y: v128): v128 {
  return v128.bitselect(x, y, f32x4.ge(value, splat(limit)));
}

/** The first two floats as doubles, the last two, and all four as floats again. */
// @ts-ignore: decorator
@inline export function first(x: v128): v128 { return f64x2.promote_low_f32x4(x); }
// @ts-ignore: decorator
@inline export function last(x: v128): v128 { return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1)); }
// @ts-ignore: decorator
@inline export function joined(x: v128, y: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(x), f32x4.demote_f64x2_zero(y), 0, 2);
}

// What the functions of transcendentals.ts share. Numbers of more bits than a double has come as two: nearly all of it, which a function
// returns, and the rest, which it leaves in `low`.

/** 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits. */
export const AMONG_INTEGERS: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline export function splat(x: f64): v128 { return f64x2.splat(x); }

/** x where the mask's bits are 1, y where they are 0. */
// @ts-ignore: decorator
@inline export function choose(mask: v128, x: v128, y: v128): v128 { return v128.bitselect(x, y, mask); }

/** c + z · series. */
// @ts-ignore: decorator
@inline export function madd(z: v128, series: v128, c: f64): v128 { return f64x2.add(splat(c), f64x2.mul(z, series)); }

/** The doubles at two addresses. */
// @ts-ignore: decorator
@inline export function both(first: usize, second: usize): v128 { return v128.load64_lane(second, v128.load64_zero(first), 1); }

/** x without its last 27 bits: a product of two such numbers is exact. */
// @ts-ignore: decorator
@inline export function upper(x: v128): v128 { return v128.and(x, i64x2.splat(-(1 << 27))); }

/** The same rounded: what it lacks of x has as few bits. */
// @ts-ignore: decorator
@inline export function nearUpper(x: v128): v128 { return upper(i64x2.add(x, i64x2.splat(1 << 26))); }

/** What a product lacks of x · y, without an error, as all products of halves are. */
// @ts-ignore: decorator
@inline export function lackOfProduct(x: v128, y: v128, product: v128): v128 {
  const highX = nearUpper(x), highY = nearUpper(y), restX = f64x2.sub(x, highX), restY = f64x2.sub(y, highY);
  const about = f64x2.add(f64x2.sub(f64x2.mul(highX, highY), product), f64x2.mul(highX, restY));
  return f64x2.add(f64x2.add(about, f64x2.mul(restX, highY)), f64x2.mul(restX, restY));
}

/** What the number that was computed last lacks. */
export let low: v128 = f64x2(0, 0);

/** a + b, where a is 0 or the larger one. */
// @ts-ignore: decorator
@inline export function sumOf(a: v128, b: v128): v128 {
  const sum = f64x2.add(a, b);
  low = f64x2.add(f64x2.sub(a, sum), b);
  return sum;
}

/** a / b, the upper half and the rest. */
// @ts-ignore: decorator
@inline export function quotientOf(a: v128, aLow: v128, b: v128, bLow: v128): v128 {
  const inverse = f64x2.div(splat(1), b), q = upper(f64x2.mul(a, inverse)), upperB = upper(b);
  const left = f64x2.sub(f64x2.sub(a, f64x2.mul(q, upperB)), f64x2.mul(q, f64x2.sub(b, upperB)));
  low = f64x2.mul(f64x2.sub(f64x2.add(left, aLow), f64x2.mul(q, bLow)), inverse);
  return q;
}

/** 1 / x within 1.6 %, near powers of 2 as much less as x is near: one of Newton's steps from what the bits give. */
// @ts-ignore: decorator
@inline export function aboutInverse(x: v128): v128 {
  const first = i64x2.sub(i64x2.splat(0x7fe0000000000000), x);
  return f64x2.mul(first, f64x2.sub(splat(2), f64x2.mul(x, first)));
}

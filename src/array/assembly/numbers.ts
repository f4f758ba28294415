// What exponentials and logarithms share.

/** 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits. */
export const AMONG_INTEGERS: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline export function splat(x: f64): v128 { return f64x2.splat(x); }

/** x where the mask's bits are 1, y where they are 0. */
// @ts-ignore: decorator
@inline export function choose(mask: v128, x: v128, y: v128): v128 { return v128.bitselect(x, y, mask); }

/** x without its last 27 bits: a product of two such numbers is exact. */
// @ts-ignore: decorator
@inline export function upper(x: v128): v128 { return v128.and(x, i64x2.splat(-(1 << 27))); }

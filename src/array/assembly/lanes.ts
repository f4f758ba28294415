// The types of arrays' elements, and what SIMD lacks of them.

/** In the order of `kinds` in ../core.ts. */
export const FLOAT64: i32 = 0, FLOAT32: i32 = 1, INT32: i32 = 2;

/** Elements in 16 bytes. */
// @ts-ignore: decorator
@inline export function lanes<T>(): i32 { return 16 / sizeof<T>(); }

/** Two elements as doubles. */
// @ts-ignore: decorator
@inline export function doubles<T>(x: usize): v128 {
  if (isFloat<T>() && sizeof<T>() == 8) return v128.load(x);
  if (isFloat<T>()) return f64x2.promote_low_f32x4(v128.load64_zero(x));
  if (sizeof<T>() == 4) return f64x2.convert_low_i32x4_s(v128.load64_zero(x));
  return f64x2.replace_lane(f64x2.splat(<f64>load<T>(x)), 1, <f64>load<T>(x, 1));
}

/** Four masks of doubles' lanes, or two of four lanes each, as one of bytes. */
// @ts-ignore: decorator
@inline export function halfOfBytes<T>(a: v128, b: v128, c: v128, d: v128): v128 {
  if (sizeof<T>() == 8) return i16x8.narrow_i32x4_s(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 0, 2, 4, 6));
  return i16x8.narrow_i32x4_s(a, b);
}

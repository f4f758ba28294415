// e to the power x, two doubles at a time, within 0.55 units of the last place: x is k · ln 2 / 32 and a rest, for which a polynomial
// of the sixth degree is enough; 2 to the power k / 32 comes from a table and an exponent.

/** JavaScript's, for what is rare: overflow, underflow, NaN. */
// @ts-ignore: decorator
@external("math", "exp")
declare function exactly(x: f64): f64;

/** Its numbers, in memory: a splat of a literal takes three instructions each time. */
const numbers = memory.data<f64>([
  46.16624130844683, 0.02166084938653512, 5.9631716539705866e-12, // 32 / ln 2; ln 2 / 32, high part (33 bits) and low part
  6755399441055744, // 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits
  700, // beyond, it may overflow, or have fewer bits
  0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333, 0.001388888888888889, // 1 / n!
]);
const STEPS: i32 = 0, HIGH: i32 = 1, LOW: i32 = 2, INTEGERS: i32 = 3, MOST: i32 = 4;
const P2: i32 = 5, P3: i32 = 6, P4: i32 = 7, P5: i32 = 8, P6: i32 = 9;

/**
 * For each i of 32, what the double nearest to 2 to the power i / 32 lacks of it, relative to it; and that double, with i taken from
 * its bits where k · 2⁴⁷ adds it again.
 */
const powers = memory.data<f64>([
  0.0, 1.0, 4.9997448722726326e-17, 0.9953235743270583, 8.189317638195515e-17, 0.9908868912137069,
  -7.402825309426177e-17, 0.9866952003384118, -2.7939114859515733e-17, 0.9827538663326288, 9.341710609905046e-17, 0.9790683712979462,
  7.826573258636076e-17, 0.9756443173783458, 3.2904726646008416e-17, 0.9724874293887887, 3.3484623336251524e-17, 0.9696035575013605,
  -6.346552106729483e-17, 0.9669986799902345, 3.750854201303127e-17, 0.964678906036742, 2.1023049675215714e-18, 0.9626504785958666,
  1.9572585293112036e-17, 0.9609197773255048, -2.1571477251208752e-17, 0.9594933215798707, 5.68648095791174e-17, 0.9583777734684463,
  -4.8923067513522756e-17, 0.957579940981916, -6.835808657661922e-17, 0.9571067811865476, -2.092304381843353e-17, 0.9569654034885233,
  -2.3591094770850053e-17, 0.9571630729697497, -6.735219232374683e-17, 0.9577072137967114, 5.1548301170786783e-17, 0.9586054127039704,
  -6.432131775424189e-18, 0.9598654225539432, 1.5341410053603723e-17, 0.9614951659746271, -6.152602891550265e-17, 0.9635027390769825,
  4.875160526227062e-17, 0.9658964152537145, -1.0772487078934056e-17, 0.968684649061239, 1.685487290628973e-17, 0.9718760801866497,
  1.01562190116415e-17, 0.9754795375015536, 1.790126907604513e-17, 0.9795040432046712, -3.266924100901318e-17, 0.98395881705515,
  -5.545065618639427e-17, 0.9888532806985737, 4.5784915277060095e-17, 0.9941970620877001,
]);

// @ts-ignore: decorator
@inline function number(which: i32): v128 { return v128.load64_splat(numbers + (which << 3)); }

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: i32): v128 { return f64x2.add(f64x2.mul(a, b), number(c)); }

// @ts-ignore: decorator
@inline function power(k: i32): v128 { return v128.load(powers + ((k & 31) << 4)); }

// @ts-ignore: decorator
@inline export function exp(v: v128): v128 {
  const k = f64x2.add(f64x2.mul(v, number(STEPS)), number(INTEGERS)), steps = f64x2.sub(k, number(INTEGERS));
  const r = f64x2.sub(f64x2.sub(v, f64x2.mul(steps, number(HIGH))), f64x2.mul(steps, number(LOW)));
  const p = power(i32x4.extract_lane(k, 0)), q = power(i32x4.extract_lane(k, 2));
  const lack = v128.shuffle<i64>(p, q, 0, 2);
  const whole = i64x2.add(v128.shuffle<i64>(p, q, 1, 3), i64x2.shl(k, 47));
  const rest = madd(r, madd(r, madd(r, madd(r, number(P6), P5), P4), P3), P2);
  const sum = f64x2.add(f64x2.add(lack, f64x2.mul(f64x2.mul(r, r), rest)), r);
  const result = f64x2.add(whole, f64x2.mul(whole, sum));
  if (i64x2.all_true(f64x2.lt(f64x2.abs(v), number(MOST)))) return result;
  const first = orExactly(f64x2.extract_lane(v, 0), f64x2.extract_lane(result, 0));
  return f64x2.replace_lane(f64x2.splat(first), 1, orExactly(f64x2.extract_lane(v, 1), f64x2.extract_lane(result, 1)));
}

/** Whatever its neighbour is, a double has the same bits. */
function orExactly(x: f64, result: f64): f64 { return Math.abs(x) < 700 ? result : exactly(x); }

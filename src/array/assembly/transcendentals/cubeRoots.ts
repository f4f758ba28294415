// Cube roots, two doubles at a time, within 0.8 units of the last place, and exact of cubes: x is 8 to the power k, times a number from 1/2
// to 4, near to which a table has one whose cube root is nearer to a double than 1/64 of its last place; of the quotient of both, 1 + r, a
// polynomial is enough (Chebyshev's for |r| up to 1 / 16).
import { AMONG_INTEGERS, splat } from "./numbers";

/** For each eighth of an octave from 1/2 to 4: a number in its middle, 1 by it, and its cube root. */
const table = memory.data<f64>([
  0.5294299125671387, 1.8888241413318083, 0.808976970189579, 0.5921149253845215, 1.688861329328249,
  0.8397216223171181, 0.6547622680664062, 1.5272718798429288, 0.868349479169934, 0.7173871994018555,
  1.393947370170226, 0.8951954669778017, 0.7799382209777832, 1.282152833523574, 0.9204921047878679,
  0.8425955772399902, 1.1868089828759893, 0.9445096332334985, 0.9051637649536133, 1.104772460761558,
  0.9673323681658449, 0.9677491188049316, 1.0333256631996677, 0.989132021187912, 1.0587902069091797,
  0.9444741682294172, 1.0192247752134602, 1.1842536926269531, 0.8444136642561484, 1.0579900480131559,
  1.3095636367797852, 0.7636131394568945, 1.0940626763362684, 1.4347820281982422, 0.6969699789561562,
  1.1278776117669789, 1.559962272644043, 0.6410411440945041, 1.159768650019083, 1.6851911544799805,
  0.5934044914379947, 1.190007568739371, 1.8103666305541992, 0.5523742998366439, 1.2187711873782139,
  1.935516357421875, 0.5166579947337716, 1.2462321436013346, 2.1176528930664062, 0.47222092122565884,
  1.2841573996496856, 2.3684520721435547, 0.42221669239646276, 1.3329735553443862, 2.6190929412841797,
  0.3818115746246429, 1.378426572830114, 2.8695526123046875, 0.34848637927458936, 1.4210348556917252,
  3.1200008392333984, 0.3205127342996823, 1.4612288458287819, 3.3703460693359375, 0.2967054360079501,
  1.4993102116338057, 3.620677947998047, 0.27619136923042886, 1.535547654500608, 3.871011734008789,
  0.25833039750680575, 1.5701512740506645,
]);
/** The bits of 1/2. */
const LEAST: i64 = 0x3fe0000000000000;

// @ts-ignore: decorator
@inline function entry(bits: i64): usize { return table + (<usize>((bits - LEAST) >> 49) & 31) * 24; }

// @ts-ignore: decorator
@inline function both(first: usize, second: usize): v128 { return v128.load64_lane(second, v128.load64_zero(first), 1); }

// @ts-ignore: decorator
@inline function madd(r: v128, series: v128, c: f64): v128 { return f64x2.add(splat(c), f64x2.mul(r, series)); }

/** Of normal numbers that are not negative. */
// @ts-ignore: decorator
@inline export function cubeRoot(x: v128): v128 {
  const bits = i64x2.add(i64x2.shr_u(x, 52), i64x2.splat(0x4338000000000000 - 1023)), k = f64x2.sub(bits, splat(AMONG_INTEGERS));
  const third = i64x2.shl(f64x2.add(f64x2.mul(k, splat(0.3333333333333333)), splat(AMONG_INTEGERS)), 52); // in the place of exponents
  const y = i64x2.sub(x, i64x2.add(third, i64x2.shl(third, 1)));
  const first = entry(i64x2.extract_lane(y, 0)), second = entry(i64x2.extract_lane(y, 1));
  const r = f64x2.mul(f64x2.sub(y, both(first, second)), both(first + 8, second + 8)), root = both(first + 16, second + 16);
  let series = madd(r, splat(0.013579295587304311), -0.015937634551260568);
  series = madd(r, madd(r, madd(r, series, 0.019000901793377257), -0.0234717282236404), 0.030178326764534014);
  series = madd(r, madd(r, madd(r, series, -0.04115226370433803), 0.06172839506164335), -0.11111111111101435);
  series = madd(r, series, 0.3333333333333333);
  return i64x2.add(f64x2.add(root, f64x2.mul(f64x2.mul(root, r), series)), third);
}

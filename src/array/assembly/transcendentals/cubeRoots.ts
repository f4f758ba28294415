// Cube roots, two doubles at a time, within 0.8 units of the last place, and exact of cubes: x is 8 to the power k, times a number from 1/2
// to 4, near to which a table has one whose cube root is nearer to a double than 1/64 of its last place; of the quotient of both, 1 + r, a
// polynomial is enough (Chebyshev's for |r| up to 1 / 16).
import { AMONG_INTEGERS, both, madd, splat, upper } from "./numbers";

/** For each eighth of an octave from 1/2 to 4: 1 by a number in its middle, in 21 bits, and that number's cube root. */
const table = memory.data<f64>([
  1.888871192932129, 0.8089702529542145, 1.6888675689697266, 0.8397205881787378, 1.5272655487060547,
  0.8683506790555324, 1.3939380645751953, 0.8951974590098639, 1.2820549011230469, 0.9205155420853339,
  1.1868152618408203, 0.9445079675563374, 1.104757308959961, 0.967336790482854, 1.0333137512207031,
  0.9891358220581833, 0.9444394111633301, 1.019237278160672, 0.8444371223449707, 1.057980251090969,
  0.763613224029541, 1.0940626359459344, 0.6969804763793945, 1.1278719493089453, 0.641028881072998, 1.15977604551385,
  0.5934176445007324, 1.1899987765281292, 0.5523834228515625, 1.2187644777097255, 0.516669750213623,
  1.2462226919364767, 0.47222280502319336, 1.2841556920547859, 0.42221736907958984, 1.3329728432299939,
  0.3818192481994629, 1.3784173385040543, 0.34848690032958984, 1.4210341474511516, 0.32052111625671387,
  1.4612161081717343, 0.2967040538787842, 1.4993125396967666, 0.27619385719299316, 1.5355430437336266,
  0.2583339214324951, 1.5701441345552145,
]);
/** The bits of 1/2. */
const LEAST: i64 = 0x3fe0000000000000;

// @ts-ignore: decorator
@inline function entry(bits: i64): usize { return table + ((<usize>((bits - LEAST) >> 49) & 31) << 4); }

/** Of normal numbers that are not negative. */
// @ts-ignore: decorator
@inline export function cubeRoot(x: v128): v128 {
  const bits = i64x2.add(i64x2.shr_u(x, 52), i64x2.splat(0x4338000000000000 - 1023)), k = f64x2.sub(bits, splat(AMONG_INTEGERS));
  const third = i64x2.shl(f64x2.add(f64x2.mul(k, splat(0.3333333333333333)), splat(AMONG_INTEGERS)), 52); // in the place of exponents
  const y = i64x2.sub(x, i64x2.add(third, i64x2.shl(third, 1)));
  const first = entry(i64x2.extract_lane(y, 0)), second = entry(i64x2.extract_lane(y, 1));
  const inverse = both(first, second), root = both(first + 8, second + 8), upperY = upper(y);
  const r = f64x2.add(f64x2.sub(f64x2.mul(upperY, inverse), splat(1)), f64x2.mul(f64x2.sub(y, upperY), inverse)); // rounded once
  let series = madd(r, splat(0.013579201860539214), -0.01593752791741733);
  series = madd(r, madd(r, madd(r, series, 0.019000902342791427), -0.02347172884871588), 0.03017832676363945);
  series = madd(r, madd(r, madd(r, series, -0.041152263703320265), 0.061728395061643695), -0.11111111111101475);
  series = madd(r, series, 0.3333333333333333);
  return i64x2.add(f64x2.add(root, f64x2.mul(f64x2.mul(root, r), series)), third);
}

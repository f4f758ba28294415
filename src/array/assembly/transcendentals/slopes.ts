// Tangents, within 1.3 units of the last place, and their inverses, within 0.7, two doubles at a time. A table has an angle, or a slope, near
// to the one that is asked for, of which all is known; by the addition theorem what the result has more is a quotient, whose error hardly
// counts. Near 0 nothing is known, and needed. The numbers in the tables are chosen so that their functions are nearer to a double than
// 1/40 of its last place (angles: 1/300), and subtracting them is exact.
import { aboutInverse, both, choose, low, madd, splat, sumOf, upper } from "./numbers";
import { quarters, reduce, rest, restLow } from "./trigonometry";

/** For each eighth of an octave from 1/16 on: an angle in its middle, its tangent, and that of a quarter of a turn more. */
const tangents = memory.data<f64>([
  0.06641101185232401, 0.0665088179426228, -15.035600254731646, 0.07422171160578728, 0.07435830500398262,
  -13.44839692010785, 0.08203026093542576, 0.08221475040347778, -12.163267480499446, 0.08983785938471556,
  0.09008033122112147, -11.101202520506789, 0.09765751753002405, 0.09796915938068437, -10.207293870045804,
  0.10546601377427578, 0.10585879708931384, -9.44654603581309, 0.11327665485441685, 0.11376366156581454,
  -8.790153079078596, 0.12109654676169157, 0.12169197463913568, -8.217468760494612, 0.1328083723783493,
  0.1335947484189029, -7.4853241750519715, 0.14844688400626183, 0.14954699754238468, -6.686861096737028,
  0.16407377645373344, 0.1655621048027752, -6.0400295175713286, 0.17969917505979538, 0.18165875991340366,
  -5.504826744808221, 0.1953074038028717, 0.19782922114095833, -5.0548649700616, 0.21094065345823765,
  0.21412602893889165, -4.670146852092349, 0.22655546851456165, 0.23051290458072432, -4.338151921771502,
  0.24217405170202255, 0.24702218046008817, -4.048219468136271, 0.2655993662774563, 0.2720261678939971,
  -3.6761169255954784, 0.29685065895318985, 0.305888898564537, -3.2691608119574114, 0.3281400129199028,
  0.34044798142800836, -2.9373062980297373, 0.35934653878211975, 0.37565699197147956, -2.6620028945872023,
  0.3906334973871708, 0.4117956451364848, -2.428388963823456, 0.421883437782526, 0.44883349682738644,
  -2.227997703087171, 0.4531429409980774, 0.4869372942054787, -2.0536525172746742, 0.48439426347613335,
  0.5262089525614075, -1.900385759558703, 0.5311941877007484, 0.5875222874046245, -1.7020630900956844,
  0.5937258750200272, 0.6749653687763106, -1.4815574935540265, 0.656279668211937, 0.7701608161073523,
  -1.29843011886054, 0.7187398225069046, 0.8748407935935687, -1.1430651237607667, 0.7812918573617935,
  0.9918209277313065, -1.0082465211612366, 0.8436974883079529, 1.1239662779665662, -0.8897064081043063,
  0.9062916710972786, 1.2765714029105417, -0.7833482699988674, 0.9687953814864159, 1.4554381662235492,
  -0.687078313051744,
]);
/** For each quarter of an octave from 1/16 to 16: a slope in its middle, and its angle. */
const slopes = memory.data<f64>([
  0.0702226459980011, 0.07010755854711624, 0.08602067828178406, 0.0858094436771799, 0.10147029161453247,
  0.1011241738497321, 0.1172652542591095, 0.11673213568360728, 0.14050978422164917, 0.1395958909699933,
  0.1718544363975525, 0.1701919516538008, 0.20314240455627441, 0.200415268672409, 0.2341597080230713,
  0.2300154960695103, 0.280659556388855, 0.27362020473461074, 0.3437666893005371, 0.33111100225528195,
  0.40598487854003906, 0.38565508392377806, 0.468100905418396, 0.4378042631133348, 0.5606386661529541,
  0.5109743848436724, 0.6858727931976318, 0.6011815597795227, 0.8100876808166504, 0.6808617708013166,
  0.9358949661254883, 0.7522963581035554, 1.117504596710205, 0.8408333233115532, 1.3679790496826172,
  0.9395630370402546, 1.617133617401123, 1.0169730111381838, 1.8697752952575684, 1.0796794574751774,
  2.226994514465332, 1.1487446178637888, 2.732206344604492, 1.2199352910833374, 3.2322893142700195,
  1.2707579981043176, 3.737074851989746, 1.3093330639677028, 4.448738098144531, 1.3496885866731338,
  5.458639144897461, 1.3896095750014281, 6.457572937011719, 1.4171597310294435, 7.466791152954102, 1.437662192755343,
  8.8814697265625, 1.4586745626601307, 10.911087036132812, 1.4794017551634748, 12.915767669677734,
  1.4935257390184427, 14.92293930053711, 1.5038854335454441,
]);
/** The bits of 1/16. */
const LEAST: i64 = 0x3fb0000000000000;

// @ts-ignore: decorator
@inline function place(bits: i64, shift: i64): usize { return <usize>((bits - LEAST) >> shift) & 31; }

/** Of sizes below 10⁶. */
// @ts-ignore: decorator
@inline export function tangent(x: v128): v128 {
  reduce(x);
  const zero = splat(0), one = splat(1), size = f64x2.abs(rest), sign = v128.and(rest, splat(-0.0));
  const isOdd = i64x2.neg(v128.and(quarters, i64x2.splat(1))), isSmall = f64x2.lt(size, splat(0.0625));
  const first = tangents + place(i64x2.extract_lane(size, 0), 49) * 24, second = tangents + place(i64x2.extract_lane(size, 1), 49) * 24;
  const ofAngle = choose(isOdd, both(first + 16, second + 16), both(first + 8, second + 8)), known = choose(isSmall, zero, ofAngle);
  const s = f64x2.sub(size, choose(isSmall, zero, both(first, second))), z = f64x2.mul(s, s);
  let series = madd(z, madd(z, splat(0.008898405343427954), 0.02186936822822314), 0.053968254136155976);
  series = f64x2.mul(z, madd(z, madd(z, series, 0.13333333333325134), 0.3333333333333333));
  const t = f64x2.add(s, f64x2.add(v128.xor(restLow, sign), f64x2.mul(s, series)));
  const isPole = v128.and(isSmall, isOdd);
  const over = choose(isPole, splat(-1), f64x2.mul(t, f64x2.add(one, f64x2.mul(known, known))));
  const under = choose(isPole, t, f64x2.sub(one, f64x2.mul(known, t)));
  return v128.xor(f64x2.add(known, f64x2.div(over, under)), sign);
}

/** What the angle of s has more than s, of at most 1 / 15, by s. */
// @ts-ignore: decorator
@inline function angleSeries(s: v128): v128 {
  const z = f64x2.mul(s, s);
  const series = madd(z, madd(z, splat(-0.09005125031519827), 0.11110774839863727), -0.14285713747085904);
  return f64x2.mul(z, madd(z, madd(z, series, 0.19999999999697884), -0.33333333333333304));
}

// What is known for a slope that is not negative: one near to it, or 0, its angle, and what that lacks; from 16 on it is upright.
let isLarge: v128 = i64x2(0, 0), near: v128 = f64x2(0, 0), angle: v128 = f64x2(0, 0), angleLow: v128 = f64x2(0, 0);

// @ts-ignore: decorator
@inline function lookUp(slope: v128): void {
  const zero = splat(0), isSmall = f64x2.lt(slope, splat(0.0625));
  const first = slopes + (place(i64x2.extract_lane(slope, 0), 50) << 4), second = slopes + (place(i64x2.extract_lane(slope, 1), 50) << 4);
  isLarge = f64x2.ge(slope, splat(16));
  near = choose(isSmall, zero, both(first, second));
  angle = choose(isLarge, splat(1.5707963267948966), choose(isSmall, zero, both(first + 8, second + 8)));
  angleLow = choose(isLarge, splat(6.123233995736766e-17), zero);
}

/** The angle from 0 to π / 2 whose tangent is given. */
// @ts-ignore: decorator
@inline export function angleOfSlope(slope: v128): v128 {
  lookUp(slope);
  const over = choose(isLarge, splat(-1), f64x2.sub(slope, near));
  const s = f64x2.div(over, choose(isLarge, slope, madd(slope, near, 1)));
  return f64x2.add(angle, f64x2.add(s, f64x2.add(angleLow, f64x2.mul(s, angleSeries(s)))));
}

/** x - a · b, where a has few bits and is nearly x / b: rounded once. */
// @ts-ignore: decorator
@inline function lessProduct(x: v128, a: v128, b: v128): v128 {
  const high = upper(b);
  return f64x2.sub(f64x2.sub(x, f64x2.mul(a, high)), f64x2.mul(a, f64x2.sub(b, high)));
}

/** The angle from -π to π of the point (x, y). */
// @ts-ignore: decorator
@inline export function angleOfPoint(y: v128, x: v128): v128 {
  const zero = splat(0), height = f64x2.abs(y), width = f64x2.abs(x), back = v128.and(x, splat(-0.0));
  lookUp(f64x2.mul(height, aboutInverse(width)));
  const over = v128.xor(choose(isLarge, f64x2.neg(width), lessProduct(height, near, width)), back);
  const s = f64x2.div(over, choose(isLarge, height, f64x2.add(width, f64x2.mul(height, near)))), isBack = i64x2.shr_s(x, 63);
  const half = choose(isBack, splat(3.141592653589793), zero), halfLow = choose(isBack, splat(1.2246467991473532e-16), zero);
  const base = sumOf(half, v128.xor(angle, back)), rest = f64x2.add(low, f64x2.add(halfLow, v128.xor(angleLow, back)));
  const result = f64x2.add(base, f64x2.add(s, f64x2.add(rest, f64x2.mul(s, angleSeries(s)))));
  return v128.or(result, v128.and(y, splat(-0.0)));
}

/** Where that is computed here: not of 0, and not of what is far away. */
// @ts-ignore: decorator
@inline export function isUsualPoint(y: v128, x: v128): v128 {
  const height = f64x2.abs(y), width = f64x2.abs(x), isNear = v128.and(f64x2.lt(height, splat(1e150)), f64x2.lt(width, splat(1e150)));
  return v128.and(isNear, f64x2.gt(f64x2.add(height, width), splat(1e-150)));
}

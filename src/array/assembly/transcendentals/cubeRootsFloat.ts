// Cube roots of four floats, within 0.6 units of the last place, and exact of cubes: as cubeRoots.ts has them of doubles.
import { add, lookUp, madd, mul, pair, splat, sub, AMONG_INTEGERS } from "./numbersFloat";

// For each eighth of an octave from 1/2 to 4: a number in its middle, 1 by it, and its cube root.
const cubes = memory.data<f32>([
  0.5297241, 0.5921631, 0.65457153, 0.71765137, 0.7798157, 0.84246826, 0.90515137, 0.96780396, 1.05896, 1.1850586,
  1.3100586, 1.4334717, 1.5604248, 1.6845703, 1.8105469, 1.9354858, 2.1192627, 2.3677979, 2.6192627, 2.8695068,
  3.1195068, 3.3691406, 3.6191406, 3.8712158, 1, 1, 1, 1, 1, 1, 1, 1,
]);
const inverses = memory.data<f32>([
  1.8877751, 1.6887239, 1.5277169, 1.3934343, 1.2823544, 1.1869884, 1.1047876, 1.0332671, 0.94432276, 0.8438401,
  0.7633246, 0.6976071, 0.64085114, 0.59362316, 0.5523193, 0.5166661, 0.47186223, 0.42233336, 0.38178682, 0.34849194,
  0.3205635, 0.29681158, 0.2763087, 0.25831679, 1, 1, 1, 1, 1, 1, 1, 1,
]);
const roots = memory.data<f32>([
  0.8091268, 0.8397444, 0.86826515, 0.89530534, 0.9204439, 0.94446206, 0.96732795, 0.9891507, 1.0192792, 1.0582297,
  1.0942005, 1.1275342, 1.1598833, 1.1898614, 1.2188116, 1.2462256, 1.2844827, 1.3328508, 1.3784564, 1.4210273,
  1.4611517, 1.4991314, 1.5353303, 1.5701789, 1, 1, 1, 1, 1, 1, 1, 1,
]);

/** Of normal numbers that are not negative. */
// @ts-ignore: decorator
@inline export function cubeRoot(x: v128): v128 {
  const k = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(x, 23), i32x4.splat(127)));
  const third = i32x4.shl(add(mul(k, splat(0.33333334)), splat(AMONG_INTEGERS)), 23); // in the place of exponents
  const y = i32x4.sub(x, i32x4.add(third, i32x4.shl(third, 1))), place = i32x4.shr_s(i32x4.sub(y, i32x4.splat(0x3f000000)), 20);
  const r = mul(sub(y, lookUp(cubes, place)), lookUp(inverses, place)), root = lookUp(roots, place);
  const series = madd(pair(0.33333328, -0.11111107, r), mul(r, r), pair(0.061846014, -0.041243758, r));
  return i32x4.add(madd(root, mul(root, r), series), third);
}

// Sines of floats up to 10⁶, four at a time, within 0.81 units of the last place. Below 100 they are those of an angle c, of 32 in half a turn,
// of which a table knows sine and cosine, and of a rest s: sin c · cos s + cos c · sin s. The table has the cosine less 1: thus s itself, which
// is as large as the result where the sine of c is 0, is not rounded again.
import { turnedSine } from "./anglesFloat";
import { add, AMONG_INTEGERS, madd, mul, splat, sub } from "./numbersFloat";

/** From -π / 2 on: the sine and what that lacks; cosine - 1; and the cosine times -1/6, near the best factor for s up to π / 64. */
const table = memory.data<f32>([
  -1, 0, -1, 0, -0.9951847, -7.109666e-09, -0.90198284, -0.01633456,
  -0.98078525, -2.9739473e-08, -0.8049097, -0.032511808, -0.95694035, 1.7184508e-08, -0.7097153, -0.04837595,
  -0.9238795, -2.830749e-08, -0.61731654, -0.063774206, -0.8819213, 2.7002963e-08, -0.52860326, -0.07855828,
  -0.8314696, -1.6870263e-08, -0.44442976, -0.092585795, -0.77301043, -2.0642553e-08, -0.36560673, -0.10572166,
  -0.70710677, -1.21016175e-08, -0.29289323, -0.117839366, -0.6343933, -9.379558e-09, -0.22698955, -0.12882222,
  -0.55557024, 1.1769521e-08, -0.16853039, -0.13856444, -0.47139674, 7.4252537e-09, -0.11807874, -0.14697221,
  -0.38268343, -6.2233507e-09, -0.076120466, -0.15396455, -0.29028466, -1.3815665e-08, -0.043059666, -0.15947413,
  -0.19509032, 1.6704714e-09, -0.01921472, -0.1634479, -0.09801714, 8.933932e-10, -0.0048152735, -0.16584757,
  0, 0, 0, -0.16665003, 0.09801714, -8.933932e-10, -0.0048152735, -0.16584757,
  0.19509032, -1.6704714e-09, -0.01921472, -0.1634479, 0.29028466, 1.3815665e-08, -0.043059666, -0.15947413,
  0.38268343, 6.2233507e-09, -0.076120466, -0.15396455, 0.47139674, -7.4252537e-09, -0.11807874, -0.14697221,
  0.55557024, -1.1769521e-08, -0.16853039, -0.13856444, 0.6343933, 9.379558e-09, -0.22698955, -0.12882222,
  0.70710677, 1.21016175e-08, -0.29289323, -0.117839366, 0.77301043, 2.0642553e-08, -0.36560673, -0.10572166,
  0.8314696, 1.6870263e-08, -0.44442976, -0.092585795, 0.8819213, -2.7002963e-08, -0.52860326, -0.07855828,
  0.9238795, 2.830749e-08, -0.61731654, -0.063774206, 0.95694035, -1.7184508e-08, -0.7097153, -0.04837595,
  0.98078525, 2.9739473e-08, -0.8049097, -0.032511808, 0.9951847, 7.109666e-09, -0.90198284, -0.01633456,
]);

/** Of x below 100. */
// @ts-ignore: decorator
@inline function sineBySteps(x: v128, steps: f32, sign: v128): v128 {
  const middle = splat(AMONG_INTEGERS + 16 + steps), near = add(mul(x, splat(10.185916)), middle), k = sub(near, middle);
  // π / 32 comes as two numbers of 14 bits, whose products with k are exact, and a third one
  const about = sub(x, mul(k, splat(0.09816742))), part = mul(k, splat(7.350929e-06)), s = sub(about, part), z = mul(s, s);
  const low = sub(sub(sub(about, s), part), mul(k, splat(6.200585e-11)));
  const place = i32x4.shl(v128.and(near, i32x4.splat(31)), 4);
  const a = v128.load(table + i32x4.extract_lane(place, 0)), b = v128.load(table + i32x4.extract_lane(place, 1));
  const c = v128.load(table + i32x4.extract_lane(place, 2)), d = v128.load(table + i32x4.extract_lane(place, 3));
  const firsts = v128.shuffle<f32>(a, b, 0, 4, 1, 5), others = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const thirds = v128.shuffle<f32>(a, b, 2, 6, 3, 7), fourths = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  const sine = v128.shuffle<i64>(firsts, others, 0, 2), lessCosine = v128.shuffle<i64>(thirds, fourths, 0, 2);
  const lack = madd(v128.shuffle<i64>(firsts, others, 1, 3), low, add(splat(1), lessCosine));
  const odd = mul(s, madd(lessCosine, z, v128.shuffle<i64>(thirds, fourths, 1, 3)));
  const even = mul(sine, mul(z, madd(splat(-0.5), z, splat(0.041666668))));
  const result = add(sine, add(s, add(odd, add(even, lack))));
  return v128.xor(result, v128.and(v128.xor(i32x4.shl(near, 26), sign), splat(-0.0)));
}

/** The sine of an angle of at least 0 that is by so many steps, 0 or 16, larger than x; with the sign of `sign`. */
// @ts-ignore: decorator
@inline export function sine(x: v128, steps: f32, sign: v128): v128 {
  const near = sineBySteps(x, steps, sign), isFar = f32x4.ge(x, splat(100));
  return v128.any_true(isFar) ? v128.bitselect(turnedSine(x, steps / 32, sign), near, isFar) : near;
}

// Exponentials, logarithms, hyperbolic functions, those of angles, and powers: the truth to 80 digits, and the same bits however they are computed.
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { array, np } from "gradus";
import { core, kindOf } from "../../src/array/core.js";
import type { TypedArray } from "../../src/array/dtype.js";
import { binaryKernels, unaryKernels } from "../../src/array/kernels.js";
import { longPair, longTranscendental } from "../../src/array/largeTranscendentals.js";
import { native, nativeFrom } from "../../src/array/native.js";
import {
  exactly,
  type PairTranscendental,
  pairTranscendentals,
  type Transcendental,
  transcendentals,
} from "../../src/array/transcendentals.js";
import { RandomState } from "../../src/random/index.js";

/** Arguments and the doubles next to the results. */
const truth = JSON.parse(
  fs.readFileSync(new URL("fixtures/transcendentals.json", import.meta.url), "utf8"),
) as Record<Transcendental | PairTranscendental, number[][]>;

/** The distance in units of the last place of what is wanted. */
function ulps(got: number, wanted: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(wanted) || Number.MIN_VALUE)));
  return Math.abs(got - wanted) / 2 ** (exponent - 52);
}

/** A root of a rounded number is further off. */
const most: Partial<Record<Transcendental | PairTranscendental, number>> = { arccosh: 2 };
const names = [...transcendentals, ...pairTranscendentals];

it.each(names)("%s is next to the truth", (name) => {
  const rows = truth[name];
  const wanted = rows.map((row) => row.at(-1)!);
  const [x, y] = [0, 1].map((i) => rows.map((row) => row[i]!)) as [number[], number[]];
  const got = name === "pow" ? np.power(x, y) : name === "arctan2" ? np.arctan2(x, y) : np[name](x);
  const distances = wanted.map((value, i) => ulps(got.data[i]!, value));
  expect(Math.max(...distances)).toBeLessThanOrEqual(most[name] ?? 1);
  expect(distances.filter((one) => one === 0).length / distances.length).toBeGreaterThan(
    most[name] ? 0.5 : 0.75,
  );
});

it("what is a whole number comes out whole", () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  expect([...np.log2(upTo(2000).map((k) => 2 ** (k - 1000))).data]).toEqual(upTo(2000).map((k) => k - 1000));
  expect([...np.log10(upTo(23).map((k) => Number(`1e${String(k)}`))).data]).toEqual(upTo(23));
  expect([...np.exp2(upTo(1000).map((k) => k - 500)).data]).toEqual(upTo(1000).map((k) => 2 ** (k - 500)));
  for (let base = 2; base <= 12; base++) {
    const powers = upTo(15).map((k) => Number(BigInt(base) ** BigInt(k)));
    expect([...np.power(base, array(upTo(15), { dtype: "float64" })).data]).toEqual(powers);
    expect([...np.power(-base, array(upTo(15), { dtype: "float64" })).data]).toEqual(
      powers.map((power, k) => (k % 2 === 1 ? -power : power)),
    );
  }
});

const special = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  5e-324,
  -1e-310,
  2 ** -1022,
  709.9,
  -745.2,
  800,
  1e300,
];

it.each(transcendentals)("%s of special numbers is JavaScript's, and NumPy's", (name) => {
  const [got, wanted] = [
    new Float64Array(special.length),
    special.map(exactly[transcendentals.indexOf(name)]!),
  ];
  unaryKernels[name](got, Float64Array.from(special));
  wanted.forEach((value, i) => {
    if (Number.isFinite(value) && value !== 0) expect(ulps(got[i]!, value)).toBeLessThanOrEqual(1);
    else expect(got[i]).toBe(value); // toBe knows -0 and NaN
  });
});

it("powers of special numbers are JavaScript's, but 1 where C's and NumPy's are", () => {
  const powers = [...special, 2, 3, 0.5, -0.5, 2.5, -3, 2 ** 53, 2 ** 52 + 1, -(2 ** 60)];
  for (const x of [...special, -8, 0.5, -1.5])
    for (const y of powers) {
      const isOne = x === 1 || (x === -1 && Math.abs(y) === Infinity);
      const [got, wanted] = [core().powOf(x, y), isOne ? 1 : x ** y];
      if (Number.isFinite(wanted) && wanted !== 0)
        expect(ulps(got, wanted), `${x} ** ${y}`).toBeLessThanOrEqual(1);
      else expect(got, `${x} ** ${y}`).toBe(wanted);
    }
});

it("angles of special points are JavaScript's, and C's and NumPy's", () => {
  for (const y of [...special, 3, 2 ** -400])
    for (const x of [...special, 1e-160, -(2 ** 400)]) {
      const [got, wanted] = [core().arctan2Of(y, x), Math.atan2(y, x)];
      if (Number.isFinite(wanted) && wanted !== 0)
        expect(ulps(got, wanted), `${y}, ${x}`).toBeLessThanOrEqual(1);
      else expect(got, `${y}, ${x}`).toBe(wanted);
    }
});

it("1 to the power NaN is 1, in long arrays, too", () => {
  for (const length of [3, 600, 70_001]) {
    const ones = np.ones([length]);
    expect(ones.pow(np.full([length], NaN)).min()).toBe(1);
    expect(
      ones
        .neg()
        .pow(np.full([length], Infinity))
        .min(),
    ).toBe(1);
  }
});

it("to the power 2 is the product, to the power 0.5 the root, whatever the length", () => {
  for (const length of [3, 600, 70_001]) {
    const x = array(draws(length).map((value) => (Number.isFinite(value) ? value : 3)));
    expect(x.pow(2).data).toEqual(x.mul(x).data);
    expect(x.abs().pow(0.5).data).toEqual(x.abs().sqrt().data);
    expect(x.pow(np.full([length], 2)).data).toEqual(x.mul(x).data);
  }
});

/** Numbers of every size, near edges, of any bits, and special ones. */
function draws(length: number): Float64Array {
  const random = new RandomState(11);
  const bits = new DataView(new ArrayBuffer(8));
  const edges = [
    1,
    22,
    0.9921875,
    1.015625,
    Math.SQRT2 - 1,
    Math.LN2 / 64,
    0.5,
    700,
    2 ** -1022,
    1e6,
    Math.PI,
  ];
  return Float64Array.from({ length }, (_, i) => {
    if (i % 6 === 0) return 2 ** ((i % 2100) - 1075) * random.uniform(1, 2);
    if (i % 6 === 1) return edges[i % edges.length]! + random.uniform(-1, 1) * 2 ** -(i % 53);
    if (i % 6 === 2) return random.uniform(-60, 60);
    if (i % 6 === 3) return special[i % special.length]!;
    if (i % 6 === 4) return random.uniform(0, 3);
    for (const half of [0, 4]) bits.setUint32(half, random.uniform(0, 2 ** 32));
    return bits.getFloat64(0);
  });
}

const same = (got: ArrayLike<number>, wanted: ArrayLike<number>) =>
  Array.prototype.findIndex.call(got, (value, i) => !Object.is(value, wanted[i]));
native(1 << 21); // what is long is computed in C from now on, where it is there
const count = 8 * nativeFrom + 77; // of no register's lanes a multiple

describe.each([["Float64Array"], ["Float32Array"]] as const)("%s", (type) => {
  const Type = { Float64Array, Float32Array }[type];
  const x: TypedArray = new Type(draws(count));

  it.each(transcendentals)("%s has the same bits in short and in long arrays", (name) => {
    const [short, long, compiled] = [new Type(count), new Type(count), new Type(count)];
    unaryKernels[name](short, x);
    longTranscendental(name)(long, x);
    expect(same(long, short)).toBe(-1);
    const { transcendental, places, views } = core();
    for (let k = 0; k < count; k += 512) {
      const [part, kind] = [x.subarray(k, k + 512), kindOf(x)];
      views.left[kind]!.set(part);
      transcendental(transcendentals.indexOf(name), kind, part.length, places.left, places.result);
      compiled.set(views.result[kind]!.subarray(0, part.length), k);
    }
    expect(same(compiled, short)).toBe(-1);
  });

  it.each(pairTranscendentals)("%s of pairs has the same bits in short and in long arrays", (name) => {
    const longOf = longPair(name);
    const y: TypedArray = x.map((value, i) => (i % 3 === 0 ? Math.round(value % 20) : x[(i * 31) % count]!));
    for (const [p, q] of [
      [1, 1],
      [1, 0],
      [0, 1],
    ] as const)
      for (const first of [2, 4, 5]) {
        const [short, long] = [new Type(count - 5), new Type(count - 5)];
        binaryKernels[name](short, 0, count - 5, x, first, p, y, 5, q);
        longOf(long, 0, count - 5, x, first, p, y, 5, q);
        expect(same(long, short)).toBe(-1);
      }
    // in place, what is rare is read after its neighbours are written
    const [short, long] = [x.slice(), x.slice()];
    binaryKernels[name](short, 0, count, x, 0, 1, y, 0, 1);
    longOf(long, 0, count, long, 0, 1, y, 0, 1);
    expect(same(long, short)).toBe(-1);
  });
});

/** Of the double next to the truth, in units of the last place that the float next to it has. */
function floatUlps(got: number, wanted: number): number {
  if (Object.is(got, Math.fround(wanted))) return Math.abs(got - wanted) > 0 ? 0.5 : 0; // NaN, infinities and -0, too
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(wanted) || Number.MIN_VALUE)));
  return Math.abs(got - wanted) / 2 ** (exponent - 23);
}

/** A quotient, or a sum of what is as large as it, of rounded numbers is further off. */
const mostOfFloats: Partial<Record<Transcendental, number>> = { sinh: 2, tanh: 2 };

describe("floats", () => {
  const [random, steps] = [new RandomState(12), 200_000];
  const x = Float32Array.from([
    ...draws(60_000),
    ...Array.from(
      { length: steps },
      (_, i) =>
        [
          random.uniform(-1, 1) * 2 ** -(i % 30), // near 0
          1 + random.uniform(-1, 1) * 2 ** -(i % 24), // near 1
          random.uniform(-100, 100),
          random.uniform(-1, 1) * 2 ** random.uniform(-150, 128), // of every size
        ][i % 4]!,
    ),
  ]);

  it.each(transcendentals)("%s is next to the double", (name) => {
    const [got, wanted] = [new Float32Array(x.length), new Float64Array(x.length)];
    longTranscendental(name)(got, x);
    longTranscendental(name)(wanted, Float64Array.from(x));
    const [limit, far] = [mostOfFloats[name] ?? 1, [] as number[]];
    wanted.forEach((value, i) => {
      if (!(floatUlps(got[i]!, value) <= limit)) far.push(x[i]!);
    });
    expect(far).toEqual([]);
  });

  it.each(pairTranscendentals)("%s of pairs is next to the double", (name) => {
    const y = x.map((value, i) => [value, random.uniform(-9, 9), random.uniform(-3000, 3000)][i % 3]!);
    const bases = x.map((value, i) => [1 + random.uniform(-0.05, 0.05), value, random.uniform(0, 5)][i % 3]!);
    for (const [first, second] of [
      [bases, y],
      [y, bases],
    ] as const) {
      // prettier-ignore
      const [got, wanted] = [new Float32Array(x.length), new Float64Array(x.length)];
      longPair(name)(got, 0, x.length, first, 0, 1, second, 0, 1);
      longPair(name)(wanted, 0, x.length, Float64Array.from(first), 0, 1, Float64Array.from(second), 0, 1);
      const far: [number, number][] = [];
      wanted.forEach((value, i) => {
        if (!(floatUlps(got[i]!, value) <= 2)) far.push([first[i]!, second[i]!]);
      });
      expect(far).toEqual([]);
    }
  });

  it("powers that are whole numbers come out whole", () => {
    for (let base = 2; base <= 12; base++)
      for (let k = 0; base ** k < 2 ** 24; k++)
        expect([...np.power(np.array([base, -base], { dtype: "float32" }), k).data]).toEqual([
          base ** k,
          (-base) ** k,
        ]);
  });

  it("what is a whole number comes out whole", () => {
    const exponents = Float32Array.from({ length: 277 }, (_, i) => i - 149);
    const powers = exponents.map((k) => 2 ** k);
    const tens = Float32Array.from({ length: 84 }, (_, i) => i - 45);
    const [log2, exp2, log10] = [new Float32Array(277), new Float32Array(277), new Float32Array(84)];
    unaryKernels.log2(log2, powers);
    unaryKernels.exp2(exp2, exponents);
    unaryKernels.log10(
      log10,
      tens.map((k) => 10 ** k),
    );
    expect([log2, exp2]).toEqual([exponents, powers]);
    expect(log10.subarray(8)).toEqual(tens.subarray(8)); // those before are subnormal, with fewer bits
  });
});

it("long arrays are computed in C where it is there, and tell whether the function is defined for all", () => {
  const library = native(1 << 21);
  if (!library) return;
  const x = new Float64Array(nativeFrom).fill(2);
  for (const name of transcendentals) {
    x.fill(name === "arccosh" ? 2 : 0.5);
    expect(longTranscendental(name)(new Float64Array(nativeFrom), x)).toBe(true);
  }
  for (const one of [-1, 0, NaN])
    expect(longTranscendental("log")(new Float64Array(nativeFrom), x.with(77, one))).toBe(false);
});

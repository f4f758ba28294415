// Bools, choices and other types by the kernels of src/array/native: the bits of JavaScript's own loops.
import { expect, it } from "vitest";
import { array, type DType, type NDArray, np } from "gradus";
import { type TypedArray } from "../../src/array/dtype.js";
import { binaryKernels, type BinaryName, unaryKernels } from "../../src/array/kernels.js";
import { native, nativeFrom } from "../../src/array/native.js";
import { nativeReplace, nativeSelect, nativeSingles } from "../../src/array/nativeElementwise.js";
import { nativeCast, nativeMixed } from "../../src/array/nativeMixed.js";
import { RandomState } from "../../src/random/index.js";

const n = 2 * 8192 + nativeFrom - 3; // pieces, and a rest that no call is worth
const isThere = native(1 << 20) !== undefined;
const special = [NaN, Infinity, -Infinity, 0, -0, 5e-324, 1.5, -2.5, 1e300, -3.4028234663852886e38, 1e-40];
const random = new RandomState(5);
const types = { float64: Float64Array, float32: Float32Array, int32: Int32Array, uint8: Uint8Array } as const;
type Type = keyof typeof types;
const names = Object.keys(types) as Type[];
const numbers = (type: Type): TypedArray =>
  new types[type](n).map((_, i) =>
    type.startsWith("f") && i % 4 === 1 ? special[(i * 7) % special.length]! : random.uniform(-300, 300),
  );
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  a.length === b.length ? Array.from(a).findIndex((x, i) => !Object.is(x, b[i])) : "lengths";
/** The same of parts that are so short that they take JavaScript's loops. */
const inParts = (of: (from: number, to: number) => NDArray) =>
  Array.from({ length: Math.ceil(n / 500) }, (_, i) => [
    ...of(500 * i, Math.min(n, 500 * i + 500)).data,
  ]).flat();

it.runIf(isThere).each(["isNaN", "isFinite", "isInf"] as const)("%s", (name) => {
  for (const type of ["float64", "float32"] as const) {
    const a = numbers(type);
    const [got, wanted] = [new Uint8Array(n).fill(7), new Uint8Array(n)];
    expect(nativeSingles(name, got, a)).toBe("done");
    unaryKernels[name](wanted, a);
    expect(difference(got, wanted)).toBe(-1);
  }
  expect(nativeSingles(name, new Uint8Array(n), new Int32Array(n))).toBe(false);
});

it.runIf(isThere)("casts are JavaScript's, and refuse what it would cut", () => {
  for (const from of names)
    for (const to of names) {
      const a = numbers(from);
      const isCut = from.startsWith("f") && !to.startsWith("f");
      if (isCut) expect(nativeCast(new types[to](n), a)).toBe(false);
      const data = isCut ? a.map((x) => (Math.abs(x) < 2 ** 31 ? x : -77.5)) : a;
      const got = new types[to](n);
      expect(nativeCast(got, data)).toBe(true);
      const wanted = new types[to](n);
      wanted.set(data);
      expect(difference(got, wanted), `${from} ${to}`).toBe(-1);
    }
  const edge = new Float64Array(n).fill(2 ** 31 - 2 ** -22).fill(-(2 ** 31) - 1 + 2 ** -21, 9);
  expect([...array(edge).astype("int32").data.slice(8, 10)]).toEqual([2 ** 31 - 1, -(2 ** 31)]);
  for (const one of [2 ** 31, -(2 ** 31) - 1, NaN, Infinity])
    for (const to of ["int32", "uint8"] as const)
      expect(() => array(edge.with(n - 1, one)).astype(to)).toThrow(
        `Cannot convert an array to ${to}: x must be from -2147483648 to 2147483647`,
      );
});

it("long arrays become what short ones become", () => {
  for (const from of names)
    for (const to of [...names, "bool"] as DType[]) {
      const x = array(numbers(from).map((value) => (Math.abs(value) < 2 ** 31 ? value : -0.5)));
      const got = x.astype(to);
      expect(got.dtype).toBe(to);
      expect(
        difference(
          got.data,
          inParts((i, j) => x.slice(i, j).astype(to)),
        ),
      ).toBe(-1);
    }
});

it.runIf(isThere)("pairs of several types are computed in doubles, a piece at a time", () => {
  const same = (name: BinaryName, a: TypedArray, p: 0 | 1, b: TypedArray, q: 0 | 1) => {
    const [got, wanted] = [0, 1].map(() => (isBool(name) ? new Uint8Array(n) : new Float64Array(n))) as [
      TypedArray,
      TypedArray,
    ];
    expect(nativeMixed(name, got, 0, n, a, 0, p, b, 0, q), name).toBe(true);
    binaryKernels[name](wanted, 0, n, a, 0, p, b, 0, q);
    expect(difference(got, wanted), name).toBe(-1);
  };
  const isBool = (name: BinaryName) => name === "less" || name === "logicalAnd";
  const [i, x] = [numbers("int32"), numbers("float64")];
  for (const name of ["add", "maximum", "less", "logicalAnd", "floorDivide", "copysign"] as const) {
    same(name, i, 1, x, 1);
    same(name, x, 1, numbers("uint8"), 1);
    same(name, i, 1, Float64Array.of(0.3), 0);
    same(name, Float64Array.of(-0.3), 0, i, 1);
  }
  for (const type of ["int32", "uint8"] as const)
    for (const [p, q] of [
      [1, 1],
      [1, 0],
      [0, 1],
    ] as const)
      same("div", numbers(type), p, numbers(type), q);
  expect(nativeMixed("pow", new Float64Array(n), 0, n, i, 0, 1, x, 0, 1)).toBe(false);
  expect(nativeMixed("add", new Float32Array(n), 0, n, i, 0, 1, x, 0, 1)).toBe(false);
});

it("where chooses among arrays and numbers of all types, and broadcasts", () => {
  const condition = array(numbers("uint8")).greater(50);
  for (const left of [...names, 2.5, 3, -0] as const)
    for (const right of [...names, NaN, 400] as const) {
      const [a, b] = [left, right].map((x) => (typeof x === "number" ? x : array(numbers(x))));
      const part = (x: NDArray | number, i: number, j: number) => (typeof x === "number" ? x : x.slice(i, j));
      const got = np.where(condition, a!, b!);
      const of = (i: number, j: number) => np.where(condition.slice(i, j), part(a!, i, j), part(b!, i, j));
      expect(got.dtype).toBe(of(0, 9).dtype);
      expect(difference(got.data, inParts(of)), `${String(left)} ${String(right)}`).toBe(-1);
    }
  const [rows, row] = [array(numbers("float64")).slice(0, 9000).reshape(90, 100), np.arange(100)];
  const chosen = np.where(rows.greater(0), row, rows.slice(0, 90).at(3));
  for (const k of [0, 3, 89])
    expect(chosen.at(k).data.slice()).toEqual(np.where(rows.at(k).greater(0), row, rows.at(3)).data);
  // Whatever is not 0 holds, NaN too.
  expect(np.where(array([NaN, 0, -0, 2]), 1, 2).toArray()).toEqual([1, 2, 2, 1]);
  if (isThere)
    expect(nativeSelect(new Float64Array(n), new Float64Array(n), rows.data, rows.data)).toBe(false);
});

it("what takes a kernel in long arrays gives what it gives in short ones", () => {
  const functions = [
    ...[np.degrees, np.radians, np.trunc, np.sign, np.isinf, np.isfinite, np.isnan, np.nanToNum],
    (x: NDArray) => np.nanToNum(x, { nan: -1.1, posinf: 1e300, neginf: 0.1 }),
    (x: NDArray) => np.fmax(x, 0.5),
    (x: NDArray) => np.copysign(2, x),
    (x: NDArray) => np.heaviside(x, 0.5),
  ] as const;
  for (const type of names)
    for (const [k, f] of functions.entries()) {
      const x = array(numbers(type));
      const got = f(x);
      expect(got.dtype).toBe(f(x.slice(0, 9)).dtype);
      expect(
        difference(
          got.data,
          inParts((i, j) => f(x.slice(i, j))),
        ),
        `${type} ${String(k)}`,
      ).toBe(-1);
    }
  for (const f of [np.fmax, np.fmin, np.copysign, np.heaviside])
    for (const left of names)
      for (const right of names) {
        const [x, y] = [array(numbers(left)), array(numbers(right))];
        const wanted = inParts((i, j) => f(x.slice(i, j), y.slice(i, j)));
        expect(difference(f(x, y).data, wanted), `${left} ${right}`).toBe(-1);
      }
  if (!isThere) return;
  for (const type of ["float64", "float32"] as const) {
    const a = numbers(type);
    const put = (x: number) => (Number.isNaN(x) ? 1 : x === Infinity ? 2 : x === -Infinity ? 3 : x);
    expect(difference(nativeReplace(a, 1, 2, 3)!, a.map(put))).toBe(-1);
  }
});

it("even bins are counted where the edges say, at every edge and beside it", () => {
  for (const [low, high, bins] of [
    [0, 1, 10],
    [-3.3, 7.1, 37],
    [1, 1 + 2 ** -50, 7],
    [0, 5e-324, 3],
  ] as const) {
    const edges = np.histogram([low], bins, { range: [low, high] })[1];
    const beside = [...edges.data].flatMap((x) => [
      x,
      x - Math.abs(x) * 2 ** -53,
      x + Math.abs(x) * 2 ** -52,
    ]);
    const values = [...beside, NaN, Infinity, -Infinity];
    for (let i = 0; i < 2000; i++) values.push(low + (high / 2 - low / 2) * random.uniform(0, 2));
    const got = np.histogram(values, bins, { range: [low, high] })[0];
    expect(got.toArray()).toEqual(np.histogram(values, edges)[0].toArray());
  }
});

// The kernels of src/array/native: the bits of JavaScript's own loops, whatever the length, the type and the numbers.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { array, type NDArray } from "gradus";
import { nativeOperations, operations } from "../../src/array/coreOperations.js";
import type { TypedArray } from "../../src/array/dtype.js";
import { binaryKernels, unaryKernels } from "../../src/array/kernels.js";
import { foldNames, native, nativeFrom } from "../../src/array/native.js";
import { nativeClip, nativePairs, nativeRound, nativeSingles } from "../../src/array/nativeElementwise.js";
import {
  nativeFind,
  nativeFold,
  nativeFoldRows,
  nativeFolds,
  nativePlaceRows,
  nativeRunning,
  nativeSquares,
} from "../../src/array/nativeFolds.js";
import { nativeProduct } from "../../src/array/nativeProduct.js";
import { RandomState } from "../../src/random/index.js";

/** Not a multiple of any register's lanes. */
const n = nativeFrom + 77;
const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 5e-324, 1.5, -2.5, 709.9, -745.2, 800, 1e300];
const random = new RandomState(7);
const numbers = (Type: new (length: number) => TypedArray): TypedArray => {
  const isFloat = Type === (Float64Array as unknown) || Type === (Float32Array as unknown);
  const data = new Type(n);
  for (let i = 0; i < n; i++) {
    const value = random.uniform(-100, 100);
    data[i] = isFloat ? (i % 5 === 3 ? special[(i * 7) % special.length]! : value) : Math.round(value) % 7;
  }
  return data;
};
const types = { Float64Array, Float32Array, Int32Array, Uint8Array };
const sound = (data: TypedArray) => data.map((x) => (Number.isFinite(x) ? x : 3));

const isThere = native(1 << 20) !== undefined;

it("are built wherever there is a C compiler, from the sources that are there", () => {
  const compilers = ["cc", "clang", "gcc"].filter((name) => spawnSync(name, ["--version"]).status === 0);
  expect(isThere).toBe(compilers.length > 0);
  if (!isThere) return;
  const library = fs.readdirSync("dist/native").find((name) => name.startsWith(`${process.platform}-`))!;
  const made = fs.statSync(path.join("dist/native", library)).mtimeMs;
  for (const folder of ["src/native", "src/array/native", "src/engine/native"])
    for (const name of fs.readdirSync(folder, { recursive: true }) as string[])
      expect(made).toBeGreaterThan(fs.statSync(path.join(folder, name)).mtimeMs);
});

if (isThere) testKernels();

function testKernels(): void {
  describe.each(Object.entries(types))("%s", (type, Type) => {
    const [a, b] = [numbers(Type), numbers(Type)];
    const isFloat = type.startsWith("Float");

    it.each(nativeOperations)("%s of pairs, of a number, of rows and of columns", (name) => {
      const isArithmetic = !operations.slice(operations.indexOf("equal")).includes(name);
      const steps = [
        [1, 1],
        [1, 0],
        [0, 1],
      ] as const;
      for (const [p, q] of steps) {
        const [got, wanted] = [0, 1].map(() => (isArithmetic ? new Type(n) : new Uint8Array(n))) as [
          TypedArray,
          TypedArray,
        ];
        const done = nativePairs(name, got, 0, 1, n, a, 0, 0, p, b, 0, 0, q);
        const lacks = isFloat
          ? []
          : ["div", "copysign", "heaviside", "hypot", ...(type === "Uint8Array" ? ["mul"] : [])];
        expect(done).toBe(!lacks.includes(name));
        if (!done) continue;
        binaryKernels[name](wanted, 0, n, a, 0, p, b, 0, q);
        expect(got).toEqual(wanted);
        // 59 rows of 70: a row that repeats, and a column
        const [rows, columns] = [new Type(4130), new Type(4130)];
        if (!isArithmetic || p !== 1) continue;
        nativePairs(name, rows, 0, 59, 70, a, 3, 70, 1, b, 5, 0, 1);
        nativePairs(name, columns, 0, 59, 70, a, 3, 70, 1, b, 5, 1, 0);
        const other = new Type(4130);
        for (let row = 0; row < 59; row++)
          binaryKernels[name](other, row * 70, 70, a, 3 + row * 70, 1, b, 5, 1);
        expect(rows).toEqual(other);
        for (let row = 0; row < 59; row++)
          binaryKernels[name](other, row * 70, 70, a, 3 + row * 70, 1, b, 5 + row, 0);
        expect(columns).toEqual(other);
      }
    });

    it("an operand may be where the result goes", () => {
      const [got, wanted] = [a.slice(), a.slice()];
      if (!nativePairs("maximum", got, 0, 1, n, got, 0, 0, 1, b, 0, 0, 1)) throw new Error("not done");
      binaryKernels.maximum(wanted, 0, n, wanted, 0, 1, b, 0, 1);
      expect(got).toEqual(wanted);
    });

    it("large results, from any place on, also in rows and in place", () => {
      const [rows, width] = [7, Math.ceil((1 << 19) / Type.BYTES_PER_ELEMENT / 7) + 5];
      const count = rows * width;
      const [x, y] = [new Type(count + 2), new Type(count + 2)];
      const [left, right] = [sound(a), sound(b)];
      for (let i = 0; i < x.length; i++) [x[i], y[i]] = [left[i % n]!, right[i % (n - 1)]!];
      const [got, wanted] = [new Type(count + 5).fill(9), new Type(count + 5).fill(9)];
      const same = (p: TypedArray, q: TypedArray) => Buffer.from(p.buffer).equals(Buffer.from(q.buffer));
      const name = isFloat ? "mul" : "maximum";
      expect(nativePairs(name, got, 3, 1, count, x, 1, 0, 1, y, 2, 0, 1)).toBe(true);
      binaryKernels[name](wanted, 3, count, x, 1, 1, y, 2, 1);
      expect(same(got, wanted)).toBe(true);
      nativePairs(name, got, 2, rows, width, x, 2, width, 1, y, 1, 0, 1);
      for (let row = 0; row < rows; row++)
        binaryKernels[name](wanted, 2 + row * width, width, x, 2 + row * width, 1, y, 1, 1);
      expect(same(got, wanted)).toBe(true);
      const z = x.slice();
      nativePairs(name, z, 1, 1, count, z, 1, 0, 1, y, 2, 0, 0);
      binaryKernels[name](x, 1, count, x, 1, 1, y, 2, 0);
      expect(same(z, x)).toBe(true);
      if (!isFloat) return;
      nativeSingles("abs", got, wanted);
      unaryKernels.abs(wanted, wanted);
      expect(same(got, wanted)).toBe(true);
    });

    it.each(foldNames)("%s of neighbours and of rows", (name) => {
      for (const data of [
        sound(a),
        a,
        a.map((x) => (x > 1 ? 1 : 0)),
        a.slice().fill(0),
        a.slice().fill(2),
        a.slice().fill(NaN),
        a.slice().fill(-Infinity),
      ]) {
        const of = (from: number, to: number) => {
          const part = Array.from(data.subarray(from, to));
          if (name === "any") return Number(part.some((x) => x !== 0));
          if (name === "all") return Number(part.every((x) => x !== 0));
          if (name === "fmax" || name === "fmin") {
            const numbers = part.filter((x) => !Number.isNaN(x));
            return numbers.length > 0 ? Math[name === "fmax" ? "max" : "min"](...numbers) : NaN;
          }
          const most = { max: Math.max, min: Math.min, argmax: Math.max, argmin: Math.min, sum: pairwise };
          const value = most[name](...part);
          return name.startsWith("arg")
            ? part.findIndex((x) => x === value || (x !== x && value !== value))
            : value;
        };
        expect(nativeFold(name, data, 5, n - 5)).toBe(of(5, n));
        const rows = nativeFolds(name, data.subarray(0, 4100), 50, 82)!;
        expect([...rows]).toEqual(Array.from({ length: 50 }, (_, row) => of(row * 82, (row + 1) * 82)));
      }
    });

    it("squared distances of neighbours", () => {
      for (const [data, mean] of [
        [sound(a), 1.25],
        [sound(a), 0],
        [a, 3],
      ] as const) {
        const squares = Array.from(data.subarray(5), (x) => (x - mean) * (x - mean));
        expect(nativeSquares(data, 5, n - 5, mean)).toBe(pairwise(...squares));
      }
    });

    it.each(["argmax", "argmin"] as const)("%s of rows", (name) => {
      const [outer, rows, inner] = [2, 5, 1100]; // more columns than are looked at together
      const data = new Type(outer * rows * inner);
      for (let i = 0; i < data.length; i++) data[i] = a[i % n]!;
      const got = new Int32Array(outer * inner);
      expect(nativePlaceRows(name, got, data, rows, inner)).toBe(true);
      const wanted = got.map((_, o) => {
        const from = Math.floor(o / inner) * rows * inner + (o % inner);
        const column = Array.from({ length: rows }, (_, row) => data[from + row * inner]!);
        const best = Math[name === "argmax" ? "max" : "min"](...column);
        return column.findIndex((x) => x === best || Number.isNaN(x));
      });
      expect(got).toEqual(wanted);
    });

    it.each(["cumsum", "cumprod"] as const)("%s of a line, of lines and of rows", (name) => {
      for (const [rows, inner] of [
        [n, 1],
        [59, 1],
        [13, 7],
        [2, 2050],
      ] as const) {
        const data = a.subarray(0, Math.floor(n / (rows * inner)) * rows * inner);
        const [got, wanted] = [new Type(data.length), data.slice()];
        const done = nativeRunning(name, got, data, rows, inner);
        expect(done).toBe(isFloat && data.length >= nativeFrom);
        if (!done) continue;
        const operation = binaryKernels[name === "cumsum" ? "add" : "mul"];
        for (let i = 0; i < data.length; i += inner)
          if (i % (rows * inner) !== 0) operation(wanted, i, inner, wanted, i - inner, 1, data, i, 1);
        expect(got).toEqual(wanted);
      }
    });

    it("finds the first that is, or is not", () => {
      const data = sound(a).fill(3, 0, n - 2);
      data.set([4, 5], n - 2);
      expect(nativeFind(data, 0, n, 3, false)).toBe(n - 2);
      expect(nativeFind(data, 0, n, 5, true)).toBe(n - 1);
      expect(nativeFind(data, 0, n, 6, true)).toBe(n);
      if (!isFloat) return;
      data[70] = NaN;
      expect(nativeFind(data, 0, n, NaN, true)).toBe(70);
      expect(nativeFind(data, 0, n, 3, false)).toBe(70);
    });

    it.each(["add", "mul", "maximum", "minimum", "fmax", "fmin"] as const)("%s of rows", (name) => {
      const isTotal = name === "add" || name === "mul";
      const [got, wanted] = [0, 1].map(() => (isTotal ? new Float64Array(2 * 31) : new Type(2 * 31))) as [
        TypedArray,
        TypedArray,
      ];
      const data = isTotal ? sound(a).map((x) => x % 3) : a;
      expect(nativeFoldRows(name, got, data.subarray(0, 2 * 67 * 31), 67, 31)).toBe(true);
      for (let o = 0, i = 0; o < 2 * 31; o += 31) {
        for (let k = 0; k < 31; k++, i++) wanted[o + k] = data[i]!;
        for (let row = 1; row < 67; row++, i += 31)
          binaryKernels[name](wanted, o, 31, wanted, o, 1, data, i, 1);
      }
      expect(got).toEqual(wanted);
    });
  });

  it.each(["neg", "abs", "square", "sqrt", "floor", "ceil", "trunc", "sign"] as const)("%s", (name) => {
    for (const Type of [Float64Array, Float32Array]) {
      const a = numbers(Type);
      const [got, wanted] = [new Type(n), new Type(n)];
      expect(nativeSingles(name, got, a)).toBe("done"); // also where the function is not defined for some
      unaryKernels[name](wanted, a);
      expect(got).toEqual(wanted);
    }
    expect(nativeSingles(name, new Float64Array(n), new Int32Array(n))).toBe(false);
  });

  it("sqrt tells whether it is defined for all", () => {
    for (const Type of [Float64Array, Float32Array]) {
      const [a, out] = [new Type(n).fill(2), new Type(n)];
      expect(nativeSingles("sqrt", out, a)).toBe("defined");
      for (const one of [-1, NaN]) expect(nativeSingles("sqrt", out, a.with(77, one))).toBe("done");
    }
  });

  it("rounding and clipping have the bits that short arrays have", () => {
    for (const Type of [Float64Array, Float32Array]) {
      const data = numbers(Type).map((x, i) => (i % 3 === 0 && Number.isFinite(x) ? Math.round(x) / 8 : x));
      const parts = (f: (x: NDArray) => NDArray) =>
        Array.from({ length: Math.ceil(n / 100) }, (_, i) => [
          ...f(array(data.slice(100 * i, 100 * i + 100))).data,
        ]).flat();
      for (const decimals of [0, 2, -1]) {
        const got = nativeRound(data, 10 ** Math.abs(decimals), decimals < 0)!;
        expect([...got]).toEqual(parts((x) => x.round(decimals)));
        expect(array(data).round(decimals).data).toEqual(got);
      }
      const fit = (value: number) => new Type([value])[0]!;
      for (const [low, high] of [
        [-0.1, 0.3],
        [0, 0],
        [5, -5],
        [NaN, 1],
      ] as const) {
        // prettier-ignore
        const got = nativeClip(data, fit(low), fit(high))!;
        expect([...got]).toEqual(parts((x) => x.clip(low, high)));
        expect(array(data).clip(low, high).data).toEqual(got);
      }
      const squares = array(data).pow(2).data;
      expect([...squares]).toEqual(Array.from(data, (x) => new Type([x ** 2])[0]!));
    }
    expect(nativeRound(new Int32Array(n), 1, false)).toBeUndefined();
    expect(nativeClip(new Int32Array(n), 0, 1)).toBeUndefined();
  });

  it.each([Float64Array, Float32Array])("products of %O without OpenBLAS, also of transposes", (Type) => {
    const [rows, inner, columns] = [301, 515, 129];
    const matrix = (size: number) => new Type(Array.from({ length: size }, () => random.uniform(-1, 1)));
    const [a, b] = [matrix(rows * inner), matrix(inner * columns)];
    const before = process.env["GRADUS_OPENBLAS"];
    process.env["GRADUS_OPENBLAS"] = "off";
    try {
      for (const transposed of [false, true]) {
        const out = new Type(rows * columns).fill(NaN);
        const [left, right] = [
          { data: a, transposed },
          { data: b, transposed },
        ];
        expect(nativeProduct(out, left, right, rows, inner, columns)).toBe(true);
        for (const [m, k] of [
          [0, 0],
          [300, 128],
          [13, 77],
          [192, 64],
        ] as const) {
          let sum = 0;
          for (let i = 0; i < inner; i++)
            sum +=
              (transposed ? a[i * rows + m]! : a[m * inner + i]!) *
              (transposed ? b[k * inner + i]! : b[i * columns + k]!);
          expect(out[m * columns + k]).toBeCloseTo(sum, Type === Float64Array ? 12 : 4);
        }
      }
    } finally {
      if (before === undefined) delete process.env["GRADUS_OPENBLAS"];
      else process.env["GRADUS_OPENBLAS"] = before;
    }
  });

  it("shared memory is computed on as well", () => {
    const shared = new Float64Array(new SharedArrayBuffer(8 * n)).fill(2);
    expect(nativeFold("sum", shared, 0, n)).toBe(2 * n);
    const out = new Float64Array(n);
    expect(nativePairs("add", out, 0, 1, n, shared, 0, 0, 1, shared, 0, 0, 1)).toBe(true);
    expect(out[n - 1]).toBe(4);
  });
}

/** NumPy's order of sums. */
function pairwise(...x: number[]): number {
  if (x.length > 128) {
    const half = (x.length >> 1) - ((x.length >> 1) % 8);
    return pairwise(...x.slice(0, half)) + pairwise(...x.slice(half));
  }
  if (x.length < 8) return x.reduce((sum, value) => sum + value, 0);
  const t = x.slice(0, 8);
  const whole = x.length - (x.length % 8);
  for (let i = 8; i < whole; i++) t[i % 8]! += x[i]!;
  const sum = t[0]! + t[1]! + (t[2]! + t[3]!) + (t[4]! + t[5]! + (t[6]! + t[7]!));
  return x.slice(whole).reduce((total, value) => total + value, sum);
}

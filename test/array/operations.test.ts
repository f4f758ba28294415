import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { arange, array, type DType, full, type NDArray, np } from "gradus";

interface Packed {
  dtype: DType;
  shape: number[];
  data: (number | null)[];
}
interface Case {
  name: string;
  a: number;
  b?: number;
  axis?: number | null;
  axes?: number[];
  out: number;
}

// From NumPy 2.4: fixtures/operations.py.
const { arrays, cases } = JSON.parse(
  fs.readFileSync(new URL("fixtures/operations.json", import.meta.url), "utf8"),
) as { arrays: Packed[]; cases: Case[] };
const unpack = (index: number): NDArray => {
  const { dtype, shape, data } = arrays[index]!;
  return full(shape, 0)
    .map((_, i) => data[i] ?? NaN)
    .astype(dtype);
};

function run({ name, a, b, axis, axes }: Case): NDArray {
  const x = unpack(a) as unknown as Record<string, (...rest: unknown[]) => NDArray | number | boolean>;
  const rest =
    b !== undefined ? [unpack(b)] : axes ? [axes] : axis !== undefined && axis !== null ? [axis] : [];
  const out = x[name]!(...rest);
  return typeof out === "object" ? out : array(out);
}

describe("operations", () => {
  const byName =
    Map.groupBy?.(cases, (one) => one.name) ??
    new Map(cases.map((one) => [one.name, cases.filter(({ name }) => name === one.name)]));
  it.each([...byName.keys()])("%s() gives NumPy's values, shapes and types", (name) => {
    for (const one of byName.get(name)!) {
      const got = run(one);
      const wanted = unpack(one.out);
      const label = JSON.stringify({
        ...one,
        a: [arrays[one.a]!.dtype, arrays[one.a]!.shape],
        b: one.b && [arrays[one.b]!.dtype, arrays[one.b]!.shape],
        out: undefined,
      });
      expect(got.shape, label).toEqual(wanted.shape);
      if (one.axis !== null) expect(got.dtype, label).toBe(wanted.dtype);
      const float32 = wanted.dtype === "float32" || arrays[one.a]!.dtype === "float32";
      const rtol = float32 ? 3e-6 : 1e-13;
      const same = (u: number, v: number) =>
        Object.is(u, v) || u === v || Math.abs(u - v) <= rtol * Math.max(Math.abs(v), float32 ? 1 : 0.1);
      expect(
        [...got.data].every((value, i) => same(value, wanted.data[i]!)),
        `${label}\n${String(got)}\n${String(wanted)}`,
      ).toBe(true);
    }
  });

  it("sums in NumPy's order, bit for bit", () => {
    for (const one of cases.filter(
      ({ name, a, axis }) => name === "sum" && arrays[a]!.dtype === "float64" && axis !== undefined,
    ))
      expect([...run(one).data]).toEqual(arrays[one.out]!.data);
  });

  it("do not change their operands", () => {
    const x = arange(6, undefined, 1, { dtype: "float64" }).reshape(2, 3);
    const before = x.toArray();
    x.add(1).mul(x).sum(0);
    np.sort(x);
    x.T.dot(x);
    expect(x.toArray()).toEqual(before);
  });
});

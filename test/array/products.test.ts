import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { array, type DType, full, matmul, NDArray, ones, zeros } from "gradus";

interface Case {
  a: number[];
  b: number[];
  types: [DType, DType];
  zeros: boolean;
  turned: "" | "a" | "b" | "ab";
  special: ["a" | "b", number, string] | null;
  shape: number[];
  dtype: string;
  digest: number[];
}

// From NumPy 2.4: fixtures/products.py, which says what a case means.
const cases = JSON.parse(
  fs.readFileSync(new URL("fixtures/products.json", import.meta.url), "utf8"),
) as Case[];

/** The rule of products.py. */
function numbers(shape: number[], dtype: DType, mostlyZero: boolean, seed: number): NDArray {
  return full(shape, 0)
    .map((_, i) => {
      const bits = Math.imul(i + seed, 2654435761) >>> 16;
      if (mostlyZero && Math.floor(bits / 17) % 5 !== 0) return 0;
      const value = dtype === "uint8" ? bits % 17 : (bits % 17) - 8;
      return dtype.startsWith("float") ? value / 4 : value;
    })
    .astype(dtype);
}

function operand(name: "a" | "b", one: Case): NDArray {
  const isTurned = one.turned.includes(name);
  const shape = isTurned ? one[name].toReversed() : one[name];
  const x = numbers(shape, one.types[name === "a" ? 0 : 1], name === "a" && one.zeros, name === "a" ? 1 : 2);
  if (one.special?.[0] === name) x.data[one.special[1]] = Number(one.special[2].replace("inf", "Infinity"));
  return isTurned ? x.T : x;
}

function digest(c: NDArray): number[] {
  const sums = [0, 0, 0, 0];
  c.data.forEach((value, i) => {
    const weight = (i % 97) + 1;
    if (Number.isFinite(value)) sums[0]! += value * weight;
    else sums[Number.isNaN(value) ? 1 : value > 0 ? 2 : 3]! += weight;
  });
  return sums;
}

describe("matrix products", () => {
  const kind = ({ types, turned, special }: Case) =>
    `${types.join(" · ")}${turned && `, ${[...turned].join(" and ")} transposed`}${special ? `, ${special[2]} in ${special[0]}` : ""}`;
  it.each([...new Set(cases.map(kind))])("are NumPy's: %s", (name) => {
    for (const one of cases.filter((each) => kind(each) === name)) {
      const label = JSON.stringify(one);
      const c = matmul(operand("a", one), operand("b", one));
      expect(c.shape, label).toEqual(one.shape);
      expect(c.dtype.replace("int32", "int64"), label).toBe(one.dtype.replace("int32", "int64"));
      expect(digest(c), label).toEqual(one.digest);
    }
  });

  it("sums are made in doubles, also across the pieces of a long one", () => {
    // 2²⁴ + 1 is no float32: added up in floats, the ones would all be lost
    const a = ones([40, 3000], { dtype: "float32" });
    for (let m = 0; m < 40; m++) a.set(2 ** 24, m, 0);
    const b = ones([3000, 3], { dtype: "float32" });
    const wanted = full([40, 3], 2 ** 24 + 2999).astype("float32");
    expect(a.dot(b).toArray()).toEqual(wanted.toArray());
    expect(a.T.copy().T.dot(b).toArray()).toEqual(wanted.toArray());
  });

  it("the size of a product does not change a bit of it", () => {
    // sin gives numbers that round; rows of a large product are the products of the rows, from the small ones' loop
    const a = zeros([300, 20]).map((_, i) => Math.sin(i));
    const b = zeros([20, 30]).map((_, i) => Math.cos(i));
    const c = a.dot(b);
    const written = a.T.copy();
    for (let m = 0; m < 300; m += 7) {
      const row = a.slice(m, m + 1).dot(b);
      expect([...c.at(m).data]).toEqual([...row.data]);
    }
    expect(written.T.dot(b).toArray()).toEqual(c.toArray());
  });

  it("bools give bools, however many are true", () => {
    // np.ones((2, 256), bool) @ np.array([[True, False]] * 256)
    const [a, b] = [ones([2, 256], { dtype: "bool" }), array(Array(256).fill([true, false]))];
    for (const c of [a.dot(b), matmul(a.reshape([1, 2, 256]), b).at(0)]) {
      expect(c.dtype).toBe("bool");
      expect([...c.data]).toEqual([1, 0, 1, 0]);
    }
  });

  it("empty ones are empty or 0", () => {
    expect(zeros([0, 3000]).dot(zeros([3000, 3000])).shape).toEqual([0, 3000]);
    expect(
      zeros([3000, 0])
        .dot(zeros([0, 2]))
        .toArray(),
    ).toEqual(zeros([3000, 2]).toArray());
  });
});

import fs from "node:fs";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { array, type DType, full, type NDArray } from "gradus";

interface Case {
  dtype: DType;
  shape: number[];
  data: string[];
  str: string;
  repr: string;
}

// From NumPy 2.4: fixtures/printing.py.
const cases = JSON.parse(
  fs.readFileSync(new URL("fixtures/printing.json", import.meta.url), "utf8"),
) as Case[];
const numbers: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity };

const build = ({ dtype, shape, data }: Case): NDArray =>
  full(shape, 0)
    .map((_, i) => numbers[data[i] ?? data[0]!] ?? Number(data[i] ?? data[0]))
    .astype(dtype);

describe("printing", () => {
  it("has enough cases", () => {
    expect(cases.length).toBeGreaterThan(500);
  });

  it("is NumPy's, as print() shows an array", () => {
    for (const one of cases) expect(String(build(one)), one.repr).toBe(one.str);
  });

  it("is NumPy's, as the prompt shows an array", () => {
    for (const one of cases) expect(build(one).repr()).toBe(one.repr);
  });

  it("in console.log is print(), inside an object it is the prompt's form", () => {
    const x = array([[1, 2.5]]);
    expect(inspect(x)).toBe("[[1.  2.5]]");
    expect(inspect({ x })).toBe("{ x: array([[1. , 2.5]]) }");
    const bundle = (x as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]!();
    expect(bundle).toEqual({ "text/plain": "array([[1. , 2.5]])" });
  });
});

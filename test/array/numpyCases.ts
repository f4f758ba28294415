// Calls that NumPy's fixtures describe, and whether what comes is NumPy's.
import fs from "node:fs";
import { expect, it } from "vitest";
import { array, type DType, NDArray, np } from "gradus";

/** An array as the fixture script packs it; numbers that JSON does not know are words. */
interface Packed {
  array: DType;
  shape: number[];
  data: (number | string)[];
}
interface Case {
  name: string;
  args: unknown[];
  out: unknown;
}

const words: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity };
const isPacked = (value: unknown): value is Packed =>
  typeof value === "object" && value !== null && "array" in value;

function unpack(value: unknown): unknown {
  if (isPacked(value)) {
    const data = Float64Array.from(value.data, (one) => (typeof one === "string" ? words[one]! : one));
    return array(data, { shape: value.shape }).astype(value.array);
  }
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unpack(one)]));
  return value;
}

function expectSame(got: unknown, wanted: unknown, label: string): void {
  if (!isPacked(wanted)) {
    expect(got, label).toHaveLength((wanted as unknown[]).length);
    (wanted as unknown[]).forEach((one, i) => expectSame((got as unknown[])[i], one, label));
    return;
  }
  const right = unpack(wanted) as NDArray;
  const left = got instanceof NDArray ? got : array(got as number);
  expect(left.shape, label).toEqual(right.shape);
  if (got instanceof NDArray) expect(left.dtype, label).toBe(right.dtype);
  // least squares are computed by another algorithm
  const rtol = right.dtype === "float32" ? 3e-6 : label.startsWith("polyfit") ? 1e-9 : 1e-13;
  const close = (a: number, b: number) =>
    Object.is(a, b) || a === b || Math.abs(a - b) <= rtol * Math.max(1, Math.abs(b));
  expect(
    [...left.data].every((value, i) => close(value, right.data[i]!)),
    `${label}\n${String(left)}\n${String(right)}`,
  ).toBe(true);
}

/** A test for each name of a fixture file. */
export function itIsNumPys(file: string): void {
  const cases = JSON.parse(fs.readFileSync(new URL(`fixtures/${file}`, import.meta.url), "utf8")) as Case[];
  it.each([...new Set(cases.map(({ name }) => name))])("%s()", (name) => {
    for (const { args, out } of cases.filter((one) => one.name === name)) {
      const given = args.map(unpack);
      const label = `${name} ${JSON.stringify(args, (_, value: unknown) => (isPacked(value) ? `${value.array} ${JSON.stringify(value.shape)}` : value))}`;
      const [method, ...path] = name.split(".").reverse() as [string, ...string[]];
      const isMethod = name.startsWith(".");
      const host = isMethod ? given[0] : path.length > 0 ? np.linalg : np;
      const rest = isMethod ? given.slice(1) : given;
      const got = (host as Record<string, (...rest: unknown[]) => unknown>)[method]!(...rest);
      expectSame(got, out, label);
    }
  });
}

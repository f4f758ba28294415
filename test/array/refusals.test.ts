// What NumPy's users guess and what would be passed over, or be something else, without a word.
import { describe, expect, it } from "vitest";
import { np } from "gradus";

const refused: [call: string, () => unknown, message: string][] = [];
const refuses = (call: () => unknown, message: string) => refused.push([String(call), call, message]);

const loose = np as unknown as Record<string, (...given: unknown[]) => unknown>;
const x = np.array([1, 4, 9]);
const out = np.zeros(3);
for (const name of ["add", "multiply", "power", "greater", "arctan2", "hypot", "heaviside", "copysign"])
  refuses(() => loose[name]!(x, 2, out), "number of arguments must be at most 2, current value is 3");
for (const name of ["sqrt", "exp", "negative", "log1p", "tan", "isnan"])
  refuses(() => loose[name]!(x, out), "number of arguments must be at most 1, current value is 2");
refuses(() => loose["cumsum"]!(x, 0, "float32"), "number of arguments must be at most 2, current value is 3");
refuses(() => loose["dot"]!(x, x, out), "number of arguments must be at most 2, current value is 3");
refuses(() => (x.add as (...given: unknown[]) => unknown)(2, out), "at most 1, current value is 2");
refuses(() => (x.round as (...given: unknown[]) => unknown)(2, out), "at most 1, current value is 2");

refuses(() => (np.zeros([2, 3]).transpose as (...given: unknown[]) => unknown)(1, 0), "brackets: [1, 0]");
refuses(() => np.compress(x, x.greater(3)), "the condition comes first");

it.each(refused)("%s %#", (_, call, message) => {
  expect(call).toThrow(message);
});

it("functions of single numbers and of pairs are what map and reduce of lists take", () => {
  expect([[1, 4], [9]].map(np.sqrt).map(String)).toEqual(["[1. 2.]", "[3.]"]);
  expect([x, x, x].map(np.log1p)).toHaveLength(3);
  expect(String([x, x, x].reduce(np.add))).toBe("[ 3. 12. 27.]");
});

it("np.compress takes the condition first, and all elements where no axis is named", () => {
  const table = np.array([[1, 2], [3, 4]]); // prettier-ignore
  expect(np.compress([false, true, true], x).toArray()).toEqual([4, 9]);
  expect(np.compress([false, true, true, false], table).toArray()).toEqual([2, 3]);
  expect(np.compress([false, true], table, 1).toArray()).toEqual([[2], [4]]);
  expect(() => np.compress([false, true], table)).toThrow("shape of mask must be (4,)");
});

describe("x.sort()", () => {
  it("sorts in place, as in NumPy, also through a view, along an axis, and where a transpose waits", () => {
    const table = np.array([[3, 1], [2, NaN], [1, 0]]); // prettier-ignore
    const transpose = table.T;
    expect(table.sort(0)).toBe(table);
    expect(table.toArray()).toEqual([[1, 0], [2, 1], [3, NaN]]); // prettier-ignore
    expect(transpose.toArray()).toEqual([[3, 2, 1], [1, NaN, 0]]); // prettier-ignore
    table.at(0).sort();
    expect(table.at(0).toArray()).toEqual([0, 1]);
    expect(() => table.sort(2)).toThrow("axis");
  });
});

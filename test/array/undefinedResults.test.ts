// Where NumPy 2 prints a RuntimeWarning because a function is not defined or a divisor is 0: said here, too, and only there.
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { array, np } from "../../src/index.js";
import { confusionMatrix } from "../../src/metrics/index.js";

const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
beforeEach(() => warn.mockClear());
afterEach(() => delay(1)); // each is told again

const long = (...values: number[]) => array(Float64Array.from({ length: 1 << 21 }, (_, i) => values[i] ?? 2));

const warned: [name: string, run: () => unknown, words: string][] = [
  [
    "log of negatives",
    () => np.log([-1, 2, -3]),
    "np.log: 2 of 3 elements are where the function is not defined (-1, …)",
  ],
  ["log of 0", () => np.log([0]), "np.log: the element is where the function is not defined (0)"],
  ["sqrt", () => array([4, -4]).sqrt(), "np.sqrt: 1 of 2 elements is where the function is not defined (-4)"],
  [
    "sqrt of -Infinity",
    () => np.sqrt([-Infinity, Infinity]),
    "np.sqrt: 1 of 2 elements is where the function is not defined (-Infinity)",
  ],
  ["log2", () => np.log2([-1]), "np.log2: "],
  ["log10", () => np.log10([0]), "np.log10: "],
  ["log1p", () => np.log1p([-2]), "np.log1p: "],
  ["arcsin", () => np.arcsin([2]), "np.arcsin: "],
  ["arccos", () => np.arccos([-2]), "np.arccos: "],
  ["arccosh", () => np.arccosh([0]), "np.arccosh: "],
  ["arctanh", () => np.arctanh([1]), "np.arctanh: "],
  ["1 / 0", () => array([1, 2]).div(0), "np.div: the divisor is 0; the result there is NaN or infinite"],
  ["0 / 0", () => np.div([0, 1, 2], [0, 1, 0]), "np.div: 2 of 3 divisors are 0"],
  ["integers / 0", () => array([1, 2]).div(array([0, 1])), "np.div: 1 of 2 divisors is 0"],
  ["in place", () => array([1, 2.5]).divInPlace(0), "np.div: the divisor is 0"],
  ["floats % 0", () => array([1.5]).mod(0), "np.mod: the divisor is 0"],
  ["floats // 0", () => np.floorDivide([1.5], [0]), "np.floorDivide: the divisor is 0"],
  [
    "a root of a negative number",
    () => array([-8, 8]).pow(1 / 3),
    "np.pow: 1 of 2 elements is negative and raised to a fraction",
  ],
  ["powers by element", () => np.pow([-8, 8], [0.5, 0.5]), "np.pow: 1 of 2 elements is negative"],
  [
    "correlations of a constant",
    () => np.corrcoef([1, 1, 1], [1, 2, 3]),
    "np.corrcoef: 1 of 2 variables does not vary",
  ],
  ["log of many", () => long(1, -1).log(), "np.log: 1 of 2097152 elements is where"],
  ["many divisors", () => np.div(long(), long(1, 0, 0)), "np.div: 2 of 2097152 divisors are 0"],
];

it.each(warned)("%s", (_, run, words) => {
  run();
  expect(warn.mock.calls).toEqual([[expect.stringContaining(words)]]);
});

it.each<[name: string, run: () => unknown]>([
  ["NaN and infinities that come in", () => np.log([NaN, Infinity, 1]).add(np.sqrt([NaN, Infinity, 0]))],
  ["NaN / 2 and 1 / NaN", () => np.div([NaN, 1], [2, NaN])],
  ["powers of NaN", () => np.pow([NaN, -2], [0.5, 2])],
  [
    "whole powers of negative numbers",
    () =>
      array([-2, 0])
        .pow(2)
        .add(array([-2, 1]).pow(-1)),
  ],
  ["exp that overflows or vanishes", () => np.exp([1000, -1000])],
  ["the largest numbers", () => np.sqrt([1e308, 1e308, 1e308])],
  ["many", () => np.div(long(), long().sqrt()).log()],
  ["a label that never comes", () => confusionMatrix([0, 0], [0, 1], { normalize: "true" })],
  [
    "means of lines without NaN",
    () =>
      np.nanmean(
        [
          [1, NaN],
          [3, 4],
        ],
        0,
      ),
  ],
])("nothing is said of %s", (_, run) => {
  run();
  expect(warn).not.toHaveBeenCalled();
});

it("is said once in a loop, and again when the event loop has had its turn", async () => {
  for (let i = 0; i < 100; i++) np.log([0]);
  expect(warn).toHaveBeenCalledTimes(1);
  await delay(1);
  np.log([0]);
  expect(warn).toHaveBeenCalledTimes(2);
});

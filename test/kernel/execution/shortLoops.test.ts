// Which loops of a cell look whether the user has interrupted, where no other thread can stop them.
import { expect, it } from "vitest";
import { compileCell } from "../../../src/kernel/execution/compile/compileCell.js";

/** How many loops of a cell look; one around the given one always does. */
const looks = (loop: string): number =>
  compileCell(`while (true) { ${loop} }`, "cell", { cooperative: true }).script.split(".look()").length - 2;

it.each([
  ["for (const w of [0.5, a, b]) use(w);", 0],
  ["for (const [i, w] of [a, , b].entries()) use(i, w);", 0],
  ["for (let i = 0; i < 9; i++) use(i);", 0],
  ["for (const w of weights) use(w);", 1],
  ["for (const w of [...weights]) use(w);", 1],
  ["for (const w of weights.entries()) use(w);", 1],
  ["for (const w of [weights].flat().entries()) use(w);", 1],
  [`for (const w of [${"0, ".repeat(101)}]) use(w);`, 1],
  ["for (const w of [a]) while (go) use(w);", 1],
  ["const each = () => { for (const w of [a]) use(w); };", 1],
])("%s: %i", (loop, count) => {
  expect(looks(loop)).toBe(count);
});

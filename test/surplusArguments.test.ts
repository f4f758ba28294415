// No argument is passed over: what stands after the last that a function of arrays has is refused, as NumPy does it. TypeScript says
// how many there are, so that a new function is tried without being written down here.
import { expect, it } from "vitest";
import * as gradus from "../src/index.js";
import { publicSurface } from "./publicSurface.js";

type Call = (...args: unknown[]) => unknown;

/** What the library calls itself. */
const ofTheLibrary = /#(next|seed\w)/;

/** How many arguments each function of `np` takes, those that take any number apart. */
function arities(): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, kind, signatures } of publicSurface().calls) {
    const isFunction = kind === "function" && name.startsWith("np.");
    const isDraw = name.startsWith("RandomState#") && !ofTheLibrary.test(name);
    if (!isFunction && !isDraw) continue;
    const takesAny = signatures.some(({ declaration }) =>
      declaration?.parameters.some((parameter) => "dotDotDotToken" in parameter && parameter.dotDotDotToken),
    );
    if (!takesAny)
      found.set(
        name.replace("RandomState#", "random."),
        Math.max(...signatures.map((signature) => signature.getParameters().length)),
      );
  }
  return found;
}

it("an argument too many is refused by every function of np", async () => {
  const found = arities();
  expect(found.size).toBeGreaterThan(160);
  const others: Record<string, string> = {};
  for (const [name, most] of found) {
    const path = name.split(".");
    const owner = path
      .slice(0, -1)
      .reduce<object>((at, part) => (at as Record<string, object>)[part]!, gradus);
    let said = "accepted";
    try {
      await (owner as Record<string, Call>)[path.at(-1)!]!(...new Array<undefined>(most).fill(undefined), {});
    } catch (error) {
      said = (error as Error).message;
    }
    if (!said.includes(`number of arguments must be at most ${String(most)}`)) others[name] = said;
  }
  expect(others).toEqual({});
}, 120_000);

it("but list.map and list.reduce hand on the place and the list", () => {
  const lists = [[1, 2], [3]];
  expect(lists.map(gradus.np.flatnonzero).map(String)).toEqual(["[0 1]", "[0]"]);
  expect(String(lists.reduce<gradus.NDArray>(gradus.np.kron, gradus.np.array([1])))).toBe("[3. 6.]");
});

it("a long list of them is cut in the message", () => {
  const outer = gradus.np.outer as (...numbers: number[]) => unknown;
  expect(() => outer(...new Array<number>(10_000).fill(1))).toThrow(/brackets: \[1, 1, .*10000 values\]$/);
});

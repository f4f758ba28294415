// How many arguments an operation takes. More are refused: NumPy's `out`, `where` and `dtype` would be passed over.
import { complaint } from "../../validation.js";

/** Arguments that have defaults, which a function's length does not count. */
const withDefault: Record<string, number | undefined> = {
  ...{ take: 1, compress: 1, round: 1, argsort: 1 },
  reshape: Infinity,
};

/** The most arguments that a method takes; its function takes the array before them. */
export function mostArguments(name: string, operation: (...given: never[]) => unknown): number {
  return operation.length - 1 + (withDefault[name] ?? 0);
}

/**
 * To be called where there are more. `list.map` and `list.reduce` hand on the place and the list, which mean nothing.
 *
 * @param name - As in "add".
 * @param most - How many there may be.
 * @throws TypeError for others.
 */
export function refuseMore(name: string, most: number, given: readonly unknown[]): void {
  const [place, list, ...more] = given.slice(most);
  if (typeof place === "number" && Array.isArray(list) && more.length === 0) return;
  const wanted = `at most ${String(most)}`;
  const fix = given.every((one) => typeof one === "number")
    ? `a list comes in brackets: [${given.join(", ")}]`
    : "out, where and dtype are not there: take what comes back, np.where(…) and astype";
  throw new TypeError(
    complaint({ action: name, name: "number of arguments", wanted, got: given.length, fix }),
  );
}

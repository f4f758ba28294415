// More arguments than a function has. JavaScript passes over them, and NumPy's `out`, `where`, `dtype` or `axis` would be ignored
// without a word where TypeScript did not look: in a plain script, or behind `any`.
import { complaint, showValue } from "../validation.js";

/**
 * To be called where there are more. `list.map` and `list.reduce` hand on the place and the list, which mean nothing.
 *
 * @param name - As in "add".
 * @param most - How many there may be.
 * @param fix - What to write instead.
 * @throws TypeError for others.
 */
export function refuseMore(name: string, most: number, all: Iterable<unknown>, fix?: string): void {
  const given = [...all];
  const [place, list, ...more] = given.slice(most);
  if (typeof place === "number" && Array.isArray(list) && more.length === 0) return;
  const wanted = `at most ${String(most)}`;
  const instead = given.every((one) => typeof one === "number")
    ? `a list comes in brackets: ${showValue(given)}`
    : "out, where and dtype are not there: take what comes back, np.where(…) and astype";
  throw new TypeError(
    complaint({
      ...{ action: name, name: "number of arguments", wanted, got: given.length },
      fix: fix ?? instead,
    }),
  );
}

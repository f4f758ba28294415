// What is to be joined, as arrays.
import { checkKind } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";

/**
 * A list of arrays.
 *
 * @throws TypeError for what is no list.
 */
export function listOf(action: string, arrays: readonly ArrayLike[]): NDArray[] {
  checkKind(action, "arrays", arrays, { kind: "list", wanted: "a list of arrays" });
  return Array.from(arrays, (x) => asArray(x));
}

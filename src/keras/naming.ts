// Names nobody gave: "dense", "dense_1", … counted over all models, as in Keras.
import { snakeCase } from "./spelling.js";

const counts = new Map<string, number>();

/** The next free name of a class, as `dense_1` for the second `Dense`. */
export function autoName(className: string): string {
  const base = snakeCase(className);
  const count = counts.get(base) ?? 0;
  counts.set(base, count + 1);
  return count === 0 ? base : `${base}_${String(count)}`;
}

/**
 * Starts the automatic names anew: the next `Dense` is "dense" again.
 *
 * @see Keras `keras.utils.clear_session`
 */
export function clearSession(): void {
  counts.clear();
}

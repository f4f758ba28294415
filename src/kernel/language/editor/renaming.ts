// A name changed wherever it stands; what editors of every kind do with the answer to `rename`.
import type { CellEdit, Renaming } from "./questions.js";

/**
 * The edits that give a name its new text.
 *
 * @throws Error for a text that is not a name.
 */
export function renamed({ places }: Renaming, newName: string): CellEdit[] {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(newName)) {
    throw new Error(
      `Cannot rename: the new name must be an identifier, current value is ${JSON.stringify(newName)}`,
    );
  }
  return places.map(({ prefix, suffix, ...place }) => ({ ...place, insert: prefix + newName + suffix }));
}

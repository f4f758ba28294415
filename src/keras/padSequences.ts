// Lists of different lengths as one array.
import { array, type DType, type NDArray } from "../array/index.js";
import { checkInteger, checkKind, checkOptions, complaint } from "../validation.js";

export interface PadSequencesOptions {
  /** Length of each row; defaults to that of the longest list. */
  maxlen?: number;
  /** Defaults to "int32". */
  dtype?: DType;
  /** Where short lists are filled up: "pre" in front, "post" behind. Defaults to "pre". */
  padding?: "pre" | "post";
  /** Where long lists are cut: "pre" in front, "post" behind. Defaults to "pre". */
  truncating?: "pre" | "post";
  /** What fills up; defaults to 0. */
  value?: number;
}

/**
 * Makes an array of lists of numbers that differ in length: short ones are filled up, long ones cut.
 *
 * @param sequences - Lists of numbers.
 * @returns An array `[sequences.length, maxlen]`.
 * @throws TypeError for what is no list of lists of numbers.
 *
 * @example
 * ```ts
 * import { utils } from "gradus";
 * import { expect } from "vitest";
 *
 * const padded = utils.padSequences([[1, 2], [3, 4, 5, 6]], { maxlen: 3 });
 * expect(padded.toArray()).toEqual([
 *   [0, 1, 2],
 *   [4, 5, 6],
 * ]);
 * ```
 *
 * @see Keras `keras.utils.pad_sequences`
 */
export function padSequences(
  sequences: readonly ArrayLike<number>[],
  options: PadSequencesOptions = {},
): NDArray {
  const action = "pad the sequences";
  checkOptions(action, options, ["maxlen", "dtype", "padding", "truncating", "value"]);
  const { dtype = "int32", padding = "pre", truncating = "pre", value = 0 } = options;
  for (const [name, side] of Object.entries({ padding, truncating }))
    if (!["pre", "post"].includes(side))
      throw new TypeError(complaint({ action, name, wanted: '"pre" or "post"', got: side }));
  if (typeof value !== "number")
    throw new TypeError(complaint({ action, name: "value", wanted: "a number", got: value }));
  checkKind(action, "sequences", sequences, { kind: "list", wanted: "a list of lists of numbers" });
  const lists = Array.from(sequences, (list, i) => numbersOf(action, list, i));
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  const maxlen = checkInteger(action, "maxlen", options.maxlen ?? longest, { min: 0 });
  const rows = new Float64Array(lists.length * maxlen).fill(value);
  for (const [i, list] of lists.entries()) {
    const cut = Math.max(0, list.length - maxlen);
    const kept = truncating === "pre" ? list.slice(cut) : list.slice(0, maxlen);
    rows.set(kept, i * maxlen + (padding === "pre" ? maxlen - kept.length : 0));
  }
  return array(rows, { shape: [lists.length, maxlen], dtype });
}

function numbersOf(action: string, list: unknown, place: number): number[] {
  const length = typeof list === "object" ? (list as ArrayLike<number> | null)?.length : undefined;
  const numbers = length === undefined ? undefined : Array.from(list as ArrayLike<number>);
  if (numbers?.every((item) => typeof item === "number")) return numbers;
  const parts = { action, name: `sequences[${String(place)}]`, wanted: "a list of numbers", got: list };
  throw new TypeError(complaint({ ...parts, fix: "texts become numbers by layers.textVectorization()" }));
}

// Which columns a part of a ColumnTransformer takes: names in a table, places in an array.
import { Table } from "../table/index.js";
import type { Samples } from "../table/internal.js";
import { complaint, unknownWord } from "../validation.js";

/** Columns of a table by name, or of an array by place. */
export type Columns = readonly string[] | readonly number[];

/**
 * The columns that were asked for; of a table their names, also where they were asked for by number, so that they are found again
 * in another order.
 *
 * @throws RangeError for one that there is not, or that comes twice in a table; TypeError for names where there are none.
 */
export function resolveColumns(action: string, part: string, wanted: unknown, samples: Samples): Columns {
  const name = `columns of ${part}`;
  const list: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  const place = (column: unknown, width: number): number => {
    if (Number.isInteger(column) && (column as number) >= -width && (column as number) < width)
      return (column as number) < 0 ? (column as number) + width : (column as number);
    const range = `integers from ${String(-width)} to ${String(width - 1)}`;
    throw new RangeError(complaint({ action, name, wanted: range, got: wanted }));
  };
  if (!(samples instanceof Table)) {
    const word = list.find((column) => typeof column === "string");
    if (word === undefined) return list.map((column) => place(column, samples.shape[1]!));
    const fix = "names need a table, as readCsv gives it";
    throw new TypeError(complaint({ action, name, wanted: "numbers for an array", got: word, fix }));
  }
  const { names } = samples;
  const found = list.map((column) => {
    if (typeof column !== "string") return names[place(column, names.length)]!;
    if (!names.includes(column)) throw unknownWord(action, name, column, names);
    return column;
  });
  const twice = found.find((column, i) => found.indexOf(column) !== i);
  if (twice !== undefined)
    throw new RangeError(complaint({ action, name, wanted: "all different", got: twice }));
  return found;
}

/** All columns that no part takes. */
export function restOf(samples: Samples, taken: readonly Columns[]): Columns {
  const used = new Set<string | number>(taken.flat());
  if (samples instanceof Table) return samples.names.filter((name) => !used.has(name));
  return Array.from({ length: samples.shape[1]! }, (_, i) => i).filter((place) => !used.has(place));
}

/**
 * These columns of samples.
 *
 * @throws RangeError for a table that lacks one; TypeError for an array where names are wanted.
 */
export function columnsAt(action: string, samples: Samples, columns: Columns): Samples {
  if (!(samples instanceof Table)) {
    if (columns.every((column) => typeof column === "number")) return samples.take(columns, 1);
    const wanted = `a table with the columns ${columns.join(", ")}, as in fit`;
    throw new TypeError(complaint({ action, name: "x", wanted, got: samples }));
  }
  const missing = columns.find((column) => !samples.names.includes(String(column)));
  if (missing === undefined) return samples.select(columns.map(String));
  const wanted = `a table with column ${String(missing)}, as in fit`;
  throw new RangeError(complaint({ action, name: "x", wanted, got: samples.names }));
}

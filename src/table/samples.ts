// Samples as estimators take them: rows of an array, or of a table, whose columns have names that must be the same ones again.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { complaint } from "../validation.js";
import { Table } from "./table.js";

/** Samples in rows: both have a `length` and `take(rows)`. */
export type Samples = NDArray | Table;

/** A table stays one; everything else becomes an array. */
export function samplesOf(x: ArrayLike): Samples {
  return x instanceof Table ? x : asArray(x);
}

/** Names of a table's columns; undefined for what is no table. */
export function namesOf(x: unknown): readonly string[] | undefined {
  return x instanceof Table ? x.names : undefined;
}

/**
 * Refuses a table whose columns are not those that `fit` saw, in their order. Between tables and arrays only the number of
 * columns can be compared.
 *
 * @throws RangeError naming the column.
 *
 * @see scikit-learn `sklearn.utils.validation.validate_data`
 */
export function checkNames(action: string, x: unknown, wanted: readonly string[] | undefined): void {
  const names = namesOf(x);
  if (!names || !wanted) return;
  const odd = wanted.findIndex((name, i) => names[i] !== name);
  if (odd < 0 && names.length === wanted.length) return;
  const [place, name] = odd < 0 ? [wanted.length, "no more"] : [odd, wanted[odd]!];
  const fix = "table.select(names) puts columns in order";
  const parts = { action, name: `column ${String(place)}`, wanted: `${name}, as in fit` };
  throw new RangeError(complaint({ ...parts, got: names[place] ?? "none", fix }));
}

// What encoders share: rows of categories, which there are, and in which order.
import { type ArrayLike, asArray } from "../array/index.js";
import { Table } from "../table/index.js";
import { complaint, showValue } from "../validation.js";

/** A word or a number that names a kind. */
export type Category = string | number;

/** One column of categories. */
export type Categories = readonly (Category | boolean)[] | ArrayLike;

/** Rows of categories, shape `[numSamples, numFeatures]`, or a table. */
export type CategoryRows = readonly (readonly (Category | boolean)[])[] | ArrayLike;

/** Numbers by size, words by code points, numbers first; NaN, which is none, last. */
export function sorted(values: Iterable<Category>): Category[] {
  const place = (value: Category) => (typeof value === "string" ? 1 : Number.isNaN(value) ? 2 : 0);
  return [...new Set(values)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : Number(a > b)));
}

export function unknownError(action: string, name: string, known: Category[], got: unknown): RangeError {
  const shown = known.slice(0, 8).map(showValue).join(", ");
  const wanted = `one that fit saw (${shown}${known.length > 8 ? ", …" : ""})`;
  return new RangeError(complaint({ action, name, wanted, got }));
}

export function columnsOf(action: string, x: CategoryRows): Category[][] {
  if (x instanceof Table) return columnsOfTable(action, x);
  const isRows = Array.isArray(x) && x.every((row) => Array.isArray(row));
  if (isRows && x.some((row) => (row as unknown[]).some((one) => typeof one === "string"))) {
    const rows = x as (string | number | boolean)[][];
    const odd = rows.findIndex((row) => row.length !== rows[0]!.length);
    if (odd >= 0)
      throw new RangeError(
        complaint({
          action,
          name: `length of x[${String(odd)}]`,
          wanted: String(rows[0]!.length),
          got: rows[odd]!.length,
        }),
      );
    return rows[0]!.map((_, i) =>
      rows.map((row) => (typeof row[i] === "boolean" ? Number(row[i]) : row[i]!)),
    );
  }
  const array = asArray(x as ArrayLike);
  if (array.ndim !== 2 || array.size === 0)
    throw new TypeError(
      complaint({
        action,
        name: "shape of x",
        wanted: "[numSamples, numFeatures]",
        got: [...array.shape],
        fix: 'one column is [["a"], ["b"]]',
      }),
    );
  return Array.from({ length: array.shape[1]! }, (_, i) => Array.from(array.take(i, 1).data));
}

/** What is missing is NaN, as pandas has it. */
function columnsOfTable(action: string, table: Table): Category[][] {
  if (table.length === 0)
    throw new RangeError(complaint({ action, name: "x", wanted: "at least 1 sample", got: 0 }));
  return table.names.map((name) => {
    const { kind, values } = table.column(name);
    if (kind === "number") return Array.from(values.data);
    if (kind === "category") return values.map((value) => value ?? NaN);
    throw new TypeError(
      complaint({ action, name: `column ${name}`, wanted: "of categories or numbers", got: kind }),
    );
  });
}

/** A category as scikit-learn writes it into the name of a column. */
export const categoryName = (category: Category): string =>
  typeof category === "number" && Number.isNaN(category) ? "nan" : String(category);

/** The categories of each column: those given, or all that occur. */
export function learnCategories(
  action: string,
  columns: readonly Category[][],
  given: "auto" | readonly (readonly Category[])[],
  refusesUnknown: boolean,
  names: readonly string[] | undefined,
): Category[][] {
  if (given === "auto") return columns.map(sorted);
  if (!Array.isArray(given) || given.length !== columns.length) {
    const wanted = `"auto" or ${String(columns.length)} lists`;
    throw new RangeError(complaint({ action, name: "categories", wanted, got: given }));
  }
  return columns.map((column, i) => {
    const known = [...(given as readonly (readonly Category[])[])[i]!];
    const unknown = column.find((one) => !known.includes(one));
    if (unknown !== undefined && refusesUnknown)
      throw unknownError(action, `category of column ${names?.[i] ?? String(i)}`, known, unknown);
    return known;
  });
}

/** Columns as many as `fit` saw. */
export function checkColumns(action: string, columns: readonly unknown[], wanted: number): void {
  if (columns.length === wanted) return;
  const parts = { action, name: "number of columns", wanted: `${String(wanted)}, as in fit` };
  throw new RangeError(complaint({ ...parts, got: columns.length }));
}

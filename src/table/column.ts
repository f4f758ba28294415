// One column of a table: numbers, dates or words, told apart by what stands in it.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { checkKind, complaint } from "../validation.js";

/** One column of a {@link Table}; what is missing is NaN among numbers, else null. */
export type Column =
  | { kind: "number"; values: NDArray }
  | { kind: "date"; values: readonly (Date | null)[] }
  | { kind: "category"; values: readonly (string | null)[] };

/** What a column can be made of; what is missing is null, or NaN. */
export type ColumnValues = Column | ArrayLike | readonly (number | string | boolean | Date | null)[];

/** A column itself, or one made of values of one kind. */
export function columnOf(action: string, name: string, values: ColumnValues): Column {
  if (isColumn(values)) return values;
  const what = `column ${name}`;
  checkKind(action, what, values, { kind: "list" });
  const numbers = values instanceof NDArray || ArrayBuffer.isView(values) ? values : numbersIn(values);
  if (numbers) {
    const array = asArray(numbers).astype("float64");
    if (array.ndim === 1) return { kind: "number", values: array };
    throw new TypeError(
      complaint({ action, name: `shape of ${what}`, wanted: "[numRows]", got: [...array.shape] }),
    );
  }
  const list = (Array.from(values as Iterable<unknown>) as (string | Date | null)[]).map(orNull);
  if (list.every((one) => one === null || typeof one === "string")) return { kind: "category", values: list };
  if (list.every((one) => one === null || one instanceof Date)) return { kind: "date", values: list };
  throw new TypeError(
    complaint({ action, name: what, wanted: "a list of numbers, of words or of dates", got: list }),
  );
}

/** Rows of a column, by place. */
export function rowsOf(column: Column, rows: Int32Array): Column {
  const { kind, values } = column;
  if (kind === "number") return { kind, values: values.take(rows) };
  return { kind, values: Array.from(rows, (row) => values[row]!) } as Column;
}

function isColumn(values: ColumnValues): values is Column {
  return typeof values === "object" && "kind" in values;
}

/** Numbers, NaN where there is none; undefined if there is something else. A column without any value counts as numbers. */
function numbersIn(values: unknown): Float64Array | undefined {
  const list = Array.from(values as Iterable<unknown>);
  const isNumber = (one: unknown) => typeof one === "number" || typeof one === "boolean";
  if (!list.every((one) => isNumber(one) || orNull(one) === null)) return undefined;
  return Float64Array.from(list, (one) => (isNumber(one) ? Number(one) : NaN));
}

/** Null for the other ways of saying that nothing is there. */
const orNull = <T>(value: T): T | null =>
  value === undefined || Number.isNaN(value) || (value instanceof Date && Number.isNaN(value.getTime()))
    ? null
    : value;

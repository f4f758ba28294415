// Rows and named columns: what a CSV file holds, and what a pipeline takes by names.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { checkKind, complaint, unknownWord } from "../validation.js";
import { type Column, columnOf, type ColumnValues, rowsOf } from "./column.js";
import { textOf } from "./text.js";

/** Marks tables for every copy of this package. */
const brand = Symbol.for("gradus.Table");

/**
 * Rows and named columns, as a CSV file has them; it prints as a table. Pipelines, searches and splits take it where they take
 * an array of samples, and so does everything that takes arrays, if all its columns are numbers.
 *
 * @example
 * ```ts
 * import { Table } from "gradus";
 * import { expect } from "vitest";
 *
 * const table = new Table({ age: [31, null, 7], town: ["Seoul", "Busan", null] });
 * expect(table.numbers(["age"]).toArray()).toEqual([[31], [NaN], [7]]);
 * expect(table.take([2, 0]).categories("town")).toEqual(["", "Seoul"]);
 * expect(table.select(["town"]).names).toEqual(["town"]);
 * ```
 *
 * @see pandas `pandas.DataFrame`
 */
export class Table<Name extends string = string> {
  /** A table of another copy of this package is one, too, as with arrays. */
  static [Symbol.hasInstance](value: unknown): value is Table {
    return typeof value === "object" && value !== null && brand in value;
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /** Columns by name, in their order. */
  readonly columns: ReadonlyMap<Name, Column>;
  /** Number of rows. */
  readonly length: number;

  /**
   * @param columns - Columns by name, `{ age: [31, 7], town: ["Seoul", null] }`, or pairs of name and column.
   * @param rows - Number of rows of a table without columns, as of one that nothing was selected of. Default: 0.
   * @throws RangeError for columns of different lengths or a name that comes twice; TypeError for a column of several kinds.
   */
  constructor(
    columns: Readonly<Record<Name, ColumnValues>> | Iterable<readonly [Name, ColumnValues]>,
    rows = 0,
  ) {
    const action = "make a table";
    checkKind(action, "columns", columns, { kind: "object", wanted: "columns by name, as { age: [31, 7] }" });
    const pairs = (Symbol.iterator in columns ? [...columns] : Object.entries(columns)) as [
      Name,
      ColumnValues,
    ][];
    const made = new Map<Name, Column>();
    let length: number | undefined;
    for (const pair of pairs) {
      checkKind(action, "columns", pair, { kind: "list", wanted: "columns by name, as { age: [31, 7] }" });
      const [name, values] = pair;
      checkKind(action, "name of a column", name, { kind: "text" });
      if (made.has(name))
        throw new RangeError(complaint({ action, name: "names", wanted: "all different", got: name }));
      const column = columnOf(action, name, values);
      length ??= column.values.length;
      if (column.values.length !== length) {
        const wanted = `${String(length)}, as of ${pairs[0]![0]}`;
        throw new RangeError(
          complaint({ action, name: `length of column ${name}`, wanted, got: column.values.length }),
        );
      }
      made.set(name, column);
    }
    this.columns = made;
    this.length = length ?? rows;
  }

  /** Names of the columns. */
  get names(): Name[] {
    return [...this.columns.keys()];
  }

  /**
   * One column.
   *
   * @throws RangeError for an unknown name, naming the nearest.
   */
  column(name: Name): Column {
    const column = this.columns.get(name);
    if (column) return column;
    throw unknownWord("read a column", "name", name, this.names);
  }

  /**
   * The columns of these names, in this order; without names the rows stay, as in pandas, n × 0.
   *
   * @throws RangeError for an unknown name, naming the nearest, and for one that comes twice.
   */
  select<Some extends Name>(names: readonly Some[]): Table<Some> {
    checkKind("select columns", "names", names, { kind: "list", wanted: "a list of names" });
    const columns = Array.from(names, (name) => [name, this.column(name)] as const);
    return new Table<Some>(columns, this.length);
  }

  /**
   * The rows at these places, in this order; negative ones count from the end.
   *
   * @throws RangeError for a place where there is no row.
   */
  take(rows: ArrayLike): Table<Name> {
    const places = Int32Array.from(asArray(rows).data, (row: number) => {
      if (Number.isInteger(row) && row >= -this.length && row < this.length)
        return row < 0 ? row + this.length : row;
      const wanted = `integers from ${String(-this.length)} to ${String(this.length - 1)}`;
      throw new RangeError(complaint({ action: "take rows", name: "rows", wanted, got: row }));
    });
    const columns = Array.from(this.columns, ([name, column]) => [name, rowsOf(column, places)] as const);
    return new Table(columns, places.length);
  }

  /**
   * Columns of numbers side by side, float64, shape `[length, names.length]`.
   *
   * @param names - Default: all columns of numbers.
   * @throws TypeError for a column that holds something else.
   */
  numbers(
    names: readonly Name[] = this.names.filter((name) => this.column(name).kind === "number"),
  ): NDArray {
    checkKind("read numbers", "names", names, { kind: "list", wanted: "a list of names" });
    const columns = names.map((name) => {
      const column = this.column(name);
      if (column.kind === "number") return column.values.data;
      const fix = column.kind === "category" ? "encode it: OneHotEncoder or LabelEncoder" : "leave it out";
      throw ofOtherKind("read numbers", name, "of numbers", column, fix);
    });
    const out = new Float64Array(this.length * names.length);
    columns.forEach((values, k) =>
      values.forEach((value: number, i: number) => (out[i * names.length + k] = value)),
    );
    return new NDArray(out, [this.length, names.length]);
  }

  /** All columns, which must be numbers: what functions that take arrays see of a table. */
  toNDArray(): NDArray {
    return this.numbers(this.names);
  }

  /**
   * Words of a column, as encoders of labels take them, or rows with the words of several, as encoders of features take them;
   * what is missing is `""`.
   *
   * @throws TypeError for a column that holds something else.
   */
  categories(name: Name): string[];
  categories(names: readonly Name[]): string[][];
  categories(which: Name | readonly Name[]): string[] | string[][] {
    if (typeof which === "string") return this.words(which);
    checkKind("read categories", "names", which, { kind: "list", wanted: "a name or a list of names" });
    const columns = which.map((name) => this.words(name));
    return Array.from({ length: this.length }, (_, i) => columns.map((column) => column[i]!));
  }

  private words(name: Name): string[] {
    const column = this.column(name);
    if (column.kind === "category") return column.values.map((value) => value ?? "");
    throw ofOtherKind("read categories", name, "of categories", column);
  }

  /** The first and last rows, aligned. */
  toString(): string {
    return textOf(this.columns, this.length);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  /** The last value of a cell shows as a table. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": this.toString() };
  }
}

function ofOtherKind(
  action: string,
  name: string,
  wanted: string,
  { kind }: Column,
  fix?: string,
): TypeError {
  const parts = { action, name: `column ${name}`, wanted, got: kind };
  return new TypeError(complaint(fix === undefined ? parts : { ...parts, fix }));
}

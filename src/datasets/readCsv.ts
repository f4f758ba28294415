// Tables from CSV files: columns of numbers, dates and categories, told apart by what stands in them.
import { CsvError, parse } from "csv-parse/sync";
import { NDArray } from "../array/index.js";
import { checkOptions, complaint, nearestName } from "../validation.js";
import { DataFileError, readFile } from "./files.js";

/** One column of a {@link Table}; what is missing is NaN among numbers, else null. */
export type Column =
  | { kind: "number"; values: NDArray }
  | { kind: "date"; values: readonly (Date | null)[] }
  | { kind: "category"; values: readonly (string | null)[] };

/** Options of {@link readCsv}. */
export interface ReadCsvOptions {
  /** What stands between two cells. Default: a comma. */
  delimiter?: string;
  /** Names of the columns, where the file has no line of them. Default: the first line. */
  names?: readonly string[];
  /** Words that stand for nothing, beside the empty cell. Default: those of pandas that are no values elsewhere: `NA`, `NaN`, `null`. */
  naValues?: readonly string[];
}

/** Rows and named columns, as a CSV file has them; it prints as a table. */
export class Table {
  /** Columns by name, in the order of the file. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Number of rows. */
  readonly length: number;

  constructor(columns: ReadonlyMap<string, Column>, length: number) {
    this.columns = columns;
    this.length = length;
  }

  /** Names of the columns. */
  get names(): string[] {
    return [...this.columns.keys()];
  }

  /**
   * One column.
   *
   * @throws RangeError for an unknown name, naming the nearest.
   */
  column(name: string): Column {
    const column = this.columns.get(name);
    if (column) return column;
    const near = nearestName(name, this.names);
    const wanted = `one of ${this.names.join(", ")}`;
    throw new RangeError(
      complaint({ action: "read a column", name: "name", wanted, got: name, fix: near && `write ${near}` }),
    );
  }

  /**
   * Columns of numbers side by side, float64, shape `[length, names.length]`.
   *
   * @param names - Default: all columns of numbers.
   * @throws TypeError for a column that holds something else.
   */
  numbers(
    names: readonly string[] = this.names.filter((name) => this.column(name).kind === "number"),
  ): NDArray {
    const columns = names.map((name) => {
      const column = this.column(name);
      if (column.kind === "number") return column.values.data;
      const fix = "encode it: OneHotEncoder or LabelEncoder";
      throw new TypeError(
        complaint({
          action: "read numbers",
          name: `column ${name}`,
          wanted: "of numbers",
          got: column.kind,
          fix,
        }),
      );
    });
    const out = new Float64Array(this.length * names.length);
    columns.forEach((values, k) =>
      values.forEach((value: number, i: number) => (out[i * names.length + k] = value)),
    );
    return new NDArray(out, [this.length, names.length]);
  }

  /**
   * Words of a column, as encoders of labels take them, or rows with the words of several, as encoders of features take them;
   * what is missing is `""`.
   *
   * @throws TypeError for a column that holds something else.
   */
  categories(name: string): string[];
  categories(names: readonly string[]): string[][];
  categories(which: string | readonly string[]): string[] | string[][] {
    if (typeof which === "string") return this.words(which);
    const columns = which.map((name) => this.words(name));
    return Array.from({ length: this.length }, (_, i) => columns.map((column) => column[i]!));
  }

  private words(name: string): string[] {
    const column = this.column(name);
    if (column.kind === "category") return column.values.map((value) => value ?? "");
    throw new TypeError(
      complaint({
        action: "read categories",
        name: `column ${name}`,
        wanted: "of categories",
        got: column.kind,
      }),
    );
  }

  /** Cells of a row as text. */
  private row(i: number): string[] {
    return [...this.columns.values()].map(({ kind, values }) => {
      if (kind === "number") return String(values.item(i));
      const value = values[i] ?? null;
      return value === null
        ? "–"
        : typeof value === "string"
          ? value
          : value.toISOString().replace("T00:00:00.000Z", "");
    });
  }

  /** The first and last rows, aligned. */
  toString(): string {
    const cut = this.length > 10;
    const shown = cut
      ? [0, 1, 2, 3, 4, -1, ...[5, 4, 3, 2, 1].map((k) => this.length - k)]
      : [...Array(this.length).keys()];
    const lines = [this.names, ...shown.map((i) => (i < 0 ? this.names.map(() => "…") : this.row(i)))];
    const widths = this.names.map((_, k) => Math.max(...lines.map((line) => line[k]!.length)));
    const kinds = [...this.columns.values()].map(({ kind }) => kind);
    const text = lines
      .map((line) =>
        line
          .map((cell, k) => (kinds[k] === "number" ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!)))
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
    return `${text}\n${String(this.length)} rows × ${String(this.names.length)} columns`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  /** The last value of a cell shows as a table. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": this.toString() };
  }
}

/**
 * Reads a CSV file (RFC 4180: quoted cells may hold delimiters and line breaks). A column of which every cell that is there is a
 * number becomes numbers; ISO 8601 dates become dates; everything else is a category.
 *
 * @throws DataFileError if the file is missing, is not UTF-8, or a line has another number of cells; the message names the line.
 *
 * @example
 * ```ts
 * import { readCsv } from "gradus";
 * import fs from "node:fs";
 * import os from "node:os";
 * import path from "node:path";
 * import { expect } from "vitest";
 *
 * const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-")), "cats.csv");
 * fs.writeFileSync(file, "name,weight\nTom,4.5\nKit,\n");
 * const table = await readCsv(file);
 * expect(table.numbers().toArray()).toEqual([[4.5], [NaN]]);
 * expect(table.categories("name")).toEqual(["Tom", "Kit"]);
 * ```
 *
 * @see pandas `pandas.read_csv`
 */
export async function readCsv(file: string, options: ReadCsvOptions = {}): Promise<Table> {
  checkOptions("read a CSV file", options, ["delimiter", "names", "naValues"]);
  const { delimiter = ",", names, naValues = ["NA", "NaN", "null"] } = options;
  const bytes = await readFile(file);
  const rows = parseRows(file, bytes, delimiter);
  const head = names ?? rows.shift() ?? [];
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined) throw new DataFileError(file, `two columns are called ${JSON.stringify(twice)}`);
  const width = rows[0]?.length ?? head.length;
  if (width !== head.length)
    throw new DataFileError(file, `it has ${String(width)} columns, but ${String(head.length)} names`);
  const missing = new Set(["", ...naValues]);
  return new Table(
    new Map(
      head.map((name, k) => [name, columnOf(rows.map((row) => (missing.has(row[k]!) ? null : row[k]!)))]),
    ),
    rows.length,
  );
}

function parseRows(file: string, bytes: Uint8Array, delimiter: string): string[][] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DataFileError(file, "it is not UTF-8; save it as UTF-8 first");
  }
  try {
    return parse(text, { delimiter, trim: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) throw new DataFileError(file, error.message);
    throw error;
  }
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function columnOf(cells: readonly (string | null)[]): Column {
  const known = cells.filter((cell) => cell !== null);
  if (known.every((cell) => Number.isFinite(Number(cell)) || /^[+-]?inf(inity)?$/i.test(cell))) {
    const numbers = Float64Array.from(cells, (cell) =>
      cell === null ? NaN : /inf/i.test(cell) ? (cell.startsWith("-") ? -Infinity : Infinity) : Number(cell),
    );
    return { kind: "number", values: new NDArray(numbers, [cells.length]) };
  }
  if (known.every((cell) => isoDate.test(cell) && !Number.isNaN(Date.parse(cell))))
    return { kind: "date", values: cells.map((cell) => (cell === null ? null : new Date(cell))) };
  return { kind: "category", values: cells };
}

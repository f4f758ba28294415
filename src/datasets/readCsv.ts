// Tables from CSV files: columns of numbers, dates and categories, told apart by what stands in them.
import { CsvError, parse } from "csv-parse/sync";
import { NDArray } from "../array/index.js";
import { type Column, Table } from "../table/index.js";
import { checkOptions } from "../validation.js";
import { DataFileError, readFile } from "./files.js";

/** Options of {@link readCsv}. */
export interface ReadCsvOptions<Name extends string = string> {
  /** What stands between two cells. Default: a comma. */
  delimiter?: string;
  /** Names of the columns, where the file has no line of them. Default: the first line. */
  names?: readonly Name[];
  /** Words that stand for nothing, beside the empty cell. Default: those of pandas that are no values elsewhere: `NA`, `NaN`, `null`. */
  naValues?: readonly string[];
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
export async function readCsv<Name extends string = string>(
  file: string,
  options: ReadCsvOptions<Name> = {},
): Promise<Table<Name>> {
  checkOptions("read a CSV file", options, ["delimiter", "names", "naValues"]);
  const { delimiter = ",", names, naValues = ["NA", "NaN", "null"] } = options;
  const bytes = await readFile(file);
  const rows = parseRows(file, bytes, delimiter);
  const head = names ?? ((rows.shift() ?? []) as Name[]);
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined) throw new DataFileError(file, `two columns are called ${JSON.stringify(twice)}`);
  const width = rows[0]?.length ?? head.length;
  if (width !== head.length)
    throw new DataFileError(file, `it has ${String(width)} columns, but ${String(head.length)} names`);
  const missing = new Set(["", ...naValues]);
  return new Table(
    head.map((name, k) => [name, columnOf(rows.map((row) => (missing.has(row[k]!) ? null : row[k]!)))]),
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

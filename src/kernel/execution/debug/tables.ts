// Arrays as tables of HTML, for who looks at a variable.
import { lineOf } from "./valueFacts.js";

const maxRows = 100;
const maxColumns = 30;

/** The table of a list, a list of lists, a list of records, or of the numbers of an array with one or two axes. */
export function tableOf(value: unknown): string | undefined {
  const cells = listOf(value);
  if (!cells || cells.length === 0) return undefined;
  const first: unknown = cells[0];
  if (isRecord(first)) return recordTable(cells);
  const lists = firstOf(cells).map((row) => listOf(row) ?? [row]);
  const width = Math.max(...lists.map(({ length }) => length));
  const columns = Array.from({ length: Math.min(width, maxColumns) }, (_, i) => String(i));
  const rows = lists.map((row) => columns.map((_, i) => row[i]));
  return table(columns, rows, cells.length, width);
}

function recordTable(records: ArrayLike<unknown>): string {
  const shown = firstOf(records);
  const names = [...new Set(shown.filter(isRecord).flatMap((record) => Object.keys(record)))];
  const columns = names.slice(0, maxColumns);
  const rows = shown.map((record) => columns.map((name) => (isRecord(record) ? record[name] : undefined)));
  return table(columns, rows, records.length, names.length);
}

function table(columns: string[], rows: unknown[][], height: number, width: number): string {
  const head = columns.map((name) => `<th>${escape(name)}</th>`).join("");
  const body = rows
    .map((row, i) => `<tr><th>${String(i)}</th>${row.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`)
    .join("");
  const size = `${height.toLocaleString("en")} × ${width.toLocaleString("en")}`;
  const isCut = height > rows.length || width > columns.length;
  const note = isCut ? `<p>${size}, the first ${String(rows.length)} × ${String(columns.length)}</p>` : "";
  return `<table><thead><tr><th></th>${head}</tr></thead><tbody>${body}</tbody></table>${note}`;
}

function firstOf(list: ArrayLike<unknown>): unknown[] {
  return Array.from({ length: Math.min(list.length, maxRows) }, (_, i) => list[i]);
}

/** What can be counted through: a list, or the numbers of an array by its first axis. */
function listOf(value: unknown): ArrayLike<unknown> | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (ArrayBuffer.isView(value) && "length" in value) return value as unknown as ArrayLike<unknown>;
  if (typeof value !== "object" || value === null) return undefined;
  const { shape, data } = value as { shape?: unknown; data?: unknown };
  if (!Array.isArray(shape) || shape.length < 1 || shape.length > 2) return undefined;
  if (!ArrayBuffer.isView(data) || !("subarray" in data)) return undefined;
  const numbers = data as Float64Array;
  const [rows, columns] = shape as [number, number?];
  if (columns === undefined) return numbers.subarray(0, rows);
  return Array.from({ length: rows }, (_, i) => numbers.subarray(i * columns, (i + 1) * columns));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function text(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (value === undefined) return "";
  return escape(typeof value === "string" ? value : lineOf(value));
}

function escape(textOfCell: string): string {
  return textOfCell.slice(0, 200).replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

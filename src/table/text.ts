// A table as text: its first and last rows, aligned.
import type { Column } from "./column.js";

/** The first and last rows with the names above and the size below. */
export function textOf(columns: ReadonlyMap<string, Column>, length: number): string {
  const [names, kinds] = [[...columns.keys()], Array.from(columns.values(), ({ kind }) => kind)];
  const shown =
    length > 10 ? [0, 1, 2, 3, 4, -1, ...[5, 4, 3, 2, 1].map((k) => length - k)] : [...Array(length).keys()];
  const cells = (i: number) => Array.from(columns.values(), (column) => cellOf(column, i));
  const lines = [names, ...shown.map((i) => (i < 0 ? names.map(() => "…") : cells(i)))];
  const widths = names.map((_, k) => Math.max(...lines.map((line) => line[k]!.length)));
  const text = lines
    .map((line) =>
      line
        .map((cell, k) => (kinds[k] === "number" ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
  return `${text}\n${String(length)} rows × ${String(names.length)} columns`;
}

function cellOf({ kind, values }: Column, i: number): string {
  if (kind === "number") return String(values.item(i));
  const value = values[i] ?? null;
  if (value === null) return "–";
  return typeof value === "string" ? value : value.toISOString().replace("T00:00:00.000Z", "");
}

// console.table as Node.js prints it, whose own function is not to be had by itself:
// https://github.com/nodejs/node/blob/main/lib/internal/cli_table.js
import { inspect } from "node:util";

/** The table of an array or object of rows, each a line long; undefined for what has no rows. */
export function tableOf(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const isMap = data instanceof Map;
  const isIterated = isMap || data instanceof Set;
  const entries: [unknown, unknown][] = isMap
    ? [...data]
    : data instanceof Set
      ? [...data].map((value, i) => [i, value])
      : Object.entries(data);
  const rows = entries.map(([, value]) => value);
  const names = columns ?? [...new Set(rows.filter(isRow).flatMap((row) => Object.keys(row)))];
  const heads = [isIterated ? "(iteration index)" : "(index)", ...(isMap ? ["Key"] : []), ...names];
  const hasValues = rows.some((row) => !isRow(row));
  const lines = entries.map(([key, row], i) => [
    String(isMap ? i : key),
    ...(isMap ? [shown(key)] : []),
    ...names.map((name) => (isRow(row) && Object.hasOwn(row, name) ? shown(row[name]) : "")),
    ...(hasValues ? [isRow(row) ? "" : shown(row)] : []),
  ]);
  return drawn([...heads, ...(hasValues ? ["Values"] : [])], lines);
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  const isLarge = isRow(value) && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isLarge ? -1 : 0 });
}

function drawn(heads: string[], lines: string[][]): string {
  const widths = heads.map(
    (head, i) => Math.max(...[head, ...lines.map((line) => line[i]!)].map(widthOf)) + 2,
  );
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const row = (cells: string[]) =>
    `│${cells.map((cell, i) => ` ${cell}${" ".repeat(widths[i]! - widthOf(cell) - 1)}`).join("│")}│`;
  return [rule("┌", "┬", "┐"), row(heads), rule("├", "┼", "┤"), ...lines.map(row), rule("└", "┴", "┘")].join(
    "\n",
  );
}

/** Columns of a text: a Hangul or Chinese character takes two. */
function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, character) => sum + (/[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/.test(character) ? 2 : 1),
    0,
  );
}

// Rows of the table, handed from the processes that run probes to the one that writes it.
import fs from "node:fs";
import path from "node:path";

/** What one probe tried and what of it survived. */
export interface Row {
  /** Room of the house that was probed: “kernel”, “saving”, … */
  room: string;
  /** What was done to it, as a reader would say it. */
  probe: string;
  /** How many times. */
  tried: number;
  survived: number;
}

const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.join(root, ".cache", "faults");
const tableFile = path.join(root, "docs", "reliability.md");

export function clearRows(): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
}

export function keepRow(row: Row): void {
  const name = `${row.room} ${row.probe}`.replace(/[^a-z0-9]+/gi, "-").slice(0, 150);
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(row));
}

export function readRows(): Row[] {
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as Row);
}

/** The table as Markdown; a short run's holds neither seed nor date, so it changes only when a probe does. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map((row) => [row.room, row.probe, String(row.tried), String(row.survived)]);
  const head = ["room", "probe", "tried", "survived"];
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]!.length)));
  const print = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [
    print(head),
    `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`,
    ...lines.map(print),
  ].join("\n");
}

/** Puts the table into docs/reliability.md, below the line that ends its introduction. */
export function writeTable(rows: Row[]): void {
  const mark = "<!-- made by npm test -- faults -->";
  const text = fs.readFileSync(tableFile, "utf8");
  const head = text.slice(0, text.indexOf(mark) + mark.length);
  fs.writeFileSync(tableFile, `${head}\n\n${tableOf(rows)}\n`);
}

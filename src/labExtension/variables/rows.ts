// A kernel's answer as the cells of a table.
import type { VariableFacts } from "../../kernel/internal.js";

/** The texts of one variable. */
export interface Row {
  name: string;
  value: string;
  type: string;
  shape: string;
  memory: string;
}

export function rowsOf(variables: unknown): Row[] {
  return (variables as VariableFacts[]).map(({ name, value, type, shape, bytes }) => ({
    name,
    value,
    type,
    shape: shape ? shape.join(" × ") : "",
    memory: bytes === undefined ? "" : size(bytes),
  }));
}

/** Bytes in the largest unit of which there is at least one. */
function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  return `${amount.toLocaleString("en", { maximumSignificantDigits: 3 })} ${units[step]!}`;
}

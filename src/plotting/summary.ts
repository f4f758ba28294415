// Figures in words, for terminals, screen readers and text-only front ends. Signs rather than words where possible,
// so that they read the same in every language.
import { finiteRange } from "./values.js";

const levels = "▁▂▃▄▅▆▇█";

/** A line of small bars, at most `width` (default 24), each the mean of its share of the values; gaps are spaces. */
export function sparkline(values: ArrayLike<number>, width = 24): string {
  const range = finiteRange(values);
  if (!range) return "";
  const [low, high] = range;
  const count = Math.min(width, values.length);
  let line = "";
  for (let bin = 0; bin < count; bin++) {
    const start = Math.floor((bin * values.length) / count);
    const end = Math.max(start + 1, Math.floor(((bin + 1) * values.length) / count));
    let sum = 0;
    let size = 0;
    for (let i = start; i < end; i++) {
      if (!Number.isFinite(values[i]!)) continue;
      sum += values[i]!;
      size++;
    }
    const share = high > low ? (sum / size - low) / (high - low) : 0.5;
    line += size === 0 ? " " : levels[Math.min(levels.length - 1, Math.floor(share * levels.length))]!;
  }
  return line;
}

/** `0.034 … 0.912`, the range of the finite values; `no values` when there are none. */
export function rangeText(values: ArrayLike<number>): string {
  const range = finiteRange(values);
  if (!range) return "–";
  const [low, high] = range.map(numberText) as [string, string];
  return low === high ? low : `${low} … ${high}`;
}

/** Numbers of four digits, such as years, are written without a comma. */
export const leastGrouped = 10_000;

/** A number with about four digits, as one writes it: 1820, 18,200. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e7)
    return value.toLocaleString("en", { useGrouping: Math.abs(value) >= leastGrouped }).replace("-", "−");
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-3 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  return text.replace(/^-/, "−");
}

/** True when a text has Hangul in it: then our own notes are in Korean too. */
export function isKorean(...texts: (string | undefined)[]): boolean {
  return texts.some((text) => text !== undefined && /[\uac00-\ud7a3]/.test(text));
}

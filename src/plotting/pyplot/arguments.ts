// What the methods of an axes are called with, as vectors, names and options.
import { seriesColor } from "../colors.js";
import { type NumberList, toVector } from "../values.js";
import type { Group } from "./boxes.js";
import type { LineOptions } from "./lines.js";

/** `plot(y)`, `plot(y, "b--")`, `plot(x, y)` or `plot(x, y, "b--")`, each with options at the end. */
export type PlotArguments =
  | [y: NumberList, options?: LineOptions]
  | [y: NumberList, format: string, options?: LineOptions]
  | [x: NumberList, y: NumberList, options?: LineOptions]
  | [x: NumberList, y: NumberList, format: string, options?: LineOptions];

/** The line that {@link PlotArguments} ask for; without x its points have the numbers 0, 1, 2, … */
export function lineArguments(args: PlotArguments): {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  format: string;
  options: LineOptions;
} {
  const rest = [...args] as unknown[];
  const first = rest.shift();
  const isFormat = (value: unknown): value is string => typeof value === "string";
  const isOptions = (value: unknown): boolean => value === undefined || isPlainObject(value);
  const second = rest.length > 0 && !isFormat(rest[0]) && !isOptions(rest[0]) ? rest.shift() : undefined;
  const format = isFormat(rest[0]) ? (rest.shift() as string) : "";
  const options = (rest[0] ?? {}) as LineOptions;
  const y = toVector(second ?? first, "draw the line", "y");
  const x =
    second === undefined
      ? Float64Array.from({ length: y.length }, (_, i) => i)
      : toVector(first, "draw the line", "x");
  return { x, y, format, options };
}

/** Places of bars: numbers, or names that stay as they are. */
export function positions(x: NumberList | readonly string[]): ArrayLike<number> | readonly string[] {
  return Array.isArray(x) && typeof x[0] === "string"
    ? (x as readonly string[])
    : toVector(x, "draw the bars", "x");
}

/** One group a list; a single list of numbers is one group. Numbers from 1 are their names by default. */
export function groupsOf(
  lists: NumberList | readonly NumberList[],
  action: string,
  names?: readonly string[],
): Group[] {
  const isSingle = !Array.isArray(lists) || typeof lists[0] === "number";
  const all = (isSingle ? [lists] : lists) as readonly NumberList[];
  return all.map((list, i) => ({
    name: names?.[i] ?? String(i + 1),
    values: Array.from(toVector(list, action, `lists[${String(i)}]`)),
    color: seriesColor(0),
  }));
}

/** An options object: plain, and neither an array nor a tensor. */
function isPlainObject(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !("shape" in value)
  );
}

// Matplotlib's pyplot: functions that draw into the current axes of the current figure.
import { checkInteger } from "../../validation.js";
import type { Axes } from "./axes.js";
import { PyFigure, type PyFigureOptions } from "./pyFigure.js";

/** The figures drawn into since the last `show()`, the current one last. */
let open: PyFigure[] = [];
let currentAxes: Axes | undefined;

/** The current figure; begins one when there is none, or when it has been shown. */
export function gcf(): PyFigure {
  const last = open.at(-1);
  if (last && !last.isShown) return last;
  return figure();
}

/** The current axes. */
export function gca(): Axes {
  const current = gcf();
  if (!currentAxes || !current.axes.includes(currentAxes)) currentAxes = current.axes[0]!;
  return currentAxes;
}

/** Makes an axes the current one. */
export function sca(axes: Axes): void {
  currentAxes = axes;
}

/** Begins a new figure. */
export function figure(options: PyFigureOptions = {}): PyFigure {
  return begin(new PyFigure(1, 1, options));
}

function begin(made: PyFigure): PyFigure {
  // A figure that was shown as a cell's value is done; one that was only begun stays until `show()`.
  open = open.filter((one) => !one.isShown);
  open.push(made);
  currentAxes = made.axes[0];
  return made;
}

/**
 * Begins a figure with axes in a grid.
 *
 * @returns The figure and its axes in one list, row by row.
 */
export function subplots(
  rows = 1,
  columns = 1,
  options: PyFigureOptions = {},
): [figure: PyFigure, axes: Axes[]] {
  const made = begin(new PyFigure(rows, columns, options));
  return [made, made.axes];
}

/**
 * Makes axes number `index` (from 1, row by row) of a grid current; begins the grid if need be.
 *
 * @example
 * ```ts
 * import { plt } from "gradus";
 * import { expect } from "vitest";
 *
 * const [figure, [left, right]] = plt.subplots(1, 2);
 * plt.sca(right!);
 * plt.plot([1, 2]);
 * expect(plt.gca()).toBe(right);
 * expect(plt.gcf()).toBe(figure);
 * plt.subplot(1, 2, 1);
 * expect(plt.gca()).toBe(left);
 * plt.suptitle("Two");
 * plt.close();
 * ```
 */
export function subplot(rows: number, columns: number, index: number): Axes {
  let current = open.at(-1);
  if (!current || current.isShown || current.rows !== rows || current.columns !== columns) {
    const isFresh = current?.axes.every((axes) => axes.artists.length === 0) ?? false;
    if (isFresh) open.pop();
    current = begin(new PyFigure(rows, columns));
  }
  checkInteger("choose the subplot", "index", index, { min: 1, max: rows * columns });
  currentAxes = current.axes[index - 1]!;
  return currentAxes;
}

/**
 * Shows every figure that was begun since the last call, under the cell, in order.
 *
 * It draws before it returns: nothing to await.
 */
export function show(): void {
  for (const one of open) if (!one.isShown) one.show();
  open = [];
  currentAxes = undefined;
}

/** Forgets the figures begun. */
export function close(): void {
  open = [];
  currentAxes = undefined;
}

/**
 * Writes the current figure to a `.png`, `.svg` or `.json` file.
 *
 * @example
 * ```ts
 * import fs from "node:fs";
 * import os from "node:os";
 * import path from "node:path";
 * import { plt } from "gradus";
 *
 * plt.plot([1, 2, 4]);
 * const file = path.join(os.tmpdir(), "gradus-figure.svg");
 * plt.savefig(file);
 * plt.show(); // a notebook shows it under the cell
 * fs.rmSync(file);
 * ```
 */
export function savefig(file: string, options: { dpi?: number } = {}): void {
  gcf().savefig(file, options);
}

/** A title over all axes of the current figure. */
export function suptitle(text: string): PyFigure {
  return gcf().suptitle(text);
}

/** The same drawing method on whatever axes are current. */
function onCurrent<Name extends keyof Drawing>(name: Name): Drawing[Name] {
  const draw = (...args: unknown[]): Axes => {
    const axes = gca();
    return (axes[name] as (...args: unknown[]) => Axes).apply(axes, args);
  };
  return draw;
}

/** The methods of {@link Axes} that draw, as functions. */
type Drawing = {
  [
    Name in Exclude<keyof Axes, "add"> as Axes[Name] extends (...args: never) => Axes ? Name : never
  ]: Axes[Name] extends (...args: infer Arguments) => Axes ? (...args: Arguments) => Axes : never;
};

/**
 * Draws a line: `plot(y)`, `plot(x, y)`, each with a style such as `"b--"` and options such as `{ label }` behind.
 *
 * @example
 * ```ts
 * import { plt } from "gradus";
 *
 * plt.plot([1, 2, 3], [1, 0.5, 0.2], "b--", { label: "loss" });
 * plt.scatter([1, 2, 3], [1, 0.6, 0.1]);
 * plt.axhline(0.5);
 * plt.axvline(2);
 * plt.axhspan(0, 0.1);
 * plt.axvspan(2.5, 3);
 * plt.text(1, 0.9, "here");
 * plt.annotate("half", [2, 0.5], { xytext: [2.5, 0.8] });
 * plt.title("A loss");
 * plt.xlabel("epoch");
 * plt.ylabel("loss");
 * plt.xlim(0, 4);
 * plt.ylim(0, 1.2);
 * plt.xticks([1, 2, 3]);
 * plt.yticks([0, 1]);
 * plt.grid(true);
 * plt.legend();
 * plt.close();
 * ```
 */
export const plot = onCurrent("plot");
/** Draws single points; `{ c }` colours them by value. */
export const scatter = onCurrent("scatter");
/**
 * Draws upright bars over numbers or names.
 *
 * @example
 * ```ts
 * import { plt } from "gradus";
 *
 * plt.bar(["a", "b"], [3, 5]);
 * plt.figure();
 * plt.barh(["a", "b"], [3, 5]);
 * plt.figure();
 * plt.hist([1, 1, 2, 5], { bins: 4 });
 * plt.figure();
 * plt.fillBetween([0, 1, 2], [0, 1, 0], [1, 2, 1]);
 * plt.errorbar([0, 1, 2], [1, 2, 1], { yerr: 0.2 });
 * plt.figure();
 * plt.pie([3, 5], { labels: ["a", "b"], autopct: "%.1f%%" });
 * plt.axis("equal");
 * plt.figure();
 * plt.boxplot([[1, 2, 3, 9]]);
 * plt.figure();
 * plt.violinplot([[1, 2, 3, 9]]);
 * plt.close();
 * ```
 */
export const bar = onCurrent("bar");
/** Draws lying bars. */
export const barh = onCurrent("barh");
/** Draws how often values fall into each of some bins, 10 by default. */
export const hist = onCurrent("hist");
/** Fills the area between two curves. */
export const fillBetween = onCurrent("fillBetween");
/** Draws a line or points with error bars. */
export const errorbar = onCurrent("errorbar");
/** Draws shares of a whole; `{ labels, autopct: "%.1f%%" }` names them. */
export const pie = onCurrent("pie");
/** Draws a box for each list: quartiles, whiskers, and points beyond. */
export const boxplot = onCurrent("boxplot");
/** Draws for each list how densely its values lie. */
export const violinplot = onCurrent("violinplot");
/**
 * Shows a table of numbers or a colour picture; `{ cmap }` is Matplotlib's.
 *
 * @example
 * ```ts
 * import { plt } from "gradus";
 *
 * const z = [
 *   [0, 1],
 *   [2, 3],
 * ];
 * plt.imshow(z, { cmap: "viridis" });
 * plt.colorbar();
 * plt.figure();
 * plt.heatmap(z);
 * plt.figure();
 * plt.contourf([0, 1], [0, 1], z);
 * plt.contour([0, 1], [0, 1], z);
 * plt.close();
 * ```
 */
export const imshow = onCurrent("imshow");
/** Shows a table as coloured cells with names and values. */
export const heatmap = onCurrent("heatmap");
/** Draws level lines of `z`, shape [y.length, x.length]. */
export const contour = onCurrent("contour");
/** Fills the bands between levels of `z`. */
export const contourf = onCurrent("contourf");
/** Draws a line across at one y. */
export const axhline = onCurrent("axhline");
/** Draws a line across at one x. */
export const axvline = onCurrent("axvline");
/** Shades a band between two y. */
export const axhspan = onCurrent("axhspan");
/** Shades a band between two x. */
export const axvspan = onCurrent("axvspan");
/** Writes words at (x, y). */
export const text = onCurrent("text");
/** Writes words about a point, with a line to it when `xytext` is given. */
export const annotate = onCurrent("annotate");
/** Names the plot. */
export const title = onCurrent("title");
/** Names the x axis. */
export const xlabel = onCurrent("xlabel");
/** Names the y axis. */
export const ylabel = onCurrent("ylabel");
/** Sets where the x axis begins and ends. */
export const xlim = onCurrent("xlim");
/** Sets where the y axis begins and ends. */
export const ylim = onCurrent("ylim");
/** Sets the x axis to `"linear"`, `"log"` or `"symlog"`. */
export const xscale = onCurrent("xscale");
/** Sets the y axis to `"linear"`, `"log"` or `"symlog"`. */
export const yscale = onCurrent("yscale");
/** Sets the marks of the x axis, and their names. */
export const xticks = onCurrent("xticks");
/** Sets the marks of the y axis, and their names. */
export const yticks = onCurrent("yticks");
/** Shows or hides the grid. */
export const grid = onCurrent("grid");
/** `"off"` hides the axes, `"equal"` gives both the same scale. */
export const axis = onCurrent("axis");
/** Shows the labels in a legend. */
export const legend = onCurrent("legend");
/**
 * Writes each label at the end of its line, in place of a legend.
 *
 * @example
 * ```ts
 * import { plt } from "gradus";
 *
 * plt.plot([0.1, 10], [1, 100], { label: "growth" });
 * plt.xscale("log");
 * plt.yscale("log");
 * plt.labelLines();
 * plt.close();
 * ```
 */
export const labelLines = onCurrent("labelLines");
/** Shows the scale of the colours. */
export const colorbar = onCurrent("colorbar");

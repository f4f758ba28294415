// Scores of a grid of hyper-parameters as a heat map.
import { checkKind, complaint } from "../../validation.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { optionCheck } from "../options.js";

/** The table of a search, as `GridSearchCV` keeps it, or hands it to its callbacks while it runs. */
export interface SearchTable {
  readonly params: readonly Readonly<Record<string, unknown>>[];
  /** NaN where there is no score yet. */
  readonly meanTestScore: ArrayLike<number>;
  readonly stdTestScore?: ArrayLike<number>;
  /** While it runs: folds that are scored, of `numSplits`. */
  readonly numScored?: ArrayLike<number>;
  readonly numSplits?: number;
}

export interface GridSearchPlotOptions {
  /** Parameter of the columns; defaults to the first that varies. */
  x?: string | undefined;
  /** Parameter of the rows; defaults to the second that varies. */
  y?: string | undefined;
  title?: string | undefined;
  cmap?: string | undefined;
}

/** @throws TypeError naming the nearest valid option. */
export const checkGridSearchPlotOptions = optionCheck<GridSearchPlotOptions>("draw the grid search", {
  x: true,
  y: true,
  title: true,
  cmap: true,
});

/**
 * Draws mean scores over two parameters; where more vary, each cell shows its best. A cell that waits for some of its folds
 * says how many it has, as `1/3`.
 *
 * @param search - A fitted search (with `cvResults`) or its table.
 * @returns The figure; the best cell has a star.
 *
 * @example
 * ```ts
 * import { Figure, GridSearchCV, iris, LogisticRegression, plotGridSearch } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const search = new GridSearchCV({ estimator: new LogisticRegression(), paramGrid: { C: [0.1, 1, 10] }, cv: 3 });
 * await search.fit(data, target);
 * expect(plotGridSearch(search)).toBeInstanceOf(Figure);
 * ```
 */
export function plotGridSearch(
  search: SearchTable | { readonly cvResults: SearchTable },
  options: GridSearchPlotOptions = {},
): Figure {
  checkGridSearchPlotOptions(options);
  const action = "draw the grid search";
  checkKind(action, "search", search, { kind: "object", wanted: "a fitted search" });
  const table = "cvResults" in search ? search.cvResults : search;
  if (!table?.params || table.params.length === 0) {
    throw new TypeError(
      complaint({ action, name: "search", wanted: "a fitted search", got: search, fix: "call fit() first" }),
    );
  }
  const varying = Object.keys(table.params[0]!).filter(
    (name) => new Set(table.params.map((row) => text(row[name]))).size > 1,
  );
  const names = varying.length > 0 ? varying : Object.keys(table.params[0]!);
  const x = options.x ?? names[0] ?? "";
  const y = options.y ?? names.find((name) => name !== x);
  const columns = distinct(table.params.map((row) => row[x]));
  const rows = y === undefined ? [""] : distinct(table.params.map((row) => row[y]));
  // Of the candidates that share a cell, the best: its row in the table.
  const shown = new Int32Array(rows.length * columns.length).fill(-1);
  for (const [i, row] of table.params.entries()) {
    const cell =
      (y === undefined ? 0 : rows.indexOf(text(row[y]))) * columns.length + columns.indexOf(text(row[x]));
    const before = table.meanTestScore[shown[cell]!] ?? Number.NaN;
    if (Number.isNaN(before) || table.meanTestScore[i]! > before) shown[cell] = i;
  }
  const scores = Float64Array.from(shown, (i) => table.meanTestScore[i] ?? Number.NaN);
  const best = scores.reduce(
    (top, score, i) => (score > (scores[top] ?? -Infinity) || Number.isNaN(scores[top]!) ? i : top),
    0,
  );
  const figure = new PyFigure(1, 1, {
    figsize: [Math.max(4, columns.length * 1.1 + 1.6), Math.max(2.4, rows.length * 0.55 + 1.4)],
  });
  const korean = isKorean(options.title);
  const axes = figure.axes[0]!.heatmap(
    { data: scores, shape: [rows.length, columns.length] },
    {
      columns: shortened(columns),
      rows: shortened(rows),
      cmap: options.cmap ?? "Blues",
      format: (score, row, column) => {
        const i = row * columns.length + column;
        return `${score.toFixed(3)}${certainty(table, shown[i]!)}${i === best ? " ★" : ""}`;
      },
    },
  )
    .xlabel(x)
    .colorbar({ label: korean ? "점수" : "score" });
  if (y !== undefined) axes.ylabel(y);
  if (options.title !== undefined) axes.title(options.title);
  return figure.toFigure();
}

/** How far a mean can be trusted: its folds' spread, or how many of them there are. */
function certainty({ stdTestScore, numScored, numSplits = 0 }: SearchTable, i: number): string {
  const scored = numScored?.[i] ?? numSplits;
  if (scored < numSplits) return ` ${String(scored)}/${String(numSplits)}`;
  const spread = stdTestScore?.[i] ?? Number.NaN;
  return Number.isNaN(spread) ? "" : ` ± ${spread.toFixed(3)}`;
}

function distinct(values: readonly unknown[]): string[] {
  const unique = [...new Map(values.map((value) => [text(value), value])).entries()];
  // numbers ascend, words stay in the order of the search
  if (unique.every(([, value]) => typeof value === "number"))
    unique.sort((a, b) => Number(a[1]) - Number(b[1]));
  return unique.map(([name]) => name);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** Names of numbers with as few digits as tell them apart, three at least: a random draw has eighteen. */
function shortened(names: readonly string[]): readonly string[] {
  const isLong = (name: string): boolean => name.length > 6 && Number.isFinite(Number(name));
  for (let digits = 3; digits < 18; digits++) {
    const short = names.map((name) =>
      isLong(name) ? String(Number(Number(name).toPrecision(digits))) : name,
    );
    if (new Set(short).size === names.length) return short;
  }
  return names;
}

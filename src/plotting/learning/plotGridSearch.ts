// Scores of a grid of hyper-parameters as a heat map.
import { complaint } from "../../validation.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { optionCheck } from "../options.js";

/** The table of a finished search, as `GridSearchCV` keeps it. */
export interface SearchTable {
  readonly params: readonly Readonly<Record<string, unknown>>[];
  readonly meanTestScore: ArrayLike<number>;
  readonly stdTestScore?: ArrayLike<number>;
}

export interface GridSearchPlotOptions {
  /** Parameter of the columns; defaults to the first that varies. */
  x?: string | undefined;
  /** Parameter of the rows; defaults to the second that varies. */
  y?: string | undefined;
  title?: string | undefined;
  cmap?: string | undefined;
}

const checkGridSearchPlotOptions = optionCheck<GridSearchPlotOptions>("draw the grid search", {
  x: true,
  y: true,
  title: true,
  cmap: true,
});

/**
 * Draws mean scores over two parameters; where more vary, each cell shows its best.
 *
 * @param search - A fitted search (with `cvResults`) or its table.
 * @returns The figure; the best cell has a star.
 */
export function plotGridSearch(
  search: SearchTable | { readonly cvResults: SearchTable },
  options: GridSearchPlotOptions = {},
): Figure {
  checkGridSearchPlotOptions(options);
  const table = "cvResults" in search ? search.cvResults : search;
  const action = "draw the grid search";
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
  const scores = new Float64Array(rows.length * columns.length).fill(Number.NaN);
  const spreads = new Float64Array(scores.length).fill(Number.NaN);
  for (const [i, row] of table.params.entries()) {
    const cell =
      (y === undefined ? 0 : rows.indexOf(text(row[y]))) * columns.length + columns.indexOf(text(row[x]));
    const score = table.meanTestScore[i]!;
    if (Number.isNaN(scores[cell]!) || score > scores[cell]!) {
      scores[cell] = score;
      spreads[cell] = table.stdTestScore?.[i] ?? Number.NaN;
    }
  }
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
        const spread = spreads[i]!;
        return `${score.toFixed(3)}${Number.isNaN(spread) ? "" : ` ± ${spread.toFixed(3)}`}${i === best ? " ★" : ""}`;
      },
    },
  )
    .xlabel(x)
    .colorbar({ label: korean ? "점수" : "score" });
  if (y !== undefined) axes.ylabel(y);
  if (options.title !== undefined) axes.title(options.title);
  return figure.toFigure();
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

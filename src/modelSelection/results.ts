// The table of a search: one row a candidate, scikit-learn's columns.
import { displaySymbol, type MimeBundle } from "../display/host.js";
import type { FitResult } from "./fitAndScore.js";
import type { Params } from "./types.js";
import { checkKind } from "../validation.js";

/**
 * Scores and times of all candidates; row i of every column belongs to `params[i]`.
 *
 * Columns have scikit-learn's names in camelCase: `meanTestScore`, `stdTestScore` (of the population), `rankTestScore` (1 is
 * best, ties share the smaller rank), `split0TestScore` …, `meanFitTime`, `stdFitTime`, `meanScoreTime`, `stdScoreTime`, the
 * same with `Train` when asked for, and `param_<name>`. With several scores the name takes the place of `Score`:
 * `meanTestAccuracy`. Drawn as a table.
 *
 * @example
 * ```ts
 * import { CvResults, GridSearchCV, iris, LogisticRegression } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const search = new GridSearchCV({ estimator: new LogisticRegression(), paramGrid: { C: [0.1, 1] }, cv: 3 });
 * await search.fit(data, target);
 * expect(search.cvResults).toBeInstanceOf(CvResults); // as a cell's last value: a table
 * expect(search.cvResults.params).toEqual([{ C: 0.1 }, { C: 1 }]);
 * ```
 */
export class CvResults {
  readonly params: Params[];
  readonly meanFitTime!: Float64Array;
  readonly stdFitTime!: Float64Array;
  readonly meanScoreTime!: Float64Array;
  readonly stdScoreTime!: Float64Array;
  readonly meanTestScore!: Float64Array;
  readonly stdTestScore!: Float64Array;
  readonly rankTestScore!: Int32Array;
  [column: string]: Float64Array | Int32Array | readonly unknown[];

  constructor(params: readonly Params[]) {
    checkKind("make a table of results", "params", params, { kind: "list" });
    this.params = [...params];
  }

  /** Drawn in a notebook. */
  [displaySymbol](): MimeBundle {
    return { "text/html": toHtml(this), "text/plain": toText(this) };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return toText(this);
  }
}

/** Name of a column: `columnName("mean", "Test", "score")` is `meanTestScore`. */
export function columnName(what: string, part: "Test" | "Train", score: string): string {
  return `${what}${part}${score[0]!.toUpperCase()}${score.slice(1)}`;
}

/** What is known of each candidate beside its scores, as the iteration of a halving search. */
export type MoreColumns = Readonly<Record<string, readonly number[]>>;

/** Puts fit results, ordered by candidate and split, into a table. */
export function makeResults(
  params: readonly Params[],
  numSplits: number,
  fits: readonly FitResult[],
  scores: readonly string[],
  withTrain: boolean,
  more: MoreColumns = {},
): CvResults {
  const results = new CvResults(params);
  const columns = results as Record<string, unknown>;
  for (const [name, values] of Object.entries(more)) columns[name] = Int32Array.from(values);
  const rows = (value: (fit: FitResult) => number) =>
    params.map((_, i) => fits.slice(i * numSplits, (i + 1) * numSplits).map(value));
  const store = (matrix: number[][], mean: string, std: string) => {
    columns[mean] = Float64Array.from(matrix, meanOf);
    columns[std] = Float64Array.from(matrix, stdOf);
  };
  store(
    rows((fit) => fit.fitTime),
    "meanFitTime",
    "stdFitTime",
  );
  store(
    rows((fit) => fit.scoreTime),
    "meanScoreTime",
    "stdScoreTime",
  );
  for (const name of new Set(params.flatMap((one) => Object.keys(one))))
    columns[`param_${name}`] = params.map((one) => one[name]);
  for (const score of scores) {
    for (const part of withTrain ? (["Test", "Train"] as const) : (["Test"] as const)) {
      const matrix = rows((fit) => (part === "Test" ? fit.testScores : fit.trainScores)[score]!);
      for (let k = 0; k < numSplits; k++)
        columns[columnName(`split${String(k)}`, part, score)] = Float64Array.from(matrix, (row) => row[k]!);
      store(matrix, columnName("mean", part, score), columnName("std", part, score));
      if (part === "Test")
        columns[columnName("rank", part, score)] = ranks(
          columns[columnName("mean", part, score)] as Float64Array,
        );
    }
  }
  return results;
}

function meanOf(row: readonly number[]): number {
  return row.reduce((sum, value) => sum + value, 0) / row.length;
}

function stdOf(row: readonly number[]): number {
  const mean = meanOf(row);
  return Math.sqrt(meanOf(row.map((value) => (value - mean) ** 2)));
}

/** Rank 1 for the largest; ties share the smaller rank, NaN ties with the worst below all. */
export function ranks(scores: Float64Array): Int32Array {
  const worst = scores.reduce((least, score) => (score < least ? score : least), Infinity) - 1;
  const filled = scores.map((score) => (Number.isNaN(score) ? worst : score));
  if (scores.every(Number.isNaN)) return new Int32Array(scores.length).fill(1);
  const sorted = filled.slice().sort().reverse();
  return Int32Array.from(filled, (score) => sorted.indexOf(score) + 1);
}

/** Rows of the table that people read. */
function tableOf(results: CvResults): { head: string[]; rows: string[][]; best: number[] } {
  const names = [...new Set(results.params.flatMap((one) => Object.keys(one)))].sort();
  const means = Object.keys(results).filter((column) => column.startsWith("meanTest"));
  const label = (column: string) =>
    means.length === 1
      ? "score"
      : column.slice("meanTest".length).replace(/^./, (first) => first.toLowerCase());
  const fixed = (value: number, digits: number) => (Number.isNaN(value) ? "NaN" : value.toFixed(digits));
  const head = [...names, ...means.flatMap((column) => [label(column), "± std", "rank"]), "fit s"];
  const rows = results.params.map((one, i) => [
    ...names.map((name) => showParam(one[name])),
    ...means.flatMap((column) => {
      const rest = column.slice("mean".length);
      const [mean, std, rank] = [column, `std${rest}`, `rank${rest}`].map(
        (name) => results[name]![i] as number,
      );
      return [fixed(mean!, 4), fixed(std!, 4), String(rank)];
    }),
    fixed(results.meanFitTime[i]!, 2),
  ]);
  const firstRank = results[`rank${(means[0] ?? "").slice("mean".length)}`] as Int32Array | undefined;
  return { head, rows, best: firstRank ? [...firstRank.keys()].filter((i) => firstRank[i] === 1) : [] };
}

function showParam(value: unknown): string {
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  if (value === undefined) return "";
  if (typeof value === "function") return value.name || "function";
  if (typeof value === "object" && value !== null) return value.constructor.name;
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return typeof value === "string" ? value : typeof value;
}

function toText(results: CvResults): string {
  const { head, rows } = tableOf(results);
  const widths = head.map((name, j) => Math.max(name.length, ...rows.map((row) => row[j]!.length)));
  return [head, ...rows].map((row) => row.map((cell, j) => cell.padStart(widths[j]!)).join("  ")).join("\n");
}

function toHtml(results: CvResults): string {
  const { head, rows, best } = tableOf(results);
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const cells = (tag: string, row: string[]) =>
    row.map((cell) => `<${tag} style="text-align:right">${escape(cell)}</${tag}>`).join("");
  const body = rows.map(
    (row, i) => `<tr${best.includes(i) ? ' style="font-weight:bold"' : ""}>${cells("td", row)}</tr>`,
  );
  return `<table><thead><tr>${cells("th", head)}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

// As a method it would have to be a column; as a property that is listed, it would be one.
Object.defineProperty(CvResults.prototype, "toString", {
  value(this: CvResults): string {
    return toText(this);
  },
});

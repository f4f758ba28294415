// What a search tells while it runs: its table, as far as the scores have come.
import { complaint } from "../../validation.js";
import type { FitResult } from "../fitAndScore.js";
import type { Params } from "../types.js";
import type { KeptFits } from "./keptFits.js";

/** A search's table while it runs; row i of every column belongs to `params[i]`. */
export interface SearchSoFar {
  readonly params: readonly Params[];
  /** Mean of the folds scored so far, NaN where there is none; with several scores it is the one that decides. */
  readonly meanTestScore: Float64Array;
  readonly stdTestScore: Float64Array;
  /** Number of folds scored so far. */
  readonly numScored: Int32Array;
  readonly numSplits: number;
}

/** Wants to know how a search gets on; the search awaits each answer. */
export interface SearchCallback {
  /** A call of `fit` begins. */
  onSearchBegin?(): void | Promise<void>;
  /** One fit is over and scored. The table has the candidates of all rounds that have begun. */
  onFitEnd?(soFar: SearchSoFar): void | Promise<void>;
  /** No more fits: all are done, or the search was interrupted. The best is not yet fitted on all data. */
  onSearchEnd?(soFar: SearchSoFar): void | Promise<void>;
}

const moments = ["onSearchBegin", "onFitEnd", "onSearchEnd"] as const;

/**
 * Refuses what would never be called, as a callback of training.
 *
 * @throws TypeError naming what a callback has.
 */
export function checkCallbacks(action: string, callbacks: unknown): void {
  const isCallback = (one: unknown): boolean =>
    typeof one === "object" &&
    one !== null &&
    moments.some((moment) => typeof (one as SearchCallback)[moment] === "function");
  if (callbacks === undefined || (Array.isArray(callbacks) && callbacks.every(isCallback))) return;
  const wanted = `a list of objects with one of ${moments.join(", ")}`;
  const fix = "liveSearch() is one; callbacks of training belong to the estimator's fit";
  throw new TypeError(complaint({ action, name: "callbacks", wanted, got: callbacks, fix }));
}

/** Keeps the table up to date and tells of it. */
export class SearchNews {
  private readonly callbacks: readonly SearchCallback[];
  private readonly scoreName: string;
  private readonly numSplits: number;
  private readonly params: Params[] = [];
  /** Scores of each candidate's folds. */
  private readonly scores: number[][] = [];

  constructor(callbacks: readonly SearchCallback[], scoreName: string, numSplits: number) {
    this.callbacks = callbacks;
    this.scoreName = scoreName;
    this.numSplits = numSplits;
  }

  /** New candidates are about to be fitted. `kept`: results of an interrupted call, which are not fitted again. */
  roundBegins(candidates: readonly Params[], kept: Pick<KeptFits, "get">): void {
    const first = this.params.length * this.numSplits;
    this.params.push(...candidates);
    for (let place = first; place < this.params.length * this.numSplits; place++) {
      const result = kept.get(place);
      if (result) this.note(place, result);
    }
  }

  /** The fit at a place of the table is over: candidate by candidate, split by split. */
  async fitEnds(place: number, result: FitResult): Promise<void> {
    this.note(place, result);
    await this.tell("onFitEnd");
  }

  async tell(moment: (typeof moments)[number]): Promise<void> {
    for (const callback of this.callbacks) await callback[moment]?.(this.soFar);
  }

  private note(place: number, result: FitResult): void {
    (this.scores[Math.floor(place / this.numSplits)] ??= []).push(result.testScores[this.scoreName] ?? NaN);
  }

  private get soFar(): SearchSoFar {
    const rows = this.params.map((_, candidate) => this.scores[candidate] ?? []);
    const means = rows.map((row) => row.reduce((sum, score) => sum + score, 0) / row.length);
    const spreads = rows.map((row, i) =>
      Math.sqrt(row.reduce((sum, score) => sum + (score - means[i]!) ** 2, 0) / row.length),
    );
    return {
      params: [...this.params],
      meanTestScore: Float64Array.from(means),
      stdTestScore: Float64Array.from(spreads),
      numScored: Int32Array.from(rows, (row) => row.length),
      numSplits: this.numSplits,
    };
  }
}

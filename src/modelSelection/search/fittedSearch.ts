// What a search answers once it is fitted: its table, the best candidate, and predictions of that.
import { type ArrayLike, asArray, type NDArray } from "../../array/index.js";
import { samplesOf } from "../../table/internal.js";
import { complaint } from "../../validation.js";
import type { CvResults } from "../results.js";
import type { Scorers } from "../scoring.js";
import type { Estimator, Params } from "../types.js";
import type { SearchOptions } from "./searchOptions.js";

/** When and where a fit ran: a bar of a Gantt chart. */
export interface FitRecord {
  candidate: number;
  split: number;
  /** "this process", "thread 3" or the name of a machine's worker. */
  worker: string;
  /** Milliseconds since the search began. */
  start: number;
  end: number;
}

/** What `fit` leaves behind. */
export interface Outcome<E> {
  results: CvResults;
  bestIndex: number | undefined;
  bestScore: number | undefined;
  bestEstimator: E | undefined;
  refitTime: number | undefined;
  scorers: Scorers;
  fits: FitRecord[];
  numSplits: number;
}

/** The half of a search that reads what `fit` left behind. */
export abstract class FittedSearch<E extends Estimator = Estimator> {
  protected readonly options: SearchOptions<E>;
  protected outcome: Outcome<E> | undefined;

  constructor(options: SearchOptions<E>) {
    this.options = options;
  }

  /** One line, as a cell that ends in `await search.fit(x, y)` shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const score = this.outcome?.bestScore;
    return `${this.constructor.name}${score === undefined ? "" : `, best score ${score.toFixed(4)}`}`;
  }

  private fitted(what: string): Outcome<E> {
    if (this.outcome) return this.outcome;
    throw new Error(
      `Cannot ${what}: this ${this.constructor.name} is not fitted yet; await its fit(x, y) first`,
    );
  }

  private chosen<K extends "bestIndex" | "bestScore" | "bestEstimator" | "refitTime">(
    key: K,
    what: string,
  ): NonNullable<Outcome<E>[K]> {
    const value = this.fitted(what)[key];
    if (value !== undefined) return value;
    throw new Error(`Cannot ${what}: this search was made with refit: ${String(this.options.refit)}`);
  }

  /** Scores and times of all candidates. */
  get cvResults(): CvResults {
    return this.fitted("read cvResults").results;
  }
  /** Row of the best candidate in {@link cvResults}. */
  get bestIndex(): number {
    return this.chosen("bestIndex", "read bestIndex");
  }
  /** Mean score of the best candidate over the splits. */
  get bestScore(): number {
    return this.chosen("bestScore", "read bestScore");
  }
  /** Parameters of the best candidate. */
  get bestParams(): Params {
    return this.cvResults.params[this.bestIndex]!;
  }
  /** The best candidate, fitted on all data. */
  get bestEstimator(): E {
    return this.chosen("bestEstimator", "read bestEstimator");
  }
  /** Seconds that fitting the best candidate on all data took. */
  get refitTime(): number {
    return this.chosen("refitTime", "read refitTime");
  }
  /** Number of splits. */
  get numSplits(): number {
    return this.fitted("read numSplits").numSplits;
  }
  /** When and where each fit ran. */
  get fits(): readonly FitRecord[] {
    return this.fitted("read fits").fits;
  }

  /** Predictions of the best estimator. */
  async predict(x: ArrayLike): Promise<NDArray> {
    return await this.bestEstimator.predict(samplesOf(x));
  }

  /** Probabilities of the best estimator. */
  async predictProba(x: ArrayLike): Promise<NDArray> {
    const best = this.bestEstimator;
    if (best.predictProba) return await best.predictProba(samplesOf(x));
    throw new TypeError(`Cannot predict probabilities: ${best.constructor.name} has no predictProba`);
  }

  /** Score of the best estimator on other data, by the score that decided the search; scores know no weights. */
  async score(x: ArrayLike, y?: ArrayLike, ...none: []): Promise<number> {
    const [given] = none as readonly unknown[];
    if (given !== undefined) {
      const fix = "its own score takes them: search.bestEstimator.score(x, y, { sampleWeight })";
      const parts = { name: "a third argument", wanted: "left out: a search's scores know no weights" };
      throw new TypeError(complaint({ action: "score", ...parts, got: given, fix }));
    }
    const best = this.bestEstimator;
    const { scorers } = this.fitted("score");
    const { refit } = this.options;
    const name = typeof refit === "string" && scorers.names.includes(refit) ? refit : scorers.names[0]!;
    return await scorers.all[name]!(best, samplesOf(x), y === undefined ? undefined : asArray(y));
  }
}

// What all searches share: fit every candidate on every split, make the table, choose, and fit the best on all data.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { random } from "../random/index.js";
import { complaint, nearestName } from "../validation.js";
import { type Cv, checkCv } from "./checkCv.js";
import { deriveSeed, describe, hashArray } from "./fingerprint.js";
import { columnName, CvResults, makeResults, type MoreColumns } from "./results.js";
import { ResumeFile } from "./resume.js";
import type { FitResult } from "./fitAndScore.js";
import type { Splitter } from "./kFold.js";
import { type FitSpec, type RunOptions, runFits } from "./runFits.js";
import { readScoring, type Scorers, type Scoring } from "./scoring.js";
import type { Estimator, Params } from "./types.js";

/** Options that every search has. */
export interface SearchOptions<E extends Estimator = Estimator> extends RunOptions {
  /** The model; it is copied, never fitted itself. */
  estimator: E;
  /** Names or functions; several by a list or by name. Default: the estimator's own score. */
  scoring?: Scoring | undefined;
  /** Number of folds, a splitter, or splits. Default: 5. */
  cv?: Cv | undefined;
  /**
   * Fit the best candidate on all data at the end: true (the default), the name of the score that decides (needed with several),
   * false, or a function that chooses a row of the table.
   */
  refit?: boolean | string | ((results: CvResults) => number) | undefined;
  /** Seed of every fit and of drawn parameters. Fits of an estimator that has a seed of its own keep that one. */
  seed?: number | undefined;
  /** File to keep finished fits in: a search whose process ended goes on from it. */
  resume?: string | undefined;
  /**
   * Gives up on candidates early: folds are done one after the other, and a candidate whose mean score so far lies more than
   * this below the best one's is not fitted again. Its missing scores are NaN, so that it ranks last. Default: never.
   */
  giveUpBelow?: number | undefined;
  /** Called with the estimator of each new best fit; such fits send back what they learned. */
  onBest?(estimator: E, score: number, params: Params): void | Promise<void>;
}

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

/** Options of one call of `fit`. */
export interface SearchFitOptions {
  /** Weight of each sample in training. */
  sampleWeight?: ArrayLike | undefined;
}

/** Evaluates candidates on the splits of a splitter; the table holds all candidates evaluated so far. */
export type Evaluate = (
  candidates: readonly Params[],
  splitter?: Splitter,
  more?: MoreColumns,
) => Promise<CvResults>;

/** What `fit` leaves behind. */
interface Outcome<E> {
  results: CvResults;
  bestIndex: number | undefined;
  bestScore: number | undefined;
  bestEstimator: E | undefined;
  refitTime: number | undefined;
  scorers: Scorers;
  fits: FitRecord[];
  numSplits: number;
}

const commonOptions = [
  "estimator",
  "scoring",
  "cv",
  "refit",
  "seed",
  "resume",
  "giveUpBelow",
  "onBest",
  "nJobs",
  "backend",
  "verbose",
  "errorScore",
  "returnTrainScore",
  "timeout",
  "preDispatch",
];

/** Base of the searches. */
export abstract class BaseSearchCV<E extends Estimator = Estimator> {
  protected readonly options: SearchOptions<E>;
  private outcome: Outcome<E> | undefined;
  /** Fits of a search that was interrupted, and the search they belong to. */
  private unfinished:
    | {
        search: string;
        x: NDArray;
        y: NDArray | undefined;
        seed: number | undefined;
        kept: Map<number, FitResult>;
      }
    | undefined;

  constructor(options: SearchOptions<E>, ownOptions: readonly string[]) {
    const action = `make a ${new.target.name}`;
    const known = [...commonOptions, ...ownOptions];
    for (const name of Object.keys(options)) {
      if (known.includes(name)) continue;
      const near = nearestName(name, known);
      throw new TypeError(
        complaint({
          action,
          name: "option",
          wanted: `one of ${known.join(", ")}`,
          got: name,
          fix: near && `did you mean ${near}?`,
        }),
      );
    }
    const { estimator } = options;
    if (typeof estimator?.fit !== "function" || typeof estimator.clone !== "function")
      throw new TypeError(
        complaint({
          action,
          name: "estimator",
          wanted: "an object with fit, predict, getParams, setParams and clone",
          got: estimator,
        }),
      );
    this.options = options;
  }

  /** One line, as a cell that ends in `await search.fit(x, y)` shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const score = this.outcome?.bestScore;
    return `${this.constructor.name}${score === undefined ? "" : `, best score ${score.toFixed(4)}`}`;
  }

  /** Evaluates candidates, in one go or in several. */
  protected abstract search(evaluate: Evaluate, context: SearchContext): Promise<void>;

  /** What tells this search from others, beside options and data. */
  protected abstract candidatesText(): string;

  /** The row of the table that wins. */
  protected chooseBest(results: CvResults, score: string): number {
    const { refit = true } = this.options;
    if (typeof refit === "function") {
      const index = refit(results);
      if (!(Number.isInteger(index) && index >= 0 && index < results.params.length))
        throw new RangeError(
          complaint({
            action: "choose the best candidate",
            name: "the answer of refit",
            wanted: `an integer from 0 to ${String(results.params.length - 1)}`,
            got: index,
          }),
        );
      return index;
    }
    const ranks = results[columnName("rank", "Test", score)] as Int32Array;
    return ranks.reduce((best, rank, i) => (rank < ranks[best]! ? i : best), 0);
  }

  /**
   * Fits every candidate on every split, then the best on all data.
   *
   * @param x - Samples along the first axis.
   * @param y - Answers; left out for estimators that need none.
   * @throws RangeError for data that does not fit; SearchInterruptedError after an interrupt, when a second call goes on.
   */
  async fit(x: ArrayLike, y?: ArrayLike, { sampleWeight }: SearchFitOptions = {}): Promise<this> {
    const action = "search";
    const [samples, targets] = [asArray(x), y === undefined ? undefined : asArray(y)];
    if (targets && targets.length !== samples.length)
      throw new RangeError(
        complaint({
          action,
          name: "length of y",
          wanted: `${String(samples.length)}, as of x`,
          got: targets.length,
        }),
      );
    const { estimator, cv, scoring, refit = true, returnTrainScore = false } = this.options;
    const scorers = readScoring(scoring);
    const refitScore = this.checkRefit(scorers);
    const splitter = checkCv(cv, targets, { classifier: estimator.estimatorType === "classifier" });
    const begun = Date.now();
    const seed = this.chooseSeed(samples, targets);
    const weights = sampleWeight === undefined ? undefined : asArray(sampleWeight);
    const kept = this.openKept(samples, targets, seed, splitter);

    const params: Params[] = [];
    const fits: FitResult[] = [];
    const more: Record<string, number[]> = {};
    const state = { results: new CvResults([]), best: -Infinity };
    const numSplits = splitter.getNumSplits(samples, targets);
    const evaluate: Evaluate = async (candidates, using = splitter, columns = {}) => {
      const splits = [...using.split(samples, targets)];
      if (splits.length !== numSplits)
        throw new RangeError(
          complaint({
            action,
            name: "number of splits",
            wanted: `${String(numSplits)}, as getNumSplits said`,
            got: splits.length,
          }),
        );
      if ((this.options.verbose ?? 0) > 0) {
        const [folds, rows] = [String(numSplits), String(candidates.length)];
        console.log(
          `Fitting ${folds} folds for each of ${rows} candidates, totalling ${String(numSplits * candidates.length)} fits`,
        );
      }
      const first = params.length;
      const specs = candidates.flatMap((one, i) =>
        splits.map(([train, test], split): FitSpec => ({
          params: one,
          candidate: i,
          numCandidates: candidates.length,
          split,
          numSplits,
          train,
          test,
          seed: seed === undefined ? undefined : deriveSeed(seed, first + i, split),
        })),
      );
      const offset = first * numSplits;
      const done = await this.runAll(specs, offset, { samples, targets, weights, scorers, kept, state });
      params.push(...candidates);
      fits.push(...done);
      for (const [name, values] of Object.entries(columns)) (more[name] ??= []).push(...values);
      state.results = makeResults(params, numSplits, fits, scorers.names, returnTrainScore, more);
      return state.results;
    };
    await this.search(evaluate, { splitter, samples, targets });
    if (params.length === 0) throw new RangeError("Cannot search: there are no candidates");
    this.warnNotFinite(state.results, scorers);

    const { results } = state;
    const chosen = refitScore === undefined ? undefined : this.chooseBest(results, refitScore);
    const outcome: Outcome<E> = {
      results,
      scorers,
      numSplits,
      bestIndex: chosen,
      refitTime: undefined,
      bestEstimator: undefined,
      bestScore:
        chosen === undefined
          ? undefined
          : (results[columnName("mean", "Test", refitScore!)]?.[chosen] as number | undefined),
      fits: fits.map(({ worker, started, ended }, i) => ({
        candidate: Math.floor(i / numSplits),
        split: i % numSplits,
        worker,
        start: started - begun,
        end: ended - begun,
      })),
    };
    if (refit !== false && chosen !== undefined) {
      const best = estimator.clone() as E;
      best.setParams(results.params[chosen]!);
      const start = performance.now();
      await best.fit(samples, targets, {
        seed: seed === undefined ? undefined : deriveSeed(seed, chosen, numSplits),
        sampleWeight: weights,
      });
      outcome.refitTime = (performance.now() - start) / 1000;
      outcome.bestEstimator = best;
    }
    this.unfinished = undefined;
    this.outcome = outcome;
    return this;
  }

  /** Runs the fits of one evaluation, all at once or, to give up early, fold by fold. */
  private async runAll(
    specs: FitSpec[],
    offset: number,
    run: {
      samples: NDArray;
      targets: NDArray | undefined;
      weights: NDArray | undefined;
      scorers: Scorers;
      kept: Kept;
      state: { best: number };
    },
  ): Promise<FitResult[]> {
    const { estimator, giveUpBelow } = this.options;
    const watched = this.options.onBest !== undefined;
    const { samples, targets, weights, scorers, kept, state } = run;
    const name = scorers.names[0]!;
    const onResult = async (place: number, result: FitResult, fitted?: Estimator) => {
      kept.add(place, result);
      const score = result.testScores[name] ?? -Infinity;
      if (!watched || !fitted || !(score > state.best)) return;
      state.best = score;
      await this.options.onBest!(fitted as E, score, specs[place - offset]!.params ?? {});
    };
    const runSome = async (places: number[]): Promise<FitResult[]> =>
      runFits(
        places.map((i) => specs[i]!),
        {
          estimator,
          x: samples,
          y: targets,
          sampleWeight: weights,
          scorers,
          options: this.options,
          keepEstimators: watched,
          kept: new Map(
            places.flatMap((i, j) => {
              const result = kept.get(offset + i);
              return result ? [[j, result]] : [];
            }),
          ),
          onResult: (j, result, fitted) => onResult(offset + places[j]!, result, fitted),
        },
      );
    if (giveUpBelow === undefined) return runSome([...specs.keys()]);
    const numSplits = specs[0]?.numSplits ?? 1;
    const results = new Array<FitResult | undefined>(specs.length);
    let alive = Array.from({ length: specs.length / numSplits }, (_, i) => i);
    for (let split = 0; split < numSplits; split++) {
      const places = alive.map((candidate) => candidate * numSplits + split);
      (await runSome(places)).forEach((result, j) => (results[places[j]!] = result));
      const means = alive.map((candidate) => {
        const row = results.slice(candidate * numSplits, candidate * numSplits + split + 1);
        return row.reduce((sum, result) => sum + result!.testScores[name]!, 0) / row.length;
      });
      const best = means.reduce((most, mean) => (mean > most ? mean : most), -Infinity);
      alive = alive.filter((_, j) => means[j]! >= best - giveUpBelow);
    }
    const nothing = Object.fromEntries(scorers.names.map((one) => [one, NaN]));
    return Array.from(
      results,
      (result, i) =>
        result ?? {
          testScores: nothing,
          trainScores: nothing,
          fitTime: 0,
          scoreTime: 0,
          numTestSamples: specs[i]!.test.length,
          started: 0,
          ended: 0,
          worker: "given up",
        },
    );
  }

  /** The score that decides, or undefined when nothing is chosen. */
  private checkRefit(scorers: Scorers): string | undefined {
    const { refit = true } = this.options;
    if (!scorers.multi) return "score";
    if (refit === false) return undefined;
    if (typeof refit === "function") return scorers.names[0]!;
    if (typeof refit === "string" && scorers.names.includes(refit)) return refit;
    const wanted = `one of ${scorers.names.map((name) => `"${name}"`).join(", ")}, false or a function, as there are several scores`;
    throw new RangeError(complaint({ action: "search", name: "refit", wanted, got: refit }));
  }

  /** The seed of all fits: the search's, none if the estimator has its own, else one drawn now. */
  private chooseSeed(x: NDArray, y: NDArray | undefined): number | undefined {
    const { estimator, seed, resume } = this.options;
    const own = estimator.getParams().seed;
    if (own !== undefined && own !== null) return undefined;
    if (seed !== undefined) return seed;
    if (this.unfinished?.x === x && this.unfinished.y === y) return this.unfinished.seed;
    return (resume === undefined ? undefined : ResumeFile.seedOf(resume)) ?? random.randint(0, 0x7fffffff);
  }

  /** Results that are there already: of an interrupted call with the same data, or from the resume file. */
  private openKept(x: NDArray, y: NDArray | undefined, seed: number | undefined, splitter: Splitter): Kept {
    const { estimator, scoring, returnTrainScore, resume, giveUpBelow, cv } = this.options;
    const folds =
      cv === undefined || typeof cv === "number"
        ? { cv: splitter.constructor.name, numSplits: splitter.getNumSplits(x, y) }
        : splitter;
    const search = describe([
      this.constructor.name,
      this.candidatesText(),
      estimator.getParams(),
      scoring,
      returnTrainScore,
      folds,
      seed,
      giveUpBelow,
    ]);
    if (!(this.unfinished?.search === search && this.unfinished.x === x && this.unfinished.y === y))
      this.unfinished = { search, x, y, seed, kept: new Map() };
    const { kept } = this.unfinished;
    const file =
      resume === undefined
        ? undefined
        : new ResumeFile(resume, describe([search, hashArray(x), y && hashArray(y)]), seed);
    file?.kept.forEach((result, index) => kept.set(index, result));
    return {
      get: (index) => kept.get(index),
      add: (index, result) => {
        kept.set(index, result);
        file?.add(index, result);
      },
    };
  }

  private warnNotFinite(results: CvResults, scorers: Scorers): void {
    if (this.options.giveUpBelow !== undefined) return;
    for (const name of scorers.names) {
      const means = results[columnName("mean", "Test", name)] as Float64Array;
      const bad = means.filter((mean) => !Number.isFinite(mean)).length;
      if (bad > 0)
        console.warn(
          `${String(bad)} of ${String(means.length)} candidates have a test score that is not a finite number`,
        );
    }
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
    return await this.bestEstimator.predict(asArray(x));
  }

  /** Probabilities of the best estimator. */
  async predictProba(x: ArrayLike): Promise<NDArray> {
    const best = this.bestEstimator;
    if (best.predictProba) return await best.predictProba(asArray(x));
    throw new TypeError(`Cannot predict probabilities: ${best.constructor.name} has no predictProba`);
  }

  /** Score of the best estimator on other data, by the score that decided the search. */
  async score(x: ArrayLike, y?: ArrayLike): Promise<number> {
    const best = this.bestEstimator;
    const { scorers } = this.fitted("score");
    const { refit } = this.options;
    const name = typeof refit === "string" && scorers.names.includes(refit) ? refit : scorers.names[0]!;
    return await scorers.all[name]!(best, asArray(x), y === undefined ? undefined : asArray(y));
  }
}

/** What a search may need to know of the data. */
export interface SearchContext {
  splitter: Splitter;
  samples: NDArray;
  targets: NDArray | undefined;
}

interface Kept {
  get(index: number): FitResult | undefined;
  add(index: number, result: FitResult): void;
}

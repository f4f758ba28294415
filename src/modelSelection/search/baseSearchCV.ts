// What all searches share: fit every candidate on every split, make the table, choose, and fit the best on all data.
import type { ArrayLike, NDArray } from "../../array/index.js";
import { random } from "../../random/index.js";
import { type Samples, samplesOf } from "../../table/internal.js";
import { checkOptions } from "../../validation.js";
import { deriveSeed } from "../fits/index.js";
import { columnName, type CvResults } from "../results.js";
import { readScoring } from "../scoring.js";
import { checkCv, checkConsistentLength, type Splitter } from "../splitters/index.js";
import type { Estimator } from "../types.js";
import { bestRow, decidingScore, warnNotFinite } from "./bestCandidate.js";
import { type Evaluate, Evaluation, type SearchContext } from "./evaluation.js";
import { FittedSearch, type Outcome } from "./fittedSearch.js";
import { describe, type FitsOf, UnfinishedFits } from "./keptFits.js";
import { ResumeFile } from "./resumeFile.js";
import { checkCallbacks, SearchNews } from "./searchCallbacks.js";
import { checkSearchOptions, type SearchFitOptions, type SearchOptions } from "./searchOptions.js";

/** Base of the searches. */
export abstract class BaseSearchCV<E extends Estimator = Estimator> extends FittedSearch<E> {
  private readonly unfinished = new UnfinishedFits();

  constructor(options: SearchOptions<E>, ownOptions: readonly string[]) {
    super(options);
    const action = `make a ${new.target.name}`;
    checkSearchOptions(action, options, ownOptions);
    checkCallbacks(action, options.callbacks);
  }

  /** Evaluates candidates, in one go or in several. */
  protected abstract search(evaluate: Evaluate, context: SearchContext): Promise<void>;

  /** Plain data that tells its candidates from another search's; a call after an interrupt must give the same. */
  protected abstract identity(): unknown;

  /** The row of the table that wins. */
  protected chooseBest(results: CvResults, score: string): number {
    return bestRow(results, score, this.options.refit);
  }

  /**
   * Fits every candidate on every split, then the best on all data.
   *
   * @param x - Samples along the first axis.
   * @param y - Answers; left out for estimators that need none.
   * @throws RangeError for data that does not fit; SearchInterruptedError after an interrupt, when a second call goes on.
   */
  async fit(x: ArrayLike, y?: ArrayLike, options: SearchFitOptions = {}): Promise<this> {
    checkOptions("search", options, ["sampleWeight", "groups"]);
    const samples = samplesOf(x);
    const targets = checkConsistentLength("search", samples, "y", y);
    const { estimator, cv, scoring, refit = true, giveUpBelow } = this.options;
    const scorers = readScoring(scoring);
    const deciding = decidingScore(refit, scorers);
    const splitter = checkCv(cv, targets, { classifier: estimator.estimatorType === "classifier" });
    const begun = Date.now();
    const seed = this.chooseSeed(samples, targets);
    const weights = checkConsistentLength("search", samples, "sampleWeight", options.sampleWeight);
    const groups = checkConsistentLength("search", samples, "groups", options.groups);
    const kept = this.unfinished.open(
      this.searchText({ x: samples, y: targets, seed }, splitter),
      { x: samples, y: targets, seed },
      this.options.resume,
    );
    const context = { splitter, samples, targets, groups };
    const numSplits = splitter.getNumSplits(samples, targets, groups);
    const news = new SearchNews(this.options.callbacks ?? [], deciding ?? scorers.names[0]!, numSplits);
    const plan = { ...context, options: this.options, weights, scorers, seed, kept, numSplits, news };
    const evaluation = new Evaluation(plan);
    await news.tell("onSearchBegin");
    try {
      await this.search(evaluation.evaluate, context);
    } finally {
      await news.tell("onSearchEnd");
    }
    if (evaluation.params.length === 0) throw new RangeError("Cannot search: there are no candidates");
    const { results } = evaluation;
    if (giveUpBelow === undefined) warnNotFinite(results, scorers);

    const bestIndex = deciding === undefined ? undefined : this.chooseBest(results, deciding);
    const means = deciding === undefined ? undefined : results[columnName("mean", "Test", deciding)];
    const outcome: Outcome<E> = {
      results,
      scorers,
      numSplits,
      bestIndex,
      bestScore: bestIndex === undefined ? undefined : (means?.[bestIndex] as number | undefined),
      bestEstimator: undefined,
      refitTime: undefined,
      fits: evaluation.fits.map(({ worker, started, ended }, i) => ({
        candidate: Math.floor(i / numSplits),
        split: i % numSplits,
        worker,
        start: started - begun,
        end: ended - begun,
      })),
    };
    if (refit !== false && bestIndex !== undefined) {
      const best = estimator.clone() as E;
      best.setParams(results.params[bestIndex]!);
      const start = performance.now();
      await best.fit(samples, targets, {
        seed: seed === undefined ? undefined : deriveSeed(seed, bestIndex, numSplits),
        sampleWeight: weights,
      });
      outcome.refitTime = (performance.now() - start) / 1000;
      outcome.bestEstimator = best;
    }
    this.unfinished.forget();
    this.outcome = outcome;
    return this;
  }

  /** The seed of all fits: the search's, none if the estimator has its own, else one drawn now. */
  private chooseSeed(x: Samples, y: NDArray | undefined): number | undefined {
    const { estimator, seed, resume } = this.options;
    const own = estimator.getParams().seed;
    if (own !== undefined && own !== null) return undefined;
    if (seed !== undefined) return seed;
    const interrupted = this.unfinished.of(x, y);
    if (interrupted) return interrupted.seed;
    return (resume === undefined ? undefined : ResumeFile.seedOf(resume)) ?? random.randint(0, 0x7fffffff);
  }

  /** What tells this search from others, data aside. */
  private searchText({ x, y, seed }: FitsOf, splitter: Splitter): string {
    const { estimator, scoring, returnTrainScore, giveUpBelow, cv } = this.options;
    const folds =
      cv === undefined || typeof cv === "number"
        ? { cv: splitter.constructor.name, numSplits: splitter.getNumSplits(x, y) }
        : splitter;
    return describe([
      this.constructor.name,
      this.identity(),
      estimator.getParams(),
      scoring,
      returnTrainScore,
      folds,
      seed,
      giveUpBelow,
    ]);
  }
}

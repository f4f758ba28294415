// All candidates that a search has evaluated so far, their fits and their table.
import type { NDArray } from "../../array/index.js";
import type { Samples } from "../../table/internal.js";
import { complaint } from "../../validation.js";
import type { FitResult } from "../fitAndScore.js";
import type { Splitter } from "../splitters/index.js";
import { CvResults, makeResults, type MoreColumns } from "../results.js";
import { deriveSeed, type FitSpec, runFits } from "../fits/index.js";
import type { Scorers } from "../scoring.js";
import type { Estimator, Params } from "../types.js";
import { runFoldByFold } from "./giveUp.js";
import type { KeptFits } from "./keptFits.js";
import type { SearchNews } from "./searchCallbacks.js";
import type { SearchOptions } from "./searchOptions.js";

/** Evaluates candidates on the splits of a splitter; the table holds all candidates evaluated so far. */
export type Evaluate = (
  candidates: readonly Params[],
  splitter?: Splitter,
  more?: MoreColumns,
) => Promise<CvResults>;

/** What a search may need to know of the data. */
export interface SearchContext {
  splitter: Splitter;
  samples: Samples;
  targets: NDArray | undefined;
  groups: NDArray | undefined;
}

/** What all evaluations of a search share. */
interface EvaluationPlan<E extends Estimator> extends SearchContext {
  options: SearchOptions<E>;
  weights: NDArray | undefined;
  scorers: Scorers;
  seed: number | undefined;
  kept: KeptFits;
  numSplits: number;
  news: SearchNews;
}

/** Grows by the candidates of each {@link Evaluation.evaluate}. */
export class Evaluation<E extends Estimator> {
  readonly params: Params[] = [];
  readonly fits: FitResult[] = [];
  readonly numSplits: number;
  results = new CvResults([]);
  private readonly plan: EvaluationPlan<E>;
  private readonly more: Record<string, number[]> = {};
  /** Best score of a single fit. */
  private best = -Infinity;

  constructor(plan: EvaluationPlan<E>) {
    this.plan = plan;
    this.numSplits = plan.numSplits;
  }

  readonly evaluate: Evaluate = async (candidates, splitter = this.plan.splitter, columns = {}) => {
    const { options, scorers, kept, news } = this.plan;
    const specs = this.specify(candidates, splitter);
    if ((options.verbose ?? 0) > 0) {
      const [folds, rows] = [String(this.numSplits), String(candidates.length)];
      console.log(
        `Fitting ${folds} folds for each of ${rows} candidates, totalling ${String(specs.length)} fits`,
      );
    }
    news.roundBegins(candidates, kept);
    const run = this.runner(specs);
    const done =
      options.giveUpBelow === undefined
        ? await run([...specs.keys()])
        : await runFoldByFold(specs, options.giveUpBelow, scorers, run);
    this.params.push(...candidates);
    this.fits.push(...done);
    for (const [name, values] of Object.entries(columns)) (this.more[name] ??= []).push(...values);
    const { returnTrainScore = false } = options;
    const { params, fits, numSplits, more } = this;
    this.results = makeResults(params, numSplits, fits, scorers.names, returnTrainScore, more);
    return this.results;
  };

  /** One fit for each candidate and split, in this order. */
  private specify(candidates: readonly Params[], splitter: Splitter): FitSpec[] {
    const { samples, targets, groups, seed } = this.plan;
    const { numSplits } = this;
    const splits = [...splitter.split(samples, targets, groups)];
    if (splits.length !== numSplits)
      throw new RangeError(
        complaint({
          action: "search",
          name: "number of splits",
          wanted: `${String(numSplits)}, as getNumSplits said`,
          got: splits.length,
        }),
      );
    const first = this.params.length;
    return candidates.flatMap((params, candidate) =>
      splits.map(([train, test], split) => ({
        params,
        candidate,
        numCandidates: candidates.length,
        split,
        numSplits,
        train,
        test,
        seed: seed === undefined ? undefined : deriveSeed(seed, first + candidate, split),
      })),
    );
  }

  /** Runs the fits at some places of `specs`; what is kept is not fitted again, what is new is kept. */
  private runner(specs: readonly FitSpec[]): (places: number[]) => Promise<FitResult[]> {
    const { options, samples, targets, weights, scorers, kept, news } = this.plan;
    const offset = this.params.length * this.numSplits;
    return (places) =>
      runFits(
        places.map((i) => specs[i]!),
        {
          estimator: options.estimator,
          x: samples,
          y: targets,
          sampleWeight: weights,
          scorers,
          options,
          keepEstimators: options.onBest !== undefined,
          kept: new Map(
            places.flatMap((i, j) => {
              const result = kept.get(offset + i);
              return result ? [[j, result]] : [];
            }),
          ),
          onResult: async (j, result, fitted) => {
            kept.add(offset + places[j]!, result);
            await news.fitEnds(offset + places[j]!, result);
            if (fitted) await this.tell(result, fitted, specs[places[j]!]!);
          },
        },
      );
  }

  /** Tells the search's owner of a new best fit. */
  private async tell(result: FitResult, fitted: Estimator, { params = {} }: FitSpec): Promise<void> {
    const { options, scorers } = this.plan;
    const score = result.testScores[scorers.names[0]!] ?? -Infinity;
    if (!options.onBest || !(score > this.best)) return;
    this.best = score;
    await options.onBest(fitted as E, score, params);
  }
}

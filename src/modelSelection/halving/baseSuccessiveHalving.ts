// Successive halving: many candidates with few resources, the best of them with more, until few are left.
import { RandomState } from "../../random/index.js";
import { complaint } from "../../validation.js";
import type { CvResults } from "../results.js";
import { BaseSearchCV, type Evaluate, type SearchContext } from "../search/index.js";
import type { HasLength, Split, Splitter } from "../splitters/index.js";
import type { Estimator, Params } from "../types.js";
import { type HalvingOptions, halvingOptions, planRounds, resourceLimits, resourcesIn } from "./rounds.js";

/** What both halving searches share. */
export abstract class BaseSuccessiveHalving<E extends Estimator> extends BaseSearchCV<E> {
  protected readonly halving: HalvingOptions<E>;
  /** Resources of a candidate in each round. */
  numResources: number[] = [];
  /** Candidates in each round. */
  numCandidates: number[] = [];
  /** Candidates that are left after the last round. */
  numRemainingCandidates = 0;

  constructor(options: HalvingOptions<E>, ownOptions: readonly string[]) {
    super({ returnTrainScore: true, ...options }, [...ownOptions, ...halvingOptions]);
    this.halving = options;
    const { factor = 3 } = options;
    if (!(factor > 1))
      throw new RangeError(
        complaint({ action: "search by halving", name: "factor", wanted: "a number > 1", got: factor }),
      );
  }

  protected abstract candidates(minResources: number, maxResources: number): Params[];

  /** Of the last round only: earlier ones had fewer resources. */
  protected override chooseBest(results: CvResults, score: string): number {
    if (typeof this.options.refit === "function") return super.chooseBest(results, score);
    const rounds = results.iter as Int32Array;
    const last = rounds.reduce((most, round) => Math.max(most, round), 0);
    const means = results.meanTestScore;
    let best = -1;
    rounds.forEach((round, i) => {
      if (round !== last || Number.isNaN(means[i]!)) return;
      if (best < 0 || means[i]! > means[best]!) best = i;
    });
    return best < 0 ? rounds.indexOf(last) : best;
  }

  protected override async search(evaluate: Evaluate, context: SearchContext): Promise<void> {
    const { resource = "numSamples", factor = 3 } = this.halving;
    const { splitter, samples } = context;
    if (splitter.isConstant === false)
      throw new TypeError(
        "Cannot search by halving: cv must split the same way each time; give its seed or leave shuffle out",
      );
    const limits = resourceLimits(this.halving, context);
    let candidates = this.candidates(...limits);
    if (resource !== "numSamples" && candidates.some((one) => resource in one))
      throw new TypeError(
        complaint({
          action: "search by halving",
          name: "resource",
          wanted: "a parameter that is not searched",
          got: resource,
        }),
      );
    const rounds = planRounds(this.halving, candidates.length, limits);
    const say = (this.options.verbose ?? 0) > 0 ? console.log : () => undefined;
    for (const [name, value] of Object.entries(rounds)) say(`${name}: ${String(value)}`);
    this.numResources = [];
    this.numCandidates = [];
    for (let round = 0; round < rounds.numIterations; round++) {
      const resources = resourcesIn(round, rounds);
      this.numResources.push(resources);
      this.numCandidates.push(candidates.length);
      say(
        `${"-".repeat(10)}\niter: ${String(round)}\nnumCandidates: ${String(candidates.length)}\nnumResources: ${String(resources)}`,
      );
      const all = <T>(value: T) => candidates.map(() => value);
      let using: Splitter = splitter;
      if (resource === "numSamples")
        using = new Subsampled(splitter, resources / samples.length, this.options.seed);
      else candidates = candidates.map((one) => ({ ...one, [resource]: resources }));
      const results = await evaluate(candidates, using, { iter: all(round), numResources: all(resources) });
      candidates = topOf(results, round, Math.ceil(candidates.length / factor));
    }
    this.numRemainingCandidates = candidates.length;
  }
}

/** The best candidates of a round, from worse to better; NaN is worst. */
function topOf(results: CvResults, round: number, count: number): Params[] {
  const rounds = results.iter as Int32Array;
  const places = [...rounds.keys()].filter((i) => rounds[i] === round);
  const score = (i: number) => results.meanTestScore[i]!;
  const sorted = places.sort((a, b) => {
    if (Number.isNaN(score(a)) || Number.isNaN(score(b)))
      return Number(Number.isNaN(score(b))) - Number(Number.isNaN(score(a)));
    return score(a) - score(b) || a - b;
  });
  return sorted.slice(-count).map((i) => results.params[i]!);
}

/** Fewer samples in the same splits: both parts are thinned out. */
class Subsampled implements Splitter {
  private readonly base: Splitter;
  private readonly share: number;
  private readonly seed: number | undefined;

  constructor(base: Splitter, share: number, seed: number | undefined) {
    this.base = base;
    this.share = share;
    this.seed = seed;
  }

  getNumSplits(x?: HasLength): number {
    return this.base.getNumSplits(x);
  }

  *split(...[x, y, groups]: Parameters<Splitter["split"]>): IterableIterator<Split> {
    const thin = (indices: Int32Array): Int32Array => {
      const order = Int32Array.from({ length: indices.length }, (_, i) => i);
      new RandomState(this.seed).shuffle(order);
      return order.subarray(0, Math.floor(this.share * indices.length)).map((place) => indices[place]!);
    };
    for (const [train, test] of this.base.split(x, y, groups)) yield [thin(train), thin(test)];
  }
}

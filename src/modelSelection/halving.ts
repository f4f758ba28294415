// Successive halving: many candidates with few resources, the best of them with more, until few are left.
import { unique } from "../array/index.js";
import { random, RandomState } from "../random/index.js";
import { complaint } from "../validation.js";
import { describe } from "./fingerprint.js";
import type { Splitter } from "./kFold.js";
import { type ParamGrid, ParameterGrid } from "./parameterGrid.js";
import { type ParamDistributions, ParameterSampler } from "./parameterSampler.js";
import type { CvResults } from "./results.js";
import { BaseSearchCV, type Evaluate, type SearchContext, type SearchOptions } from "./search.js";
import type { Estimator, HasLength, Params, Split } from "./types.js";

/** Options that both halving searches have. */
export interface HalvingOptions<E extends Estimator = Estimator> extends Omit<
  SearchOptions<E>,
  "preDispatch" | "giveUpBelow"
> {
  /** What grows: `"numSamples"` (the default) or a parameter of the estimator with a whole number, as `"epochs"`. */
  resource?: string;
  /** Most resources of a candidate. Default: all samples; needed for another resource. */
  maxResources?: number | "auto";
  /** Resources in the first round. Default: `"exhaust"`, so many that the last round reaches `maxResources`. */
  minResources?: number | "smallest" | "exhaust";
  /** How many times more resources, and fewer candidates, each round has. Default: 3. */
  factor?: number;
  /** With few resources: repeat the first round's resources until few enough candidates are left. Default: false. */
  aggressiveElimination?: boolean;
}

const halvingOptions = ["resource", "maxResources", "minResources", "factor", "aggressiveElimination"];

/** What both halving searches share. */
abstract class BaseSuccessiveHalving<E extends Estimator> extends BaseSearchCV<E> {
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
    const {
      resource = "numSamples",
      factor = 3,
      aggressiveElimination = false,
      minResources: wanted = "exhaust",
    } = this.halving;
    const { splitter, samples } = context;
    if (splitter.isConstant === false)
      throw new TypeError(
        "Cannot search by halving: cv must split the same way each time; give its seed or leave shuffle out",
      );
    const [least, maxResources] = this.limits(context);
    let minResources = least;
    let candidates = this.candidates(minResources, maxResources);
    if (resource !== "numSamples" && candidates.some((one) => resource in one))
      throw new TypeError(
        complaint({
          action: "search by halving",
          name: "resource",
          wanted: "a parameter that is not searched",
          got: resource,
        }),
      );
    const numRequired = 1 + wholeLog(candidates.length, factor);
    if (wanted === "exhaust")
      minResources = Math.max(minResources, Math.floor(maxResources / factor ** (numRequired - 1)));
    const numPossible = 1 + wholeLog(Math.floor(maxResources / minResources), factor);
    const numIterations = aggressiveElimination ? numRequired : Math.min(numPossible, numRequired);
    if ((this.options.verbose ?? 0) > 0) {
      const lines = {
        numIterations,
        numRequired,
        numPossible,
        minResources,
        maxResources,
        aggressiveElimination,
        factor,
      };
      for (const [name, value] of Object.entries(lines)) console.log(`${name}: ${String(value)}`);
    }
    this.numResources = [];
    this.numCandidates = [];
    for (let round = 0; round < numIterations; round++) {
      const power = aggressiveElimination ? Math.max(0, round - numRequired + numPossible) : round;
      const resources = Math.min(Math.floor(factor ** power * minResources), maxResources);
      this.numResources.push(resources);
      this.numCandidates.push(candidates.length);
      if ((this.options.verbose ?? 0) > 0)
        console.log(
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

  private limits({ splitter, samples, targets }: SearchContext): [number, number] {
    const action = "search by halving";
    const {
      resource = "numSamples",
      minResources = "exhaust",
      maxResources = "auto",
      estimator,
    } = this.halving;
    if (resource !== "numSamples" && !(resource in estimator.getParams()))
      throw new RangeError(
        complaint({
          action,
          name: "resource",
          wanted: `"numSamples" or a parameter of the estimator`,
          got: resource,
        }),
      );
    let least = typeof minResources === "number" ? minResources : 1;
    if (typeof minResources === "string" && resource === "numSamples") {
      least = splitter.getNumSplits(samples, targets) * 2;
      if (estimator.estimatorType === "classifier" && targets) least *= unique(targets).size;
    }
    if (maxResources === "auto" && resource !== "numSamples")
      throw new RangeError(
        complaint({
          action,
          name: "maxResources",
          wanted: `a number for resource "${resource}"`,
          got: maxResources,
        }),
      );
    const most = maxResources === "auto" ? samples.length : maxResources;
    if (!(least > 0 && least <= most))
      throw new RangeError(
        complaint({
          action,
          name: "minResources",
          wanted: `from 1 to maxResources (${String(most)})`,
          got: least,
        }),
      );
    return [least, most];
  }
}

/** ⌊log(value) / log(base)⌋ computed as scikit-learn computes it, rounding included. */
function wholeLog(value: number, base: number): number {
  return Math.floor(Math.log(value) / Math.log(base));
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

/** Splits of which both parts are thinned out. */
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

  *split(x: HasLength, y?: Parameters<Splitter["split"]>[1]): IterableIterator<Split> {
    const thin = (indices: Int32Array): Int32Array => {
      const order = Int32Array.from({ length: indices.length }, (_, i) => i);
      new RandomState(this.seed).shuffle(order);
      return order.subarray(0, Math.floor(this.share * indices.length)).map((place) => indices[place]!);
    };
    for (const [train, test] of this.base.split(x, y)) yield [thin(train), thin(test)];
  }
}

/** Options of {@link HalvingGridSearchCV}. */
export interface HalvingGridSearchCVOptions<E extends Estimator = Estimator> extends HalvingOptions<E> {
  /** Lists of values by name, or several such grids. */
  paramGrid: ParamGrid | readonly ParamGrid[];
}

/**
 * Halving over every combination of a grid.
 *
 * @see scikit-learn `sklearn.model_selection.HalvingGridSearchCV`
 */
export class HalvingGridSearchCV<E extends Estimator = Estimator> extends BaseSuccessiveHalving<E> {
  private readonly grid: ParameterGrid;

  constructor(options: HalvingGridSearchCVOptions<E>) {
    super(options, ["paramGrid"]);
    this.grid = new ParameterGrid(options.paramGrid);
  }

  protected override candidatesText(): string {
    return describe([[...this.grid], halvingOptions.map((name) => this.halving[name as "factor"])]);
  }

  protected override candidates(): Params[] {
    return [...this.grid];
  }
}

/** Options of {@link HalvingRandomSearchCV}. */
export interface HalvingRandomSearchCVOptions<E extends Estimator = Estimator> extends HalvingOptions<E> {
  /** For each parameter a list of values or a distribution. */
  paramDistributions: ParamDistributions | readonly ParamDistributions[];
  /** Candidates in the first round. Default: `"exhaust"`, so many that the last round uses all resources. */
  numCandidates?: number | "exhaust";
}

/**
 * Halving over parameters drawn at random; `minResources` is `"smallest"` unless told otherwise.
 *
 * @see scikit-learn `sklearn.model_selection.HalvingRandomSearchCV`
 */
export class HalvingRandomSearchCV<E extends Estimator = Estimator> extends BaseSuccessiveHalving<E> {
  private readonly space: HalvingRandomSearchCVOptions<E>["paramDistributions"];
  private readonly numDraws: number | "exhaust";
  private readonly drawSeed: number;

  constructor(options: HalvingRandomSearchCVOptions<E>) {
    const { numCandidates = "exhaust", minResources = "smallest" } = options;
    super({ ...options, minResources }, ["paramDistributions", "numCandidates"]);
    if (numCandidates === "exhaust" && minResources === "exhaust")
      throw new TypeError(
        'Cannot search by halving: numCandidates and minResources must not both be "exhaust"',
      );
    this.space = options.paramDistributions;
    this.numDraws = numCandidates;
    this.drawSeed = options.seed ?? random.randint(0x7fffffff);
    new ParameterSampler(this.space, { numIter: 1, seed: 0 });
  }

  protected override candidatesText(): string {
    const names = Array.isArray(this.space) ? this.space : [this.space];
    return describe([
      names.map((one) => Object.keys(one as object)),
      this.numDraws,
      this.drawSeed,
      halvingOptions.map((name) => this.halving[name as "factor"]),
    ]);
  }

  protected override candidates(minResources: number, maxResources: number): Params[] {
    const numIter = this.numDraws === "exhaust" ? Math.floor(maxResources / minResources) : this.numDraws;
    return [...new ParameterSampler(this.space, { numIter, seed: this.drawSeed })];
  }
}

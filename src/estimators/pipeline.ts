// Transformers and an estimator as one estimator: in each fold of a search they learn from the training data alone.
import { asArray, type ArrayLike, type NDArray } from "../array/index.js";
import {
  checkConsistentLength,
  type Estimator,
  type FitContext,
  type Packed,
  readContext,
  type ScoreOptions,
  type TrainingSample,
} from "../modelSelection/internal.js";
import { notFitted } from "../baseEstimator.js";
import { type Samples, samplesOf } from "../table/internal.js";
import { checkOptions, complaint } from "../validation.js";
import { packPart } from "./packing.js";
import { BaseComposition, namesFor } from "./steps.js";
import {
  checkComponent,
  checkTransformer,
  type Component,
  namesOutOf,
  type Transformer,
} from "./transformer.js";

/** A step: a transformer, or `"passthrough"`; the last one may be an estimator. */
export type PipelineStep = Transformer | Estimator | "passthrough";

/** Options of {@link Pipeline}. */
export interface PipelineOptions {
  /** Steps by name, in their order. */
  steps: readonly (readonly [name: string, step: PipelineStep])[];
}

type Step = Component | "passthrough";

/**
 * Steps one after the other: each transformer learns and changes the samples, the last step learns from what comes out.
 *
 * In a search `step__param` is a parameter of a step, and `step` the step itself.
 *
 * @example Scaling belongs into the folds
 * ```ts
 * import { GridSearchCV, iris, LogisticRegression, Pipeline, StandardScaler } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const pipeline = new Pipeline({
 *   steps: [["scaler", new StandardScaler()], ["model", new LogisticRegression()]],
 * });
 * const search = new GridSearchCV({
 *   estimator: pipeline,
 *   paramGrid: { model__C: [0.1, 1, 10], scaler: [new StandardScaler(), "passthrough"] },
 * });
 * await search.fit(data, target);
 * expect(search.bestScore).toBeGreaterThan(0.95);
 * ```
 *
 * @see scikit-learn `sklearn.pipeline.Pipeline`
 */
export class Pipeline extends BaseComposition<Step> implements Estimator {
  private isFitted = false;

  constructor(options: PipelineOptions) {
    const action = "make a Pipeline";
    checkOptions(action, options, ["steps"]);
    const steps: unknown = (options as PipelineOptions | undefined)?.steps;
    if (!Array.isArray(steps) || steps.length === 0 || !steps.every((step) => Array.isArray(step)))
      throw new TypeError(
        complaint({ action, name: "steps", wanted: 'a list as [["scaler", …], ["model", …]]', got: steps }),
      );
    super(action, steps as unknown as readonly (readonly [string, Step])[]);
  }

  /** Steps by name. */
  get namedSteps(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.parts);
  }

  /** The last step's. */
  get estimatorType(): Estimator["estimatorType"] {
    return this.last?.estimatorType;
  }

  /** An unfitted copy with copies of all steps. */
  clone(): Pipeline {
    const steps = [...this.parts].map(([name, step]) => [name, step === "passthrough" ? step : step.clone()]);
    return new Pipeline({ steps: steps as unknown as PipelineOptions["steps"] });
  }

  /** Each transformer learns from what those before it give; the last step learns last, and hears the search's context. */
  async fit(x: ArrayLike, y?: ArrayLike, context: FitContext = {}): Promise<this> {
    const action = "fit a Pipeline";
    const given = samplesOf(x);
    const told = readContext(action, context, given.length);
    const targets = checkConsistentLength(action, given, "y", y);
    this.isFitted = false; // steps that learned from other data than the rest answer nothing
    const samples = await this.fitTransformers(given, y);
    await this.last?.fit(samples, targets, told);
    this.isFitted = true;
    return this;
  }

  private async fitTransformers(x: Samples, y: ArrayLike | undefined): Promise<Samples> {
    let samples = x;
    for (const transformer of this.transformers) {
      await transformer.fit(samples, y);
      samples = await transformer.transform(samples);
    }
    return samples;
  }

  /** Samples as the last step sees them; after it, if it is a transformer. */
  async transform(x: ArrayLike): Promise<Samples> {
    if (!this.isFitted) throw notFitted(this, "transform");
    let samples = samplesOf(x);
    for (const transformer of this.transformers) samples = await transformer.transform(samples);
    return samples;
  }

  /** Predictions of the last step. */
  async predict(x: ArrayLike): Promise<NDArray> {
    const last = this.needed("predict");
    return last.predict(await this.transform(x));
  }

  /** Probabilities of the last step; undefined if it has none. */
  get predictProba(): ((x: ArrayLike) => Promise<NDArray>) | undefined {
    const { last } = this;
    if (!last?.predictProba) return undefined;
    return async (x) => last.predictProba!(await this.transform(x));
  }

  /** The last step's score; undefined if it has none. */
  get score(): ((x: ArrayLike, y?: ArrayLike, options?: ScoreOptions) => Promise<number>) | undefined {
    const { last } = this;
    if (!last?.score) return undefined;
    return async (x, y, options) =>
      last.score!(await this.transform(x), y === undefined ? undefined : asArray(y), options);
  }

  /** Names of the columns that its transformers give, each told those of the one before. */
  getFeatureNamesOut(names?: readonly string[]): string[] {
    const action = "name columns";
    if (!this.isFitted) throw notFitted(this, action);
    let found = names;
    for (const transformer of this.transformers) found = namesOutOf(action, transformer, found);
    return [...(found ?? [])];
  }

  /** @internal */
  async pack(sample: TrainingSample, context: FitContext): Promise<Packed> {
    const x = async () =>
      this.clone().fitTransformers((await sample.x()).take(sample.train), sample.y?.take(sample.train));
    const seen = { ...sample, x };
    const steps = [];
    for (const [name, step] of this.parts) steps.push([name, await packPart(name, step, seen, context)]);
    return { reviver: "estimators", data: { name: "Pipeline", steps } };
  }

  /** Gives back the memory of the last step. */
  dispose(): void {
    this.last?.dispose?.();
  }

  /** The last step, if it predicts. */
  private get last(): Estimator | undefined {
    const step = [...this.parts.values()].at(-1);
    return typeof step === "object" && (step as unknown) !== null && "predict" in step
      ? (step as unknown as Estimator)
      : undefined;
  }

  /** The steps that change samples. */
  private get transformers(): Transformer[] {
    const { last } = this;
    return [...this.parts.values()].filter(
      (step) => step !== "passthrough" && (step as unknown) !== last,
    ) as Transformer[];
  }

  private needed(action: string): Estimator {
    if (this.last) return this.last;
    const [name, got] = [...this.parts].at(-1)!;
    throw new TypeError(complaint({ action, name: `the last step, ${name},`, wanted: "an estimator", got }));
  }

  protected override check(action: string): void {
    const { last } = this;
    for (const [name, step] of this.parts) {
      if (step === "passthrough") continue;
      if ((step as unknown) === last) checkComponent(action, `step ${name}`, step);
      else checkTransformer(action, `step ${name}`, step);
    }
  }
}

/**
 * A {@link Pipeline} whose steps are named by their classes in lower case.
 *
 * @example
 * ```ts
 * import { LogisticRegression, makePipeline, StandardScaler } from "gradus";
 * import { expect } from "vitest";
 *
 * const pipeline = makePipeline(new StandardScaler(), new LogisticRegression());
 * expect(Object.keys(pipeline.namedSteps)).toEqual(["standardscaler", "logisticregression"]);
 * ```
 *
 * @see scikit-learn `sklearn.pipeline.make_pipeline`
 */
export function makePipeline(...steps: readonly PipelineStep[]): Pipeline {
  const names = namesFor(steps);
  return new Pipeline({ steps: steps.map((step, i) => [names[i]!, step]) });
}

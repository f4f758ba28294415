// Metrics: what is counted while data goes by, and the number it comes to.
import { asArray, type ArrayLike as NumberArray } from "../../array/index.js";
import type { MetricSpec, Rows } from "../../formulas/index.js";
import { alignRows, type Columns, type RowKind } from "../align.js";
import { Callable } from "../callable.js";
import { readSampleWeight } from "../sampleWeights.js";
import { checkKind } from "../../validation.js";

/** Keeps the running total of a metric. */
export interface Counter {
  /** Takes in rows; `weightOf(row)` is 1 where no weights were given. */
  update(rows: Rows, weightOf: (row: number) => number): void;
  result(): number;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signature of a callable class
export interface Metric {
  /** Takes in true values and predictions and returns the metric over everything seen since the last `resetState()`. */
  (yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): number;
}

export interface MetricParts {
  /** Keras's name, the key in the history. */
  name: string;
  /** The metric as the engine describes it, if it has it. */
  spec?: MetricSpec;
  /** What files call it, if the engine does not have it. */
  word?: string;
  /** How it reads its rows; defaults to number by number. */
  kind?: RowKind;
  makeCounter: () => Counter;
}

/**
 * A metric with its running total.
 *
 * @example
 * ```ts
 * import { metrics } from "gradus";
 * import { expect } from "vitest";
 *
 * const counts = [metrics.binaryAccuracy(), metrics.precision(), metrics.recall(), metrics.auc()];
 * expect(counts.map((metric) => metric([[1], [0], [1]], [[0.9], [0.2], [0.6]]))).toEqual([1, 1, 1, 1]);
 * expect(metrics.accuracy()([1, 2], [1, 3])).toBe(0.5);
 * expect(metrics.rootMeanSquaredError()([[0], [0]], [[3], [3]])).toBe(3);
 * expect(metrics.cosineSimilarity()([[1, 0]], [[1, 0]])).toBeCloseTo(1, 6);
 * const p = [[0.1, 0.7, 0.2]];
 * expect([metrics.categoricalAccuracy()([[0, 1, 0]], p), metrics.sparseCategoricalAccuracy()([1], p)]).toEqual([1, 1]);
 * expect(metrics.topKCategoricalAccuracy({ k: 2 })([[0, 0, 1]], p)).toBe(1);
 * expect(metrics.sparseTopKCategoricalAccuracy({ k: 2 })([2], p)).toBe(1);
 * ```
 *
 * @example Losses as metrics
 * ```ts
 * import { metrics } from "gradus";
 * import { expect } from "vitest";
 *
 * const { meanSquaredError, meanAbsoluteError, huber, hinge, poisson, klDivergence } = metrics;
 * for (const make of [meanSquaredError, meanAbsoluteError, huber, hinge, poisson, klDivergence])
 *   expect(make()([[1, 2]], [[1, 2]])).toBeTypeOf("number");
 * const { binaryCrossentropy, binaryFocalCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } = metrics;
 * expect(binaryCrossentropy()([[1]], [[0.5]])).toBeCloseTo(Math.LN2, 5);
 * expect(binaryFocalCrossentropy()([[1]], [[0.5]])).toBeGreaterThan(0);
 * expect(categoricalCrossentropy()([[0, 1]], [[0.5, 0.5]])).toBeCloseTo(Math.LN2, 5);
 * expect(sparseCategoricalCrossentropy()([1], [[0.5, 0.5]])).toBeCloseTo(Math.LN2, 5);
 * expect(huber()).toBeInstanceOf(metrics.Metric);
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Metric extends Callable {
  readonly name: string;
  readonly spec: MetricSpec | undefined;
  /** @internal */
  readonly word: string | undefined;
  readonly #kind: RowKind;
  readonly #makeCounter: () => Counter;
  #counter: Counter;

  constructor({ name, spec, word, kind = { sparse: false, wholeRows: false }, makeCounter }: MetricParts) {
    super();
    this.name = name;
    this.spec = spec;
    this.word = word;
    this.#kind = kind;
    this.#makeCounter = makeCounter;
    this.#counter = makeCounter();
  }

  /** Takes in true values and predictions; a weight counts for all rows of its sample. */
  updateState(yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): void {
    const predicted = asArray(yPred);
    const weights = readSampleWeight(`compute ${this.name}`, sampleWeight, predicted);
    this.updateColumns(asArray(yTrue), predicted, weights);
  }

  /** @internal */
  updateColumns(yTrue: Columns, yPred: Columns, weights?: ArrayLike<number>): void {
    const rows = alignRows(`compute ${this.name}`, yTrue, yPred, this.#kind);
    const perSample = weights ? rows.yPred.length / rows.width / weights.length : 1;
    this.#counter.update(rows, (row) => (weights ? weights[Math.floor(row / perSample)]! : 1));
  }

  /** The metric over everything seen since the last `resetState()`. */
  result(): number {
    return this.#counter.result();
  }

  resetState(): void {
    this.#counter = this.#makeCounter();
  }

  /** A new metric of the same kind, under another name. */
  renamed(name: string): Metric {
    checkKind("rename a metric", "name", name, { kind: "text" });
    const { spec, word } = this;
    const known = { ...(spec && { spec }), ...(word !== undefined && { word }) };
    return new Metric({ name, kind: this.#kind, makeCounter: this.#makeCounter, ...known });
  }

  /** @internal */
  override invoke(yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): number {
    this.updateState(yTrue, yPred, sampleWeight);
    return this.result();
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Metric ${this.name}`;
  }
}

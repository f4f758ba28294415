// Metrics: what is counted while data goes by, and the number it comes to.
import { asArray, type ArrayLike as NumberArray } from "../../array/index.js";
import type { MetricSpec, Rows } from "../../formulas/index.js";
import { alignRows, type Columns, type RowKind } from "../align.js";
import { Callable } from "../callable.js";

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
  /** How it reads its rows; defaults to number by number. */
  kind?: RowKind;
  makeCounter: () => Counter;
}

/** A metric with its running total. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Metric extends Callable {
  readonly name: string;
  readonly spec: MetricSpec | undefined;
  readonly #kind: RowKind;
  readonly #makeCounter: () => Counter;
  #counter: Counter;

  constructor({ name, spec, kind = { sparse: false, wholeRows: false }, makeCounter }: MetricParts) {
    super();
    this.name = name;
    this.spec = spec;
    this.#kind = kind;
    this.#makeCounter = makeCounter;
    this.#counter = makeCounter();
  }

  /** Takes in true values and predictions; a weight counts for all rows of its sample. */
  updateState(yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): void {
    this.updateColumns(
      asArray(yTrue),
      asArray(yPred),
      sampleWeight === undefined ? undefined : asArray(sampleWeight).data,
    );
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
    const { spec } = this;
    return new Metric({ name, kind: this.#kind, makeCounter: this.#makeCounter, ...(spec && { spec }) });
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

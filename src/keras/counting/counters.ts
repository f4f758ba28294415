// The running totals behind the metrics.
import {
  eachRow,
  fillOptions,
  metricFormula,
  type MetricFormula,
  type MetricSpec,
  type Rows,
} from "../../formulas/index.js";
import type { Counter } from "./metric.js";

type MeanFormula = Extract<MetricFormula<object>, { score: unknown }>;
type CountFormula = Extract<MetricFormula<object>, { counts: number }>;

/** The weighted mean of one number a row. */
class MeanCounter implements Counter {
  readonly #formula: MeanFormula;
  readonly #options: object;
  #sum = 0;
  #total = 0;

  constructor(formula: MeanFormula, options: object) {
    this.#formula = formula;
    this.#options = options;
  }

  update(rows: Rows, weightOf: (row: number) => number): void {
    eachRow(rows, this.#formula.labels, (y, p, row) => {
      this.#sum += weightOf(row) * this.#formula.score(y, p, this.#options);
      this.#total += weightOf(row);
    });
  }

  result(): number {
    if (this.#total === 0) return 0;
    const mean = this.#sum / this.#total;
    return this.#formula.finish?.(mean) ?? mean;
  }
}

/** What a formula counts over all rows. */
class CountsCounter implements Counter {
  readonly #formula: CountFormula;
  readonly #options: object;
  readonly #counts: Float64Array;

  constructor(formula: CountFormula, options: object) {
    this.#formula = formula;
    this.#options = options;
    this.#counts = new Float64Array(formula.counts);
  }

  update(rows: Rows, weightOf: (row: number) => number): void {
    eachRow(rows, this.#formula.labels, (y, p, row) => {
      this.#formula.count(y, p, this.#options, weightOf(row), this.#counts);
    });
  }

  result(): number {
    return this.#formula.result(this.#counts);
  }
}

/** A new running total of a metric's formula. */
export function counterOfFormula(formula: MetricFormula<object>, options: object): Counter {
  return "score" in formula ? new MeanCounter(formula, options) : new CountsCounter(formula, options);
}

/** A new running total of a metric. */
export function counterOf(spec: MetricSpec): Counter {
  const formula = metricFormula(spec.name);
  return counterOfFormula(formula, fillOptions(formula, spec));
}

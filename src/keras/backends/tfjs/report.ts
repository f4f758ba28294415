// The means of loss and metrics on the tfjs backend, batch after batch.
import type { Logs } from "../../../engine/index.js";
import type { Batch } from "../../data/batch.js";
import { Metric } from "../../metrics.js";
import type { Objective, ReportedMetric } from "../../compile/objective.js";
import type { Tensor, TensorFlow } from "./tf.js";
import { toTensor } from "./convert.js";
import { maskOf } from "./masks.js";

/** Weights of an output's steps where it has a mask; else those of its samples. */
function withMask(output: Tensor, sampleWeight: Float32Array | undefined): Float32Array | undefined {
  const mask = maskOf(output)?.dataSync();
  if (!mask) return sampleWeight;
  if (!sampleWeight) return Float32Array.from(mask);
  const steps = mask.length / sampleWeight.length;
  return Float32Array.from(mask, (counts, i) => counts * sampleWeight[Math.floor(i / steps)]!);
}

export class Report {
  readonly #metrics: readonly ReportedMetric[];
  readonly #counters: readonly (Metric | { sum: number; count: number })[];
  readonly #outputLosses: number[];
  #loss = 0;
  #numSamples = 0;

  constructor(objective: Objective | undefined) {
    this.#metrics = objective?.metrics ?? [];
    this.#counters = this.#metrics.map(({ metric }) =>
      metric instanceof Metric ? metric.renamed(metric.name) : { sum: 0, count: 0 },
    );
    this.#outputLosses = (objective?.lossNames ?? []).map(() => 0);
  }

  /** Takes in one batch: its loss, each output's own loss, and what the metrics look at. */
  add(
    tf: TensorFlow,
    batch: Batch,
    loss: number,
    outputLosses: readonly number[],
    outputs: readonly Tensor[],
  ): void {
    const { numSamples } = batch;
    this.#numSamples += numSamples;
    this.#loss += loss * numSamples;
    for (let i = 0; i < this.#outputLosses.length; i++)
      this.#outputLosses[i]! += (outputLosses[i] ?? 0) * numSamples;
    for (const [i, { metric, output, weighted }] of this.#metrics.entries()) {
      const counter = this.#counters[i]!;
      const [y, p] = [batch.y[output]!, outputs[output]!];
      if (counter instanceof Metric) {
        const weights = withMask(p, weighted ? batch.sampleWeight : undefined);
        counter.updateColumns(y, { data: p.dataSync(), shape: p.shape }, weights);
      } else {
        const values = (metric as (y: Tensor, p: Tensor) => Tensor)(toTensor(tf, y), p).dataSync();
        for (const value of values) counter.sum += value;
        counter.count += values.length;
      }
    }
  }

  logs(): Logs {
    const metrics = this.#counters.map((counter) =>
      counter instanceof Metric ? counter.result() : counter.sum / counter.count,
    );
    const outputLosses = this.#outputLosses.map((sum) => sum / this.#numSamples);
    return { loss: this.#loss / this.#numSamples, metrics: [...outputLosses, ...metrics] };
  }
}

// Logs of single batches joined to those of an epoch.
import type { Logs } from "../../../engine/index.js";
import type { Batch } from "../../data/batch.js";
import { Metric } from "../../metrics.js";
import type { Objective, ReportedMetric } from "../../compile/objective.js";

/** Whether a metric of an epoch follows from those of its batches. */
export function isMean({ metric }: ReportedMetric): boolean {
  return !(metric instanceof Metric) || !["precision", "recall", "auc"].includes(metric.spec?.name ?? "");
}

/** Means over batches: every sample counts the same (in weighted metrics by its weight), whatever the batch's size. */
export class RunningMeans {
  readonly #metrics: readonly ReportedMetric[];
  readonly #numLosses: number;
  #loss = 0;
  #numSamples = 0;
  #outputLosses: number[] = [];
  #sums: number[] = [];
  #weights: number[] = [];

  constructor(objective: Objective | undefined) {
    this.#metrics = objective?.metrics ?? [];
    this.#numLosses = objective?.lossNames.length ?? 0;
    this.reset();
  }

  reset(): void {
    this.#loss = this.#numSamples = 0;
    this.#outputLosses = Array.from({ length: this.#numLosses }, () => 0);
    this.#sums = this.#metrics.map(() => 0);
    this.#weights = this.#metrics.map(() => 0);
  }

  /** Takes in the logs of one batch and returns those of all so far. */
  add(logs: Logs, { numSamples, sampleWeight }: Batch): Logs {
    this.#loss += logs.loss * numSamples;
    this.#numSamples += numSamples;
    const outputLosses = this.#outputLosses.map((sum, i) => {
      this.#outputLosses[i] = sum + logs.metrics[i]! * numSamples;
      return this.#outputLosses[i] / this.#numSamples;
    });
    const weight = sampleWeight?.reduce((sum, each) => sum + each, 0) ?? numSamples;
    const metrics = this.#metrics.map((reported, i) => {
      const share = reported.weighted ? weight : numSamples;
      const isRoot =
        reported.metric instanceof Metric && reported.metric.spec?.name === "rootMeanSquaredError";
      const value = logs.metrics[this.#numLosses + i] ?? NaN;
      this.#sums[i]! += (isRoot ? value ** 2 : value) * share;
      this.#weights[i]! += share;
      const mean = this.#sums[i]! / this.#weights[i]!;
      return isRoot ? Math.sqrt(mean) : mean;
    });
    return { loss: this.#loss / this.#numSamples, metrics: [...outputLosses, ...metrics] };
  }
}

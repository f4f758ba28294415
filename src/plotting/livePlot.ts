// Training drawn while it runs.
import type { Figure } from "./figure.js";
import { checkHistoryOptions, type HistoryOptions, plotHistory } from "./learning/plotHistory.js";
import { LiveFigure } from "./liveFigure.js";

/** Draws the metrics so far. */
type DrawHistory = (logs: Readonly<Record<string, number[]>>) => Figure | Promise<Figure>;

/** Redraws a figure while something runs. It is also a callback for `fit({ callbacks: [live] })`. */
export class LivePlot extends LiveFigure {
  private readonly drawHistory: DrawHistory;
  private readonly history: Record<string, number[]> = {};

  constructor(draw: DrawHistory) {
    super();
    this.drawHistory = draw;
  }

  protected override draw(): Figure | Promise<Figure> {
    return this.drawHistory(this.history);
  }

  onEpochEnd(_epoch: number, logs: Readonly<Record<string, number>> = {}): void | Promise<void> {
    for (const [name, value] of Object.entries(logs)) (this.history[name] ??= []).push(value);
    return this.update();
  }

  onTrainEnd(): void | Promise<void> {
    return this.finish();
  }
}

/**
 * Draws the course of training while it runs, or any figure of your own.
 *
 * @param what - Options of {@link plotHistory}, or a function that draws; it gets the metrics so far.
 *
 * @example The loss while `fit` runs
 * ```ts
 * import { livePlot } from "gradus";
 *
 * const live = livePlot();
 * for (let epoch = 0; epoch < 3; epoch++) live.onEpochEnd(epoch, { loss: 1 / (epoch + 1) });
 * ```
 *
 * @example The decision boundary while `fit` runs
 * ```ts
 * import { layers, livePlot, plotDecisionBoundary, Sequential, xor } from "gradus";
 *
 * const [x, y] = xor();
 * const model = new Sequential([layers.dense({ units: 1, activation: "sigmoid", inputShape: [2] })]);
 * model.compile({ loss: "mse", optimizer: "sgd" });
 * const live = livePlot(() => plotDecisionBoundary(model, x, y));
 * await model.fit(x, y, { epochs: 3, verbose: 0, callbacks: [live] });
 * ```
 */
export function livePlot(what: HistoryOptions | DrawHistory = {}): LivePlot {
  if (typeof what !== "function") checkHistoryOptions(what); // now, not when the first epoch is over
  return new LivePlot(typeof what === "function" ? what : (history) => plotHistory(history, what));
}

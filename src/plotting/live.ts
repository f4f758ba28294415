// A figure that follows a running computation, redrawn in place at most four times a second.
import { type DisplayHandle, newDisplay } from "../display/index.js";
import { outputHost } from "../display/internal.js";
import type { Figure } from "./figure.js";
import { checkHistoryOptions, type HistoryOptions, plotHistory } from "./learning/plotHistory.js";

/** Time between two drawings in ms. */
const interval = 250;

/** Redraws a figure while something runs. It is also a callback for `fit({ callbacks: [live] })`. */
export class LivePlot {
  private readonly draw: (logs: Readonly<Record<string, number[]>>) => Figure | Promise<Figure>;
  private readonly history: Record<string, number[]> = {};
  private handle: DisplayHandle | undefined;
  private lastDrawn = -Infinity;
  private lastFigure: Figure | undefined;

  constructor(draw: (logs: Readonly<Record<string, number[]>>) => Figure | Promise<Figure>) {
    this.draw = draw;
  }

  /** Redraws if a quarter of a second has passed since the last time. */
  update(): void | Promise<void> {
    // Outside a notebook there is no place to redraw: only `finish` shows something.
    if (!outputHost() || performance.now() - this.lastDrawn < interval) return;
    return this.redraw(false);
  }

  /** Draws the last state, with its PNG for places where nothing moves. */
  finish(): void | Promise<void> {
    return this.redraw(true);
  }

  onEpochEnd(_epoch: number, logs: Readonly<Record<string, number>> = {}): void | Promise<void> {
    for (const [name, value] of Object.entries(logs)) (this.history[name] ??= []).push(value);
    return this.update();
  }

  onTrainEnd(): void | Promise<void> {
    return this.finish();
  }

  /** The figure drawn last. */
  get figure(): Figure | undefined {
    return this.lastFigure;
  }

  private redraw(isLast: boolean): void | Promise<void> {
    this.lastDrawn = performance.now();
    const figure = this.draw(this.history);
    if (figure instanceof Promise) return figure.then((made) => this.put(made, isLast));
    this.put(figure, isLast);
  }

  private put(figure: Figure, isLast: boolean): void {
    this.lastFigure = figure;
    this.handle ??= newDisplay();
    this.handle.update(isLast ? (outputHost() ? figure : figure.text) : figure.toQuickBundle());
    this.lastDrawn = performance.now();
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
export function livePlot(
  what: HistoryOptions | ((logs: Readonly<Record<string, number[]>>) => Figure | Promise<Figure>) = {},
): LivePlot {
  if (typeof what !== "function") checkHistoryOptions(what); // now, not when the first epoch is over
  return new LivePlot(typeof what === "function" ? what : (history) => plotHistory(history, what));
}

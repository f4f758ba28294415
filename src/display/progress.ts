// Shows how far a long task is, in place: a bar under the cell, Keras's lines in a terminal, nothing when told so.
import { checkOptions, complaint } from "../validation.js";
import { outputHost } from "./display.js";
import { eachWithProgress, isItems, type Items } from "./eachWithProgress.js";
import { optionNames, type ProgressOptions, type Verbosity } from "./progressOptions.js";
import type { ProgressMetrics, ProgressState, RoundState } from "./progressState.js";
import { linesView, notebookView, type ProgressView, terminalView } from "./progressViews.js";

/** Time between two drawings in ms: at most 20 a second. */
const interval = 50;
/** Finished rounds that stay on view. */
const numKept = 8;

/**
 * Starts a progress display.
 *
 * `update` may be called thousands of times a second: it draws at most 20 times, and the end of every round of which
 * something was drawn.
 *
 * @example A training loop of two epochs
 * ```ts
 * import { progress } from "gradus";
 *
 * const bar = progress({ rounds: 2, total: 100, verbose: 0 });
 * for (let epoch = 1; epoch <= 2; epoch++) {
 *   for (let step = 1; step <= 100; step++) bar.update(step, { loss: 1 / step });
 *   bar.endRound({ loss: 0.01, valLoss: 0.02 });
 * }
 * bar.finish();
 * ```
 */
export function progress(options?: ProgressOptions): Progress;
/**
 * Goes through items and shows how far it is, as Python's `tqdm` does.
 *
 * @param items - A list, or anything that gives one item after the other, awaited or not.
 * @param options - `total` where the items do not know their number; `unit` is `"item"`.
 * @returns The items. The Stop button ends the loop, as `break` does.
 *
 * @example
 * ```ts
 * import { progress } from "gradus";
 * import { expect } from "vitest";
 *
 * let sum = 0;
 * for await (const n of progress([1, 2, 3], { verbose: 0 })) sum += n;
 * expect(sum).toBe(6);
 * ```
 */
export function progress<Item>(items: Items<Item>, options?: ProgressOptions): AsyncIterable<Item>;
export function progress(
  first: ProgressOptions | Items<unknown> = {},
  options: ProgressOptions = {},
): Progress | AsyncIterable<unknown> {
  if (typeof first !== "object" || (first as unknown) === null) {
    const wanted = "items to go through, or options { total, … }";
    throw new TypeError(complaint({ action: "show the progress", name: "items", wanted, got: first }));
  }
  return isItems(first) ? eachWithProgress(first, options, start) : start(first);
}

function start(options: ProgressOptions): Progress {
  checkOptions("show the progress", options, optionNames);
  return new Progress(options, chooseView(options.verbose ?? "auto", options.onStop));
}

/** A running progress display; made by {@link progress}. */
export class Progress {
  private readonly options: ProgressOptions;
  private readonly view: ProgressView | undefined;
  private readonly finished: RoundState[] = [];
  private readonly startTime = performance.now();
  private numFinished = 0;
  private roundStart = this.startTime;
  private current: RoundState | undefined;
  /** When the next drawing is due. */
  private nextDue = -Infinity;
  /** The round that was last drawn unfinished: its end must not be left out. */
  private leftOpen: RoundState | undefined;
  private isOver = false;

  constructor(options: ProgressOptions, view: ProgressView | undefined) {
    this.options = options;
    this.view = view;
  }

  /** Begins the next round; `update` does it by itself, this sets the clock and shows the empty bar. */
  beginRound(total: number | undefined = this.options.total): void {
    this.roundStart = performance.now();
    this.current = this.newRound(total);
    this.drawIfDue(this.roundStart);
  }

  /** `done` steps of this round are done; `metrics` are shown behind the bar. */
  update(done: number, metrics?: ProgressMetrics): void {
    if (!this.view) return;
    const round = (this.current ??= this.newRound());
    const now = performance.now();
    round.done = done;
    round.elapsed = now - this.roundStart;
    if (metrics) round.metrics = metrics;
    this.drawIfDue(now, done === round.total ? round : undefined);
  }

  /** The round is over; `metrics` are its final values. */
  endRound(metrics?: ProgressMetrics): void {
    if (!this.view) return;
    const round = (this.current ??= this.newRound());
    const now = performance.now();
    round.elapsed = now - this.roundStart;
    // Epochs that a fast engine hands over in a bulk have no time of their own: they get the mean.
    if (round.elapsed < 1) round.elapsed = (now - this.startTime) / (this.numFinished + 1);
    round.isOver = true;
    round.total ??= round.done;
    if (metrics) round.metrics = { ...metrics };
    this.numFinished++;
    this.finished.push(round);
    if (this.finished.length > numKept) this.finished.shift();
    this.current = undefined;
    this.roundStart = now;
    this.view.endRound?.(this.state(), round);
    this.drawIfDue(now, round);
  }

  /** The task is over, early or not: draws the last state. A second call does nothing. */
  finish(metrics?: ProgressMetrics): void {
    if (this.isOver) return;
    if (this.current && this.current.done === this.current.total) this.endRound(metrics);
    else if (this.current && metrics) this.current.metrics = metrics;
    this.isOver = true;
    this.view?.draw(this.state());
    this.view?.close?.();
  }

  private newRound(total: number | undefined = this.options.total): RoundState {
    return { index: this.numFinished + 1, done: 0, total, elapsed: 0, metrics: {}, isOver: false };
  }

  /** `full`: the round that has come to its end. */
  private drawIfDue(now: number, full?: RoundState): void {
    const closes = full !== undefined && full === this.leftOpen;
    if (!this.view || (now < this.nextDue && !closes)) return;
    // an end drawn early borrows its time from the next drawing: 20 a second they remain
    this.nextDue = Math.max(now, this.nextDue) + interval;
    this.leftOpen = this.current;
    this.view.draw(this.state());
  }

  private state(): ProgressState {
    const { title, rounds = 1, roundName = "Epoch", unit = "step" } = this.options;
    const { current, finished, numFinished, isOver } = this;
    const share = numFinished + (current?.total ? current.done / current.total : 0);
    const spent = performance.now() - this.startTime;
    const remaining = share > 0 && !isOver ? (spent / share) * (rounds - share) : undefined;
    return { title, rounds, roundName, unit, finished, numFinished, current, remaining, isOver };
  }
}

function chooseView(verbose: Verbosity, onStop: (() => void) | undefined): ProgressView | undefined {
  if (verbose === 0) return undefined;
  if (verbose === 2) return linesView();
  if (outputHost()) return notebookView(onStop);
  const { process } = globalThis as { process?: NodeJS.Process };
  if (process?.stdout.isTTY) return terminalView(process.stdout);
  return linesView();
}

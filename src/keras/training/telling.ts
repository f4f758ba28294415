// Who hears what of a training: callbacks, progress, history.
import { notebookHost } from "../../display/host.js";
import { progress, type Progress } from "../../display/index.js";
import type { Logs as BackendLogs } from "../../engine/index.js";
import type { Logs } from "../callbacks/callback.js";
import type { FitOptions } from "./fitOptions.js";
import { History } from "./history.js";
import { Hooks } from "./hooks.js";
import type { LogKeeper } from "./logKeeper.js";
import type { TrainableModel } from "./trainableModel.js";

/** What is told to callbacks, progress and history, epoch by epoch. */
export class Telling {
  readonly model: TrainableModel;
  readonly hooks: Hooks;
  readonly keeper: LogKeeper;
  readonly history = new History();
  readonly bar: Progress;
  readonly options: FitOptions;
  /** Steps of an epoch, if known. */
  readonly steps: number | undefined;
  readonly validate: (() => Promise<BackendLogs>) | undefined;
  /** Whether there is a bar to draw. */
  readonly #isShown: boolean;

  constructor(parts: {
    model: TrainableModel;
    options: FitOptions;
    keeper: LogKeeper;
    steps: number | undefined;
    validate: (() => Promise<BackendLogs>) | undefined;
  }) {
    const { model, options, keeper, steps, validate } = parts;
    const { epochs = 1, verbose = "auto", initialEpoch = 0 } = options;
    this.model = model;
    this.options = options;
    this.steps = steps;
    this.keeper = keeper;
    this.validate = validate;
    this.hooks = new Hooks(options.callbacks, model, {
      epochs,
      steps,
      verbose: verbose === "auto" ? 1 : verbose,
    });
    const onStop = () => {
      model.stopTraining = true;
    };
    this.#isShown = verbose !== 0;
    this.bar = progress({ rounds: epochs - initialEpoch, total: steps, verbose, onStop });
  }

  /** Whether somebody wants to see each epoch as it ends. */
  get watchesEpochs(): boolean {
    return this.validate !== undefined || this.hooks.has("onEpochBegin") || this.hooks.has("onEpochEnd");
  }

  get watchesBatches(): boolean {
    return this.hooks.has("onBatchBegin") || this.hooks.has("onBatchEnd");
  }

  /**
   * Hands an epoch's logs on after `steps` steps; `undefined` means that nothing has to be waited for. What waits stands apart, so
   * that the ten thousand epochs of a tiny network pay nothing for it.
   */
  endEpoch(epoch: number, logs: Logs, steps = this.steps, isValidated = false): void | Promise<void> {
    if (!isValidated) {
      if (this.#isShown && steps !== undefined) this.bar.update(steps, logs); // validation may take long
      if (this.validate && this.#isEvaluated(epoch + 1)) return this.#endAfter(this.validate(), epoch, logs);
    }
    if (this.#isShown) this.bar.endRound(logs);
    const waiting = this.hooks.epoch("onEpochEnd", epoch, logs);
    if (waiting) return this.#pushAfter(waiting, epoch, logs);
    this.history.push(epoch, logs);
  }

  /** Whether this epoch, counted from 1, is evaluated. */
  #isEvaluated(epoch: number): boolean {
    const validationFreq = this.options.validationFreq ?? 1;
    return typeof validationFreq === "number" ? epoch % validationFreq === 0 : validationFreq.includes(epoch);
  }

  async #endAfter(validation: Promise<BackendLogs>, epoch: number, logs: Logs): Promise<void> {
    this.keeper.addValidation(logs, await validation);
    await this.endEpoch(epoch, logs, undefined, true);
  }

  async #pushAfter(waiting: Promise<void>, epoch: number, logs: Logs): Promise<void> {
    await waiting;
    this.history.push(epoch, logs);
  }

  /** Says once when the loss stopped being a number. */
  noteNonFinite(where: { epoch: number; step: number } | undefined): void {
    if (!where || this.history.nonFinite) return;
    this.history.nonFinite = where;
    console.warn(
      `The loss is not a finite number since epoch ${String(where.epoch + 1)}, step ${String(where.step + 1)}: ` +
        "lower the learning rate, look for NaN in the data, or clip the gradients (clipnorm: 1)",
    );
  }
}

/** Runs a training between its first and last hook; an interrupt ends it after the present step. */
export async function during(telling: Telling, train: () => Promise<void>): Promise<History> {
  const { model, hooks, bar, history } = telling;
  model.stopTraining = false;
  model.history = history;
  const unregister = notebookHost()?.onInterrupt(() => {
    model.stopTraining = true;
  });
  try {
    await hooks.train("onTrainBegin", {});
    await train();
    await hooks.train("onTrainEnd", telling.keeper.last);
  } finally {
    unregister?.();
    bar.finish();
  }
  return history;
}

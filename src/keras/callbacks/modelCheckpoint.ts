import { needNode } from "../../nodeModule.js";
import { complaint } from "../../validation.js";
import { checkTable, flag, integer, number, required, type OptionTable } from "../layers/options.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkModel, checkPlace } from "./checkHook.js";
import { fillIn } from "./fillIn.js";
import { Monitor, monitorOptions, verbose, type MonitorOptions } from "./monitor.js";

export interface ModelCheckpointOptions extends MonitorOptions {
  /**
   * Folder or `.keras` file to save to (`.weights.h5` with `saveWeightsOnly`); `{epoch}`, `{loss}`, … are replaced, with digits
   * as in `{epoch:02d}` and `{val_loss:.2f}`. Folders above it are made.
   */
  filepath: string;
  /** Saves only when the watched number is the best so far; defaults to false. */
  saveBestOnly?: boolean;
  /** Saves the weights alone, into a file that ends in `.weights.h5`; defaults to false. */
  saveWeightsOnly?: boolean;
  /** After each epoch, or after so many batches; defaults to "epoch". */
  saveFreq?: "epoch" | number;
  /** With `saveBestOnly`: what must be beaten before anything is saved. */
  initialValueThreshold?: number;
  /** Says when it saves, with 1; defaults to 0. */
  verbose?: 0 | 1;
}

const table: OptionTable = {
  filepath: required({ wanted: "a path", accepts: (value) => typeof value === "string" && value !== "" }),
  ...monitorOptions,
  saveBestOnly: flag,
  saveWeightsOnly: flag,
  saveFreq: {
    wanted: '"epoch" or an integer >= 1',
    accepts: (value) => value === "epoch" || integer(1).accepts(value),
  },
  initialValueThreshold: number,
  verbose,
};

/** Saves the model, or its weights, while it trains. */
export class ModelCheckpoint extends Callback {
  readonly options: ModelCheckpointOptions;
  readonly #monitor: Monitor;
  #epoch = 0;
  #batches = 0;

  constructor(options: ModelCheckpointOptions) {
    super();
    const action = "make a ModelCheckpoint";
    checkTable(action, options ?? {}, table);
    checkEnding(action, options);
    this.options = options;
    this.#monitor = new Monitor(options, 0, options.initialValueThreshold);
    if (typeof options.saveFreq === "number") this.#saveEvery(options.saveFreq);
  }

  override onEpochBegin(epoch: number): void {
    checkPlace(this, "onEpochBegin", epoch);
    this.#epoch = epoch;
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    checkPlace(this, "onEpochEnd", epoch);
    checkLogs(this, "onEpochEnd", logs);
    checkModel(this, "onEpochEnd");
    const { saveFreq = "epoch" } = this.options;
    if (saveFreq === "epoch") await this.#save({ ...logs, epoch: epoch + 1 });
  }

  /** A hook on batches costs time, so only who asks for it has one. */
  #saveEvery(batches: number): void {
    this.onBatchEnd = async (batch, logs) => {
      if (++this.#batches < batches) return;
      this.#batches = 0;
      await this.#save({ ...logs, epoch: this.#epoch + 1, batch: batch + 1 });
    };
  }

  async #save(logs: Logs): Promise<void> {
    const { filepath, saveWeightsOnly = false, verbose = 0 } = this.options;
    const path = fillIn(filepath, logs);
    const told = `Epoch ${String(this.#epoch + 1)}: `;
    const why = this.#reason(logs, path);
    if (verbose) console.log(told + why.text);
    if (!why.saves) return;
    const node = needNode("node:path", "save the model", "save it with model.save() when it is trained");
    const fs = needNode("node:fs", "save the model", "save it with model.save() when it is trained");
    await fs.promises.mkdir(node.dirname(path), { recursive: true }).catch(() => undefined); // save() says what is wrong
    await (saveWeightsOnly ? this.model.saveWeights(path) : this.model.save(path));
    if (verbose) console.log(`${told}finished saving model to ${path}`);
  }

  /** Whether to save now, and how Keras says so. Without the watched number it saves, as Keras does. */
  #reason(logs: Logs, path: string): { saves: boolean; text: string } {
    const { name, best } = this.#monitor;
    const value = this.options.saveBestOnly
      ? this.#monitor.read("ModelCheckpoint", logs, this.model)
      : undefined;
    if (value === undefined) return { saves: true, text: `saving model to ${path}` };
    const before = best === undefined ? "None" : best.toFixed(5);
    if (!this.#monitor.improves(value))
      return { saves: false, text: `${name} did not improve from ${before}` };
    this.#monitor.best = value;
    const text = `${name} improved from ${before} to ${value.toFixed(5)}, saving model to ${path}`;
    return { saves: true, text };
  }
}

function checkEnding(action: string, { filepath, saveWeightsOnly = false }: ModelCheckpointOptions): void {
  const parts = { action, name: "filepath", got: filepath };
  if (saveWeightsOnly && !/\.weights\.h5$/i.test(filepath))
    throw new RangeError(
      complaint({ ...parts, wanted: "a file that ends in .weights.h5 with saveWeightsOnly" }),
    );
  if (!saveWeightsOnly && /\.(h5|hdf5)$/i.test(filepath)) {
    const fix = "saveWeightsOnly: true saves the weights alone, into .weights.h5";
    throw new RangeError(complaint({ ...parts, wanted: "a folder or a file that ends in .keras", fix }));
  }
}

/** @see Keras `keras.callbacks.ModelCheckpoint` */
export const modelCheckpoint = (options: ModelCheckpointOptions): ModelCheckpoint =>
  new ModelCheckpoint(options);

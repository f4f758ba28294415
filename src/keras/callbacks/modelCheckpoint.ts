import { checkOptions, complaint } from "../../validation.js";
import { Callback, type Logs } from "./callback.js";
import { Monitor, type MonitorOptions } from "./monitor.js";

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Folder or `.keras` file to save to; `{epoch}`, `{loss}`, … are replaced, with digits as in `{epoch:02d}` and `{val_loss:.2f}`. */
  filepath: string;
  /** Saves only when the watched number is the best so far; defaults to false. */
  saveBestOnly?: boolean;
  /** Says when it saves, with 1; defaults to 0. */
  verbose?: 0 | 1;
}

/** Saves the model after each epoch. */
export class ModelCheckpoint extends Callback {
  readonly options: ModelCheckpointOptions;
  readonly #monitor: Monitor;

  constructor(options: ModelCheckpointOptions) {
    super();
    const known = ["filepath", "monitor", "mode", "saveBestOnly", "verbose"];
    checkOptions("make a ModelCheckpoint", options, known);
    if (typeof options?.filepath !== "string") {
      const parts = {
        action: "make a ModelCheckpoint",
        name: "filepath",
        wanted: "a path",
        got: options?.filepath,
      };
      throw new TypeError(complaint(parts));
    }
    this.options = options;
    this.#monitor = new Monitor(options);
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const { filepath, saveBestOnly = false, verbose = 0 } = this.options;
    if (saveBestOnly) {
      const value = this.#monitor.read("ModelCheckpoint", logs);
      if (value === undefined || !this.#monitor.improves(value)) return;
      this.#monitor.best = value;
    }
    const path = fillIn(filepath, { ...logs, epoch: epoch + 1 });
    if (verbose) console.log(`Epoch ${String(epoch + 1)}: saving model to ${path}`);
    await this.model.save(path);
  }
}

/** Replaces `{name}` and `{name:format}` (Python's d and f formats). */
function fillIn(text: string, values: Logs): string {
  return text.replace(
    /\{(\w+)(?::0?(\d*)(?:\.(\d+))?([df]))?\}/g,
    (whole, name: string, width, digits, kind) => {
      const value = values[name];
      if (value === undefined) return whole;
      const shown = kind === "f" ? value.toFixed(digits === undefined ? 6 : Number(digits)) : String(value);
      return shown.padStart(Number(width ?? 0), "0");
    },
  );
}

/** @see Keras `keras.callbacks.ModelCheckpoint` */
export const modelCheckpoint = (options: ModelCheckpointOptions): ModelCheckpoint =>
  new ModelCheckpoint(options);

// Watching one number: which way is better, and whether it got better.
import { complaint } from "../../validation.js";
import { oneOf, text, type OptionKind, type OptionTable } from "../layers/options.js";
import type { CallbackModel, Logs } from "./callback.js";
import { directionOf } from "./direction.js";

export interface MonitorOptions {
  /** Name of the number to watch. Defaults to "val_loss". */
  monitor?: string;
  /**
   * Which way is better. "auto" takes that of the metric, as Keras does: down for losses and errors, up for accuracies,
   * precision, recall, AUC and cosine similarity. A metric of your own needs "min" or "max". Defaults to "auto".
   */
  mode?: "auto" | "min" | "max";
}

export const monitorOptions: OptionTable = { monitor: text, mode: oneOf("auto", "min", "max") };
export const verbose: OptionKind = { wanted: "0 or 1", accepts: (value) => value === 0 || value === 1 };

/** The best value of a number so far. */
export class Monitor {
  readonly name: string;
  readonly #mode: "auto" | "min" | "max";
  readonly #minDelta: number;
  readonly #start: number | undefined;
  #sign: 1 | -1 | undefined;
  /** Undefined before there is one. */
  best: number | undefined;

  constructor({ monitor = "val_loss", mode = "auto" }: MonitorOptions, minDelta = 0, start?: number) {
    this.name = monitor;
    this.#mode = mode;
    this.#minDelta = Math.abs(minDelta);
    this.#start = this.best = start;
  }

  reset(): void {
    this.best = this.#start;
  }

  /**
   * The watched number, or undefined (with a warning) when it is not among the logs.
   *
   * @throws TypeError if nothing says which way is better.
   */
  read(callback: string, logs: Logs, model: CallbackModel): number | undefined {
    const value = logs[this.name];
    if (value === undefined) {
      const names = Object.keys(logs).join(", ");
      console.warn(
        `${callback}: nothing is called "${this.name}", only ${names}; val_… needs validationData`,
      );
      return undefined;
    }
    this.#sign ??= this.#direction(model);
    return value;
  }

  #direction({ settings }: CallbackModel): 1 | -1 {
    if (this.#mode !== "auto") return this.#mode === "max" ? 1 : -1;
    const known = directionOf(this.name, settings);
    if (known) return known;
    const [action, wanted] = [
      `watch "${this.name}"`,
      '"min" or "max" where no metric says which way is better',
    ];
    throw new TypeError(complaint({ action, name: "mode", wanted, got: "auto" }));
  }

  /** Rounded as in Keras, so that a step of just `minDelta` counts where it does there. NaN is never better: there, a first one is. */
  improves(value: number, than: number | undefined = this.best): boolean {
    if (Number.isNaN(value) || than === undefined) return !Number.isNaN(value);
    return this.#sign === 1 ? value - this.#minDelta > than : value + this.#minDelta < than;
  }
}

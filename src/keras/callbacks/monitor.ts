// Watching one number: which way is better, and whether it got better.
import { checkInteger, complaint } from "../../validation.js";
import type { Logs } from "./callback.js";

export interface MonitorOptions {
  /** Name of the number to watch. Defaults to "val_loss". */
  monitor?: string;
  /** Which way is better; "auto" takes "max" for accuracies, precision, recall and AUC. Defaults to "auto". */
  mode?: "auto" | "min" | "max";
}

/** Checks options that count epochs. */
export function checkEpochs<Name extends string>(
  action: string,
  options: { readonly [Key in Name]?: unknown },
  names: readonly Name[],
): void {
  for (const name of names)
    if (options[name] !== undefined) checkInteger(action, name, options[name], { min: 0 });
}

/** The best value of a number so far. */
export class Monitor {
  readonly name: string;
  readonly #sign: 1 | -1;
  readonly #minDelta: number;
  best: number;

  constructor({ monitor = "val_loss", mode = "auto" }: MonitorOptions, minDelta = 0) {
    if (!["auto", "min", "max"].includes(mode)) {
      const parts = { action: "watch a number", name: "mode", wanted: '"auto", "min" or "max"', got: mode };
      throw new TypeError(complaint(parts));
    }
    this.name = monitor;
    const rises = mode === "max" || (mode === "auto" && /acc|auc|precision|recall|f1/i.test(monitor));
    this.#sign = rises ? 1 : -1;
    this.#minDelta = Math.abs(minDelta);
    this.best = this.worst;
  }

  get worst(): number {
    return this.#sign === 1 ? -Infinity : Infinity;
  }

  reset(): void {
    this.best = this.worst;
  }

  /** The watched number, or undefined (with a warning) when it is not among the logs. */
  read(callback: string, logs: Logs): number | undefined {
    const value = logs[this.name];
    if (value === undefined) {
      const names = Object.keys(logs).join(", ");
      console.warn(
        `${callback}: nothing is called "${this.name}", only ${names}; val_… needs validationData`,
      );
    }
    return value;
  }

  improves(value: number, than: number = this.best): boolean {
    return this.#sign * (value - than) > this.#minDelta;
  }
}

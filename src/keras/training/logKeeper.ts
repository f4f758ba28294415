// From a path's means to logs by name, in Keras's order.
import type { Logs as PathLogs } from "../../engine/index.js";
import type { Logs } from "../callbacks/callback.js";
import { logNames, type Objective } from "./objective.js";

export class LogKeeper {
  /** Names with their place among a path's metrics; −1 is the loss. Sorted, as Keras does. */
  readonly #names: readonly (readonly [name: string, place: number])[];
  /** The last logs made. */
  last: Logs = {};

  constructor(objective: Objective) {
    const names = logNames(objective).map((name, place) => [name, place] as const);
    this.#names = [["loss", -1] as const, ...names].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  toLogs({ loss, metrics }: PathLogs): Logs {
    const logs: Logs = {};
    for (const [name, place] of this.#names) logs[name] = place < 0 ? loss : metrics[place]!;
    return (this.last = logs);
  }

  /** Adds the same names with `val_` in front. */
  addValidation(logs: Logs, { loss, metrics }: PathLogs): void {
    for (const [name, place] of this.#names) logs[`val_${name}`] = place < 0 ? loss : metrics[place]!;
  }

  /** `[loss, …metrics]`, as evaluate() returns them. */
  static toList({ loss, metrics }: PathLogs): number[] {
    return [loss, ...metrics];
  }
}

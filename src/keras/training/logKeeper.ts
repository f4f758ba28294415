// From a backend's means to logs by name, in Keras's order.
import type { Logs as BackendLogs } from "../../engine/index.js";
import type { Logs } from "../callbacks/callback.js";
import { logNames, type Objective } from "../compile/objective.js";

// Plain loops: an epoch of a tiny network takes less time than an iterator over a list that has not run often yet.
export class LogKeeper {
  /** Sorted, as Keras does; the same with `val_` in front. */
  readonly #names: readonly string[];
  readonly #validationNames: readonly string[];
  /** The place of each name in a list of the loss and then the metrics. */
  readonly #places: readonly number[];
  /** The last logs made. */
  last: Logs = {};

  constructor(objective: Objective) {
    const sorted = ["loss", ...logNames(objective)]
      .map((name, i) => ({ name, place: i }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#names = sorted.map(({ name }) => name);
    this.#validationNames = this.#names.map((name) => `val_${name}`);
    this.#places = sorted.map(({ place }) => place);
  }

  toLogs(means: BackendLogs): Logs {
    return this.named(LogKeeper.toList(means));
  }

  /** Adds the same names with `val_` in front. */
  addValidation(logs: Logs, means: BackendLogs): void {
    this.named(LogKeeper.toList(means), logs, this.#validationNames);
  }

  /** Names a list of the loss and then the metrics. */
  named(means: ArrayLike<number>, logs: Logs = {}, names: readonly string[] = this.#names): Logs {
    const places = this.#places;
    for (let i = 0; i < names.length; i++) logs[names[i]!] = means[places[i]!]!;
    return (this.last = logs);
  }

  /** `[loss, …metrics]`, as evaluate() returns them. */
  static toList({ loss, metrics }: BackendLogs): number[] {
    return [loss, ...metrics];
  }
}

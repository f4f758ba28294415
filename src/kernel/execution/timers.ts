// Timers of the cells: known by cell, so that an interrupt can cancel them, and errors in them find their cell.
import timers from "node:timers";
import util from "node:util";
import { causingCell, runInCell, type CellContext } from "./cellContext.js";
import { platform } from "./platform.js";

type Callback = (...values: unknown[]) => unknown;
type Start = (callback: Callback, ...values: unknown[]) => unknown;

const kinds = {
  setTimeout: "clearTimeout",
  setInterval: "clearInterval",
  setImmediate: "clearImmediate",
} as const;

/** Replaces the global timer functions by ones that remember who set them. `node:timers` keeps the originals. */
export function trackTimers(): void {
  for (const [name, clear] of Object.entries(kinds) as [
    keyof typeof kinds,
    (typeof kinds)[keyof typeof kinds],
  ][]) {
    const original = timers[name] as unknown as Start;
    const cancel = timers[clear] as (timer: unknown) => void;
    const repeats = name === "setInterval";
    const tracked = (callback: Callback, ...values: unknown[]): unknown => {
      const cell = causingCell();
      if (cell === undefined || typeof callback !== "function") return original(callback, ...values);
      const run: Callback = function (this: unknown, ...given) {
        if (!repeats) cell.timers.delete(timer);
        if (platform.followsCells) return callback.apply(this, given);
        return runInCell(cell, () => callback.apply(this, given));
      };
      const timer = original(run, ...values);
      cell.timers.set(timer, () => cancel(timer));
      return timer;
    };
    const promisified = (original as { [util.promisify.custom]?: unknown })[util.promisify.custom];
    if (promisified !== undefined) Object.assign(tracked, { [util.promisify.custom]: promisified });
    Object.defineProperty(tracked, "name", { value: name });
    Object.defineProperty(globalThis, name, {
      value: tracked,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
}

/** Cancels what a cell has set. */
export function cancelTimers({ timers: set }: CellContext): void {
  for (const cancel of set.values()) cancel();
  set.clear();
}

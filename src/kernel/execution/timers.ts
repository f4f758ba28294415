// Timers of the cells: known by cell, so that an interrupt can cancel them, and errors in them find their cell.
import timers from "node:timers";
import util from "node:util";
import { causingCell, type CellContext } from "./cellContext.js";

type Callback = (...values: unknown[]) => unknown;
type Start = (callback: Callback, ...values: unknown[]) => NodeJS.Timeout | NodeJS.Immediate;

/** Replaces the global timer functions by ones that remember who set them. `node:timers` keeps the originals. */
export function trackTimers(): void {
  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    const original = timers[name] as unknown as Start;
    const repeats = name === "setInterval";
    const tracked = (callback: Callback, ...values: unknown[]): NodeJS.Timeout | NodeJS.Immediate => {
      const cell = causingCell();
      if (cell === undefined || typeof callback !== "function") return original(callback, ...values);
      const run: Callback = function (this: unknown, ...given) {
        if (!repeats) cell.timers.delete(timer);
        return callback.apply(this, given);
      };
      const timer = original(run, ...values);
      cell.timers.add(timer);
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
  for (const timer of set) {
    if ("hasRef" in timer && "refresh" in timer) timers.clearTimeout(timer);
    else timers.clearImmediate(timer);
  }
  set.clear();
}

// Callbacks of promises belong to the cell that gave them, also when they run long after it; `await` in a cell sees to itself.
import { causingCell, runInCell } from "../../kernel/execution.js";

type Callback = ((value: never) => unknown) | null | undefined;

/** Teaches `then` (which `catch` and `finally` call) to remember the cell. */
export function followPromises(): void {
  const { prototype } = Promise;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = prototype.then as (this: unknown, ...callbacks: Callback[]) => Promise<unknown>;
  const followed = function (this: unknown, ...callbacks: Callback[]): Promise<unknown> {
    const cell = causingCell();
    if (!cell) return original.apply(this, callbacks);
    const follow = (callback: Callback): Callback =>
      typeof callback === "function" ? (value) => runInCell(cell, () => callback(value)) : callback;
    return original.apply(this, callbacks.map(follow));
  };
  Reflect.defineProperty(prototype, "then", { value: followed, writable: true, configurable: true });
}

// Built-in values whose print would show how Node and the kernel work inside.
import timers from "node:timers";
import util from "node:util";

/** Teaches promises and timers to print what a user means by them. */
export function tidyInspection(): void {
  define(Promise.prototype, function (this: object) {
    // AsyncLocalStorage keeps its notes on each promise, as properties.
    for (const symbol of Object.getOwnPropertySymbols(this)) {
      if (/^(async_id_symbol|trigger_async_id_symbol|kResourceStore)$/.test(symbol.description ?? "")) {
        Object.defineProperty(this, symbol, { enumerable: false });
      }
    }
    return this;
  });
  const timeout = timers.setTimeout(() => undefined, 0);
  clearTimeout(timeout);
  define(
    Object.getPrototypeOf(timeout) as object,
    function (this: { _idleTimeout: number; _destroyed: boolean }) {
      return this._destroyed ? "Timeout (over)" : `Timeout (${String(this._idleTimeout)} ms)`;
    },
  );
  const immediate = timers.setImmediate(() => undefined);
  clearImmediate(immediate);
  define(Object.getPrototypeOf(immediate) as object, () => "Immediate");
}

function define(prototype: object, inspect: (this: never) => unknown): void {
  Object.defineProperty(prototype, util.inspect.custom, {
    value: inspect,
    writable: true,
    configurable: true,
  });
}

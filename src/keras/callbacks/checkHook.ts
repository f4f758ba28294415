// What the hooks of our callbacks are called with. Epochs of a tiny network come here ten thousand times: words are made on failure.
import { complaint } from "../../validation.js";
import type { Callback, CallbackHooks, Logs } from "./callback.js";

type HookName = keyof CallbackHooks;

/** @throws TypeError unless a hook is called with an epoch's or batch's number. */
export function checkPlace(callback: Callback, hook: HookName, place: number): void {
  if (Number.isInteger(place) && place >= 0) return;
  refuse(callback, hook, hook.includes("Batch") ? "batch" : "epoch", "an integer >= 0", place);
}

/** @throws TypeError unless logs are numbers by name. */
export function checkLogs(callback: Callback, hook: HookName, logs: Logs): void {
  if (typeof logs === "object" && (logs as Logs | null) !== null && !Array.isArray(logs)) return;
  refuse(callback, hook, "logs", "an object of numbers by name", logs);
}

/** @throws TypeError for a callback that no fit() has begun with. */
export function checkModel(callback: Callback, hook: HookName): void {
  if ((callback.model as unknown) !== undefined) return;
  refuse(
    callback,
    hook,
    "its model",
    "the one in training: hand the callback to fit({ callbacks })",
    undefined,
  );
}

function refuse(callback: Callback, hook: HookName, name: string, wanted: string, got: unknown): never {
  const action = `run ${hook} of ${callback.constructor.name}`;
  throw new TypeError(complaint({ action, name, wanted, got }));
}

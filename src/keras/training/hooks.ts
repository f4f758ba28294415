// The callbacks of one training, sorted by hook, so that hooks nobody uses cost nothing.
import { complaint } from "../../validation.js";
import {
  Callback,
  type CallbackHooks,
  type CallbackModel,
  type FitParams,
  type Hook,
  type Logs,
} from "../callbacks/callback.js";
import { hookNames, LambdaCallback } from "../callbacks/lambdaCallback.js";

/** A callback, or its hooks as an object. */
export type CallbackArgument = Callback | CallbackHooks;

type HookName = keyof CallbackHooks;

export class Hooks {
  readonly #callbacks: readonly Callback[];
  readonly #users: Record<HookName, readonly Callback[]>;

  constructor(
    list: CallbackArgument | readonly CallbackArgument[] | undefined,
    model: CallbackModel,
    params: FitParams,
  ) {
    const given = list === undefined ? [] : Array.isArray(list) ? list : [list as CallbackArgument];
    this.#callbacks = given.map((item: unknown) => toCallback(item));
    for (const callback of this.#callbacks) Object.assign(callback, { model, params });
    const users = (name: HookName) =>
      this.#callbacks.filter((callback) => typeof callback[name] === "function");
    this.#users = {
      onTrainBegin: users("onTrainBegin"),
      onTrainEnd: users("onTrainEnd"),
      onEpochBegin: users("onEpochBegin"),
      onEpochEnd: users("onEpochEnd"),
      onBatchBegin: users("onBatchBegin"),
      onBatchEnd: users("onBatchEnd"),
    };
  }

  has(name: HookName): boolean {
    return this.#users[name].length > 0;
  }

  /** Runs a hook of all callbacks; gives a promise only if one of them did. */
  train(name: "onTrainBegin" | "onTrainEnd", logs: Logs): Hook {
    return this.#users[name].reduce<Hook>(
      (before, callback) => (before ? before.then(() => callback[name]!(logs)) : callback[name]!(logs)),
      undefined,
    );
  }

  epoch(name: "onEpochBegin" | "onEpochEnd", epoch: number, logs: Logs): Hook {
    const users = this.#users[name];
    if (users.length === 1) return users[0]![name]!(epoch, logs);
    if (users.length > 0) return inTurn(users, 0, name, epoch, logs);
  }

  batch(name: "onBatchBegin" | "onBatchEnd", batch: number, logs: Logs): Hook {
    return inTurn(this.#users[name], 0, name, batch, logs);
  }
}

type NumberedHook = "onEpochBegin" | "onEpochEnd" | "onBatchBegin" | "onBatchEnd";

/** Runs a hook of the callbacks from place `from` on. Epochs of a tiny network come here ten thousand times: no closures. */
function inTurn(
  callbacks: readonly Callback[],
  from: number,
  name: NumberedHook,
  number: number,
  logs: Logs,
): Hook {
  for (let i = from; i < callbacks.length; i++) {
    const waiting = callbacks[i]![name]!(number, logs);
    if (waiting) return inTurnAfter(waiting, callbacks, i + 1, name, number, logs);
  }
}

async function inTurnAfter(
  waiting: Promise<void>,
  callbacks: readonly Callback[],
  from: number,
  name: NumberedHook,
  number: number,
  logs: Logs,
): Promise<void> {
  await waiting;
  await inTurn(callbacks, from, name, number, logs);
}

function toCallback(item: unknown): Callback {
  if (item instanceof Callback) return item;
  if (typeof item === "object" && item !== null) {
    // of a plain object every key must be a hook; one of a class, as a live plot is, has other members too
    if (Object.getPrototypeOf(item) === Object.prototype) return new LambdaCallback(item);
    const own = hookNames.flatMap((name) => {
      const hook = (item as Record<string, unknown>)[name];
      return typeof hook === "function" ? [[name, hook.bind(item) as unknown]] : [];
    });
    if (own.length > 0) return new LambdaCallback(Object.fromEntries(own) as CallbackHooks);
  }
  const wanted = "a callback, as callbacks.earlyStopping(), or an object with hooks";
  throw new TypeError(complaint({ action: "train the model", name: "callbacks", wanted, got: item }));
}

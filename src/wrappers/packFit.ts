// A wrapper on its way to another thread or machine and back: a fit to be done, and what it learned.
import type { Model } from "../keras/index.js";
import type { Artifacts } from "../keras/saving/artifacts.js";
import { History } from "../keras/training/history.js";
import { CannotTravelError, type Packed, type Params } from "../modelSelection/types.js";
import { packModel, unpackModel } from "./packModel.js";

/** What a fitted estimator has learned. */
export interface Learned {
  model: Model;
  history: History;
  inputShape: readonly number[];
}

/** A fit on its way to another thread or machine. */
export interface PackedFit {
  kind: "classifier" | "regressor";
  model: Artifacts;
  params: Params;
}

/** @throws CannotTravelError for callbacks. */
export function refuseCallbacks({ callbacks }: Params): void {
  const listed = Array.isArray(callbacks) ? callbacks : callbacks ? [callbacks] : [];
  if (listed.length > 0) throw new CannotTravelError("callbacks are functions of this process");
}

/** A fit as plain data; what built and compiled the model stays here, as the model is there already. */
export function packFit(kind: PackedFit["kind"], model: Artifacts, params: Params, seed?: number): Packed {
  const { buildFn: _, callbacks: __, ...others } = params;
  const plain = Object.entries(others).filter(
    ([name]) => !/^(model|optimizer)(__|$)|^(loss|metrics)$/.test(name),
  );
  const data: PackedFit = { kind, model, params: { ...Object.fromEntries(plain), seed, verbose: 0 } };
  return { reviver: "keras", data };
}

/** {@link Learned} as plain data. */
export interface PackedLearned {
  model: Artifacts;
  history: Pick<History, "epoch" | "history">;
  inputShape: readonly number[];
}

/** What was learned, for the process that asked for the fit. */
export function packLearned({ model, history, inputShape }: Learned): PackedLearned {
  const { epoch, history: values } = history;
  return { model: packModel(model), history: { epoch, history: values }, inputShape };
}

/** The model and its history again. */
export function unpackLearned({ model, history, inputShape }: PackedLearned): Learned {
  return { model: unpackModel(model), history: Object.assign(new History(), history), inputShape };
}

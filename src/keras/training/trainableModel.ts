// What training needs of a model; every `Model` is one. So the model knows its training, and training no model.
import type { ComputedNetwork } from "../backends/backend.js";
import type { BackendChooser } from "../backends/chooseBackend.js";
import type { CallbackModel } from "../callbacks/callback.js";
import type { CompileSettings } from "../compile/settings.js";

export interface TrainableModel extends ComputedNetwork, CallbackModel {
  /** The backend it trains on, kept from call to call. */
  readonly backends: BackendChooser;
}

/** A model's settings; complains when compile() was forgotten, or called without a loss. */
export function compiledSettings(action: string, { settings }: ComputedNetwork): CompileSettings {
  const fix = 'call model.compile({ loss: "mse", optimizer: "adam" }) first';
  if (!settings) throw new TypeError(`Cannot ${action}: the model is not compiled; ${fix}`);
  if (settings.losses.every((loss) => loss === undefined))
    throw new TypeError(`Cannot ${action}: the model was compiled without a loss; ${fix}`);
  return settings;
}

import type { Model } from "../models/model.js";
import type { CompileSettings } from "../compile/settings.js";

/** A model's settings; complains when compile() was forgotten, or called without a loss. */
export function compiledSettings(action: string, model: Model): CompileSettings {
  const { settings } = model;
  const fix = 'call model.compile({ loss: "mse", optimizer: "adam" }) first';
  if (!settings) throw new TypeError(`Cannot ${action}: the model is not compiled; ${fix}`);
  if (settings.losses.every((loss) => loss === undefined))
    throw new TypeError(`Cannot ${action}: the model was compiled without a loss; ${fix}`);
  return settings;
}

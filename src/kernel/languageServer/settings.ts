// What a client may set: `initializationOptions` at the start, `gradus` of workspace/didChangeConfiguration later.
import { isRecord } from "../../jupyter/messages.js";

export interface Settings {
  /** Shows types that were not written down. */
  inlayHints: boolean;
  /** Names of kernels that are ours besides `gradus…`, `tslab` and `jslab`: those of `gradus install --name`. */
  kernels: readonly string[];
}

export const defaults: Settings = { inlayHints: false, kernels: [] };

/**
 * Lays what a client says over the settings.
 *
 * @returns The settings, and what is wrong with those that were passed over.
 */
export function readSettings(given: unknown, before: Settings): { settings: Settings; complaints: string[] } {
  const settings = { ...before };
  const complaints: string[] = [];
  for (const [name, value] of Object.entries(isRecord(given) ? given : {})) {
    const says = `current value is ${JSON.stringify(value)}`;
    if (name === "inlayHints") {
      if (typeof value === "boolean") settings.inlayHints = value;
      else complaints.push(`Cannot use setting: inlayHints must be true or false, ${says}`);
    } else if (name === "kernels") {
      if (Array.isArray(value) && value.every((one) => typeof one === "string")) settings.kernels = value;
      else complaints.push(`Cannot use setting: kernels must be a list of names, ${says}`);
    } else {
      complaints.push(`Cannot use setting: it must be inlayHints or kernels, current value is ${name}`);
    }
  }
  return { settings, complaints };
}

// File names with numbers of the training in them.
import { complaint } from "../../validation.js";
import type { Logs } from "./callback.js";

/**
 * Replaces `{name}` and `{name:format}` (Python's d and f formats).
 *
 * @throws RangeError for a name that is not among the values.
 */
export function fillIn(text: string, values: Logs): string {
  return text.replace(
    /\{(\w+)(?::0?(\d*)(?:\.(\d+))?([df]))?\}/g,
    (_whole, name: string, width, digits, kind) => {
      const value = values[name];
      if (value === undefined) {
        const wanted = `one of ${Object.keys(values).join(", ")}`;
        const parts = { action: "save the model", name: `a name in filepath "${text}"`, wanted, got: name };
        throw new RangeError(complaint(parts));
      }
      const shown = kind === "f" ? value.toFixed(digits === undefined ? 6 : Number(digits)) : String(value);
      return shown.padStart(Number(width ?? 0), "0");
    },
  );
}

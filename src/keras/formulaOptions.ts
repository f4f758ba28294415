// Options of losses and metrics: those of their formulas.
import { checkOptions, complaint } from "../validation.js";

/** @throws TypeError for an option that is not among the defaults, nor among `more`, and for one that is no number or flag as its default. */
export function checkFormulaOptions(
  action: string,
  options: object,
  defaults: object,
  more: readonly string[] = [],
): void {
  checkOptions(action, options, [...more, ...Object.keys(defaults)]);
  for (const [name, usual] of Object.entries(defaults) as [string, unknown][]) {
    const got = (options as Record<string, unknown>)[name];
    const isAlike = typeof got === typeof usual && !Number.isNaN(got);
    if (got === undefined || isAlike) continue;
    const wanted = typeof usual === "number" ? "a number" : "true or false";
    throw new TypeError(complaint({ action, name, wanted, got }));
  }
}

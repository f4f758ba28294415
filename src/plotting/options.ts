// Options that are not known are refused, never ignored.
import { checkOptions } from "../validation.js";

/**
 * A check for the options of one function.
 *
 * @param action - What the function does, as in `"draw the line"`.
 * @param names - All options by name: forgetting one is a type error.
 */
export function optionCheck<Options>(
  action: string,
  names: Record<keyof Options, true>,
): (options: object | undefined) => void {
  const known = Object.keys(names);
  return (options) => checkOptions(action, options, known);
}

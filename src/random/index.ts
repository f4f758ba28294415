// The room's door: NumPy's random numbers.
export type { ChoiceOptions } from "./choose.js";
export { random, RandomState } from "./randomState.js";

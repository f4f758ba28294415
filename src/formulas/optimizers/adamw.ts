import { adam, type AdamOptions } from "./adam.js";
import type { OptimizerFormula } from "./formula.js";

/** Adam with decoupled weight decay, 0.004 by default (Loshchilov and Hutter, 2017). Learning rate 0.001. */
export const adamw: OptimizerFormula<"AdamW", AdamOptions, "momentum" | "velocity" | "velocityHat"> = {
  ...adam,
  className: "AdamW",
  weightDecay: 0.004,
};

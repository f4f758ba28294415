// The type of what a model predicts, from the type of its outputs.
import type { NDArray } from "../../array/index.js";
import type { OneOrMore } from "../layers/layer.js";
import type { KerasTensor } from "../symbolic.js";

/** What a model with these outputs predicts: one array, or one for each of several outputs. */
export type Predictions<Outputs extends OneOrMore<KerasTensor>> = Outputs extends readonly [unknown]
  ? NDArray
  : Outputs extends readonly unknown[]
    ? number extends Outputs["length"]
      ? NDArray | NDArray[]
      : { -readonly [K in keyof Outputs]: NDArray }
    : NDArray;

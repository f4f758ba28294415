import { checkOptions, complaint } from "../../validation.js";
import type { OneOrMore } from "../layers/layer.js";
import { readStructure, type CustomObjects } from "../saving/readStructure.js";
import type { ModelJSON } from "../saving/structure.js";
import type { KerasTensor } from "../symbolic.js";
import { Model } from "./model.js";
import { Sequential } from "./sequential.js";

/** How many outputs a stored model must have; `"any"` where it is not known. */
export type OutputCount = number | "any";

/** Options of `modelFromJSON` and `loadModel`. */
export interface FromJSONOptions<Count extends OutputCount = OutputCount> {
  /** Classes of your own by their names, as `{ Scale }`, and functions of `Lambda` layers by theirs. */
  customObjects?: CustomObjects;
  /**
   * How many outputs the model must have, so that `predict()` has the right type; with `"any"` it has the type of one or more
   * arrays. Defaults to 1.
   */
  outputs?: Count;
}

/** The outputs of a model of which `outputs` says how many there are. */
export type CountedOutputs<Count extends OutputCount> = Count extends 1
  ? KerasTensor
  : Count extends number
    ? number extends Count
      ? OneOrMore<KerasTensor>
      : TupleOf<Count>
    : OneOrMore<KerasTensor>;

type TupleOf<Count extends number, Found extends KerasTensor[] = []> = Found["length"] extends Count
  ? Found
  : TupleOf<Count, [...Found, KerasTensor]>;

/**
 * Makes a model from the structure that `toJSON()` gave, or its text. Weights start anew.
 *
 * @param options - `customObjects`: classes of your own by name, and functions of Lambda layers. `outputs`: how many outputs
 *   it must have, 1 unless told otherwise.
 * @throws TypeError for a class we do not have, or another number of outputs.
 *
 * @example The same model with fresh weights (Keras's `clone_model`)
 * ```ts
 * import { layers, modelFromJSON, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 2, inputShape: [3] })]);
 * expect(modelFromJSON(model.toJSON()).countParams()).toBe(8);
 * ```
 *
 * @see Keras `keras.models.model_from_json`
 */
export function modelFromJSON<const Count extends OutputCount = 1>(
  json: ModelJSON | string,
  options: FromJSONOptions<Count> = {},
): Model<CountedOutputs<Count>> {
  const action = "load the model";
  checkOptions(action, options, ["customObjects", "outputs"]);
  const wanted: OutputCount = options.outputs ?? 1;
  if (wanted !== "any" && !(Number.isInteger(wanted) && wanted >= 1)) {
    const parts = { action, name: "outputs", wanted: 'an integer >= 1 or "any"', got: wanted };
    throw new RangeError(complaint(parts));
  }
  const classes = { Model, Sequential };
  const model = readStructure<Model<OneOrMore<KerasTensor>>>(json, classes, options.customObjects);
  const found = model.outputNames.length;
  if (wanted !== "any" && wanted !== found) {
    const parts = { action, name: "outputs", wanted: `${String(found)}, as many as the model has` };
    throw new TypeError(complaint({ ...parts, got: wanted, fix: `write { outputs: ${String(found)} }` }));
  }
  return model as Model<CountedOutputs<Count>>;
}

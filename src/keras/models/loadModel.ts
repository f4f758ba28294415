// Loading what save(), Keras or TensorFlow.js wrote.
import { checkOptions } from "../../validation.js";
import type { OneOrMore } from "../layers/layer.js";
import type { KerasTensor } from "../symbolic.js";
import { naming } from "../saving/faults.js";
import { openModel } from "../saving/openModel.js";
import type { OpenedModel } from "../saving/openedModel.js";
import type { ModelJSON } from "../saving/structure.js";
import { fillWeights } from "../saving/weightData.js";
import type { Model } from "./model.js";
import {
  modelFromJSON,
  type CountedOutputs,
  type FromJSONOptions,
  type OutputCount,
} from "./modelFromJSON.js";

/**
 * Loads a model: a folder that we or TensorFlow.js saved, a `.keras` file of ours or of Keras 3's, or a whole model in
 * Keras's older `.h5`.
 *
 * @param path - The folder, its `model.json`, or the file.
 * @param options - `customObjects`: classes of your own by name, as `{ Scale }`, and functions of Lambda layers. `outputs`:
 *   how many outputs the model must have, 1 unless told otherwise, so that `predict()` has the right type.
 * @returns The model with its weights; compiled, with the optimizer's memory, if it was saved so. A loss, a metric or an
 *   optimizer of Keras's that we lack leaves it uncompiled, with a word; a layer that we lack is an error that names it.
 * @throws Error that names the file when it is missing, damaged or holds no model. A model that is being saved by
 *   another process is read whole: as it was, or as it will be. TypeError for another number of outputs, with the fix:
 *   `loadModel(path, { outputs: 2 })`, or `{ outputs: "any" }` where it is not known.
 *
 * @example
 * ```ts
 * import { layers, loadModel, Sequential } from "gradus";
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { expect } from "vitest";
 *
 * const folder = mkdtempSync(`${tmpdir()}/model-`);
 * const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
 * await model.save(`${folder}/line.keras`); // Keras 3: keras.saving.load_model("line.keras")
 * const copy = await loadModel(`${folder}/line.keras`);
 * expect(copy.getWeights()[0]!.toArray()).toEqual(model.getWeights()[0]!.toArray());
 * ```
 *
 * @see Keras `keras.saving.load_model`
 */
export async function loadModel<const Count extends OutputCount = 1>(
  path: string,
  options: FromJSONOptions<Count> = {},
): Promise<Model<CountedOutputs<Count>>> {
  checkOptions("load the model", options, ["customObjects", "outputs"]);
  const opened = await openModel(path);
  const { file, arrays } = opened;
  const model = naming(file, "its structure", () => modelFromJSON(opened.structure() as ModelJSON, options));
  naming(file, "its weights", () => fillWeights("load the model", opened.places(model), arrays));
  compileAsSaved(model, opened);
  return model;
}

/** Compiles the model if it was compiled, and gives its optimizer the memory back. */
function compileAsSaved(
  model: Model<OneOrMore<KerasTensor>>,
  { file, compile, isForeign, restore }: OpenedModel,
): void {
  if (!compile) return;
  try {
    naming(file, "its training settings", () => model.compile(compile()));
  } catch (error) {
    if (!isForeign) throw error;
    const told = (error as Error).message.replace(`Cannot load the model from ${file}: `, "");
    console.warn(`loadModel: the model in ${file} is not compiled, call compile() to train it: ${told}`);
    return;
  }
  const lost = restore(model);
  if (lost)
    console.warn(
      `loadModel: the optimizer's memory in ${file} is not used, ${lost}; training starts with a fresh one`,
    );
}

// Loading what save() or TensorFlow.js wrote.
import { checkOptions } from "../../validation.js";
import { compileFromConfig } from "../saving/compileConfig.js";
import { restoreState } from "../saving/optimizerState.js";
import type { ModelJSON } from "../saving/structure.js";
import { damaged, readStoredModel } from "../saving/storedModel.js";
import { cutWeights, fillWeights } from "../saving/weightData.js";
import { Model, type FromJSONOptions } from "./model.js";

/**
 * Loads a model that was saved into a folder, by us or by TensorFlow.js.
 *
 * @param path - The folder, or its `model.json`.
 * @param options - `customObjects`: classes of your own by name, as `{ Scale }`, and functions of Lambda layers.
 * @returns The model with its weights; compiled, with the optimizer's memory, if it was saved so.
 * @throws Error that names the file when it is missing, damaged or not a layers model. A model that is being saved by
 *   another process is read whole: as it was, or as it will be.
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
 * await model.save(folder);
 * const copy = await loadModel(folder);
 * expect(copy.getWeights()[0]!.toArray()).toEqual(model.getWeights()[0]!.toArray());
 * ```
 */
export async function loadModel(path: string, options: FromJSONOptions = {}): Promise<Model> {
  checkOptions("load the model", options, ["customObjects"]);
  const { file, structure, metadata, groups } = await readStoredModel(path);
  const { compile } = metadata ?? {};
  const weights = new Map(groups.flatMap((group) => cutWeights(group, group.bytes)));
  const model = naming(file, "its structure", () => Model.fromJSON(structure as ModelJSON, options));
  naming(file, "its weights", () => fillWeights("load the model", model, weights));
  if (!compile) return model;
  naming(file, "its training settings", () => model.compile(compileFromConfig(compile)));
  const lost = restoreState(model.optimizer, model, metadata!, weights);
  if (lost)
    console.warn(
      `loadModel: the optimizer's memory in ${file} is not used, ${lost}; training starts with a fresh one`,
    );
  return model;
}

/** Whatever goes wrong names the file. */
function naming<T>(file: string, part: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const told = /^Cannot [^:]*: ([^]*)/.exec(message)?.[1];
    if (told === undefined)
      throw Object.assign(damaged(file, `${part} cannot be read (${message})`), { cause });
    const Type = cause instanceof TypeError ? TypeError : Error;
    throw new Type(`Cannot load the model from ${file}: ${told}`, { cause });
  }
}

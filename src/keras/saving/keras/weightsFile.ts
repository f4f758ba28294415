// Weights alone in a file, as Keras's `save_weights` and `load_weights`.
import { complaint } from "../../../validation.js";
import type { CompiledNetwork } from "../artifacts.js";
import { damaged, naming, readBytes, type FileAction } from "../faults.js";
import { fillWeights, type WeightPlace } from "../weightData.js";
import { replaceWhole } from "../wholeFile.js";
import { readHdf5, writeHdf5, type Hdf5Array, type Hdf5Content } from "./hdf5.js";
import { legacyOptimizerArrays, legacyPlaces, legacyRoot } from "./legacyWeights.js";
import { optimizerArrays, restoreOptimizer } from "./optimizerVars.js";
import { weightPlaces } from "./weightPlaces.js";

/**
 * Writes the weights, and those of the optimizer if the model is compiled, as Keras 3 reads them.
 *
 * @throws TypeError for a name that does not end in `.weights.h5` or a model that has no weights yet; Error that names the
 *   file and the reason where it cannot be written. The old file stays then.
 */
export async function saveWeights(model: CompiledNetwork, path: string): Promise<void> {
  const action = "save the weights";
  if (typeof path !== "string" || !path.endsWith(".weights.h5"))
    throw new TypeError(
      complaint({ action, name: "path", wanted: 'a file name that ends in ".weights.h5"', got: path }),
    );
  await replaceWhole(action, path, await weightsFile(model, true));
}

/** The bytes of such a file. @throws TypeError for a model that has no weights yet. */
export async function weightsFile(model: CompiledNetwork, includeOptimizer: boolean): Promise<Uint8Array> {
  model.countParams();
  const places = weightPlaces(model);
  const arrays: Hdf5Array[] = places.map(({ weight, name, path = name }) => ({
    path,
    shape: weight.shape,
    data: weight.data,
  }));
  if (includeOptimizer && model.settings)
    arrays.push(...optimizerArrays(model, model.settings.optimizer, places));
  return writeHdf5(arrays);
}

/**
 * Reads weights into a model of the same layers, and the optimizer's memory if the model is compiled. Nothing is changed
 * unless all weights fit.
 *
 * @throws Error that names the file when it is missing or damaged, TypeError that names layer and shapes where they differ.
 */
export async function loadWeights(model: CompiledNetwork, path: string): Promise<void> {
  const action = "load the weights";
  if (typeof path !== "string" || !/\.h5$/.test(path))
    throw new TypeError(
      complaint({
        action,
        name: "path",
        wanted: 'a file name that ends in ".weights.h5" or ".h5"',
        got: path,
      }),
    );
  model.countParams();
  const content = await openHdf5(path, action);
  const root = legacyRoot(content);
  const places =
    root === undefined
      ? weightPlaces(model)
      : naming(path, "its weights", () => legacyPlaces(model, content, root, false), action);
  naming(
    path,
    "its weights",
    () => {
      if (root === undefined) refuseOthers(content, places);
      fillWeights(action, places, content.arrays);
    },
    action,
  );
  const optimizer = model.settings?.optimizer;
  if (!optimizer) return;
  const memory = root === undefined ? content.arrays : legacyOptimizerArrays(content);
  const lost = restoreOptimizer(model, optimizer, places, memory);
  if (lost)
    console.warn(`loadWeights: the optimizer's memory in ${path} is not used, ${lost}; it stays as it was`);
}

async function openHdf5(file: string, action: FileAction): Promise<Hdf5Content> {
  return readHdf5(await readBytes(file, action)).catch((cause: unknown) => {
    throw damaged(file, `it is not an HDF5 file that can be read (${(cause as Error).message})`, action);
  });
}

/** @throws TypeError for an array that no weight of the model takes: the file is of another model. */
export function refuseOthers({ arrays }: Pick<Hdf5Content, "arrays">, places: readonly WeightPlace[]): void {
  const taken = new Set(places.map(({ name, path = name }) => path));
  const other = [...arrays.keys()].find((path) => !path.startsWith("optimizer/vars/") && !taken.has(path));
  if (other === undefined) return;
  const parts = { action: "", name: "the file's arrays", wanted: "those of the model's layers", got: other };
  throw new TypeError(complaint({ ...parts, fix: "it is a file of another model" }));
}

// Saving a model, so that a crash at any moment, or another saver, leaves a whole one: the old or the new.
import { writeError } from "../../fileErrors.js";
import { checkOptions, complaint } from "../../validation.js";
import {
  artifactsOf,
  checksumOf,
  generatedBy,
  type Artifacts,
  type CompiledNetwork,
  type GradusMetadata,
  type WeightSpec,
} from "./artifacts.js";
import { tidyUp, weightsInUse, withNewNames } from "./modelFolder.js";
import { nodeFiles } from "./nodeFiles.js";
import { tellLeftOut } from "./ownParts.js";
import { remove } from "./saver.js";
import type { ModelJSON } from "./structure.js";
import { replaceFile, replaceWhole, writeWhole } from "./wholeFile.js";

export interface SaveOptions {
  /** Whether the optimizer's settings and memory are saved too; defaults to true. */
  includeOptimizer?: boolean;
}

/** `model.json`, in TensorFlow.js's layers format. */
interface ModelFile {
  format: "layers-model";
  generatedBy: string;
  convertedBy: null;
  modelTopology: ModelJSON;
  /** `crc32` is ours: who writes the numbers anew, as TensorFlow.js, leaves it out. */
  weightsManifest: { paths: string[]; weights: WeightSpec[]; crc32: number }[];
  userDefinedMetadata?: { gradus: GradusMetadata };
}

function modelFile(
  { modelTopology, weightSpecs, weightData, metadata }: Artifacts,
  weightsFile: string,
): ModelFile {
  const crc32 = checksumOf(modelTopology, weightSpecs, metadata, new Uint8Array(weightData));
  return {
    format: "layers-model",
    generatedBy,
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: [weightsFile], weights: weightSpecs, crc32 }],
    userDefinedMetadata: { gradus: metadata },
  };
}

/**
 * Saves a model: into a file for Keras 3 if the path ends in `.keras`, else into a folder.
 *
 * @throws TypeError for a path that is neither, or for what a file cannot hold; Error that names path and reason where it
 *   cannot be written. A save that fails takes its own files away.
 */
export async function saveModel(
  model: CompiledNetwork,
  path: string,
  options: SaveOptions = {},
): Promise<void> {
  const action = "save the model";
  checkOptions(action, options, ["includeOptimizer"]);
  const { includeOptimizer = true } = options;
  const wanted = "a folder, or a file name that ends in .keras";
  if (typeof path !== "string" || path === "")
    throw new TypeError(complaint({ action, name: "path", wanted, got: path }));
  if (/\.(h5|hdf5)$/i.test(path)) {
    const fix = 'write .keras, which Keras 3 reads; weights alone: model.saveWeights("name.weights.h5")';
    throw new TypeError(complaint({ action, name: "path", wanted, got: path, fix }));
  }
  const target = path.replace(/^file:\/\//, "");
  if (!/\.keras$/i.test(target)) return saveIntoFolder(model, target, includeOptimizer);
  const { kerasFile } = await import("./keras/kerasFile.js");
  await replaceWhole(action, target, await kerasFile(model, includeOptimizer));
}

/**
 * Numbers first, under a name that nobody else uses, then `model.json`, which points at them, in one atomic step; only
 * then the numbers go that the `model.json` before pointed at, and nobody else's.
 */
async function saveIntoFolder(
  model: CompiledNetwork,
  target: string,
  includeOptimizer: boolean,
): Promise<void> {
  const action = "save the model";
  const artifacts = artifactsOf(model, includeOptimizer);
  if (includeOptimizer && model.settings && !artifacts.metadata.compile) tellLeftOut(model.settings);
  const { fs, path } = nodeFiles(action);
  await fs.mkdir(target, { recursive: true }).catch((error: unknown) => {
    throw writeError(action, target, error);
  });
  const numbers = new Uint8Array(artifacts.weightData);
  await withNewNames(async (names) => {
    const [weights, draft] = [path.join(target, names.weights), path.join(target, names.draft)];
    let before: string[];
    try {
      await writeWhole(weights, numbers);
      await writeWhole(draft, JSON.stringify(modelFile(artifacts, names.weights)));
      before = await weightsInUse(target);
      await replaceFile(draft, path.join(target, "model.json"));
    } catch (error) {
      await remove(draft);
      await remove(weights);
      throw writeError(action, target, error);
    }
    // A process that slept for an hour just before that step may have been taken for dead, and its numbers tidied up.
    await fs.access(weights).catch(() => writeWhole(weights, numbers));
    for (const name of before) await remove(path.join(target, name));
  });
  await tidyUp(target);
}

// Saving into a folder, so that a crash at any moment, or another saver, leaves a whole model: the old one or the new one.
import { writeError } from "../../fileErrors.js";
import { checkOptions, complaint } from "../../validation.js";
import {
  artifactsOf,
  generatedBy,
  type Artifacts,
  type CompiledNetwork,
  type GradusMetadata,
  type WeightSpec,
} from "./artifacts.js";
import { remove, tidyUp, weightsInUse, withNewNames } from "./modelFolder.js";
import { nodeFiles } from "./nodeFiles.js";
import { foreignFormat } from "./storedModel.js";
import type { ModelJSON } from "./structure.js";

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
  weightsManifest: { paths: string[]; weights: WeightSpec[] }[];
  userDefinedMetadata?: { gradus: GradusMetadata };
}

function modelFile({ modelTopology, weightSpecs, metadata }: Artifacts, weightsFile: string): ModelFile {
  return {
    format: "layers-model",
    generatedBy,
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: [weightsFile], weights: weightSpecs }],
    userDefinedMetadata: { gradus: metadata },
  };
}

/**
 * Saves a model into a folder: numbers first, under a name that nobody else uses, then `model.json`, which points at them,
 * in one atomic step; only then the numbers go that the `model.json` before pointed at, and nobody else's.
 *
 * @throws TypeError for a path that is no folder's; Error that names folder and reason where it cannot be written. A save that fails takes its own files away.
 */
export async function saveModel(
  model: CompiledNetwork,
  folder: string,
  options: SaveOptions = {},
): Promise<void> {
  const action = "save the model";
  checkOptions(action, options, ["includeOptimizer"]);
  const { includeOptimizer = true } = options;
  if (typeof folder !== "string" || folder === "")
    throw new TypeError(complaint({ action, name: "path", wanted: "a folder", got: folder }));
  if (/\.(keras|h5|hdf5)$/i.test(folder)) throw new TypeError(foreignFormat(action, folder));
  const artifacts = artifactsOf(model, includeOptimizer);
  const { fs, path } = nodeFiles(action);
  const target = folder.replace(/^file:\/\//, "");
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

/** Writes a file and waits until it is on the disk. */
async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await nodeFiles("save the model").fs.open(file, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One atomic step. Windows refuses it while somebody reads the old file, for a moment. */
async function replaceFile(from: string, to: string): Promise<void> {
  const { fs } = nodeFiles("save the model");
  for (let tries = 1; ; tries++) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      const isBusy = ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (process.platform !== "win32" || !isBusy || tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * tries));
    }
  }
}

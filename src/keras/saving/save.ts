// Saving into a folder, so that a crash at any moment leaves the old model or the new one, never half of each.
import { generatedBy } from "./generatedBy.js";
import { artifactsOf, type Artifacts, type GradusMetadata, type WeightSpec } from "./artifacts.js";
import type { Model } from "../models/model.js";
import type { ModelJSON } from "./topology.js";

export interface SaveOptions {
  /** Whether the optimizer's settings and memory are saved too; defaults to true. */
  includeOptimizer?: boolean;
}

/** `model.json`, in TensorFlow.js's layers format. */
export interface ModelFile {
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
 * Saves a model into a folder: numbers first, under a name of their own, then `model.json`, which points at them, in
 * one atomic step; only then the old numbers go.
 */
export async function saveModel(
  model: Model,
  folder: string,
  { includeOptimizer = true }: SaveOptions = {},
): Promise<void> {
  const artifacts = artifactsOf(model, includeOptimizer);
  const [fs, path, { randomUUID }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
    import("node:crypto"),
  ]);
  const target = folder.replace(/^file:\/\//, "");
  await fs.mkdir(target, { recursive: true });
  const before = (await fs.readdir(target)).filter((name) => /^weights(\.[0-9a-f]{8})?\.bin$/.test(name));
  const weightsFile = before.length === 0 ? "weights.bin" : `weights.${randomUUID().slice(0, 8)}.bin`;
  await writeWhole(path.join(target, weightsFile), new Uint8Array(artifacts.weightData));
  const draft = path.join(target, `model.json.${randomUUID().slice(0, 8)}`);
  await writeWhole(draft, JSON.stringify(modelFile(artifacts, weightsFile)));
  await fs.rename(draft, path.join(target, "model.json"));
  for (const name of before) await fs.rm(path.join(target, name), { force: true });

  /** Writes a file and waits until it is on the disk. */
  async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
    const handle = await fs.open(file, "w");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

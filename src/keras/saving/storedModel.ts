// A model's files, read so that structure and numbers belong together, whoever saves there at the same time.
import { showValue } from "../../validation.js";
import { partOf, type ConfigObject } from "../layers/config.js";
import { damaged } from "./faults.js";
import { nodeFiles } from "./nodeFiles.js";
import { cutWeights, readManifest, type WeightsGroup } from "./weightData.js";
import { checksumOf, namedWeights, type GradusMetadata } from "./artifacts.js";
import { compileFromConfig } from "./compileConfig.js";
import type { OpenedModel } from "./openedModel.js";
import { restoreState } from "./optimizerState.js";

/** What stands in a model's files. */
interface StoredModel {
  /** The file with the structure, for messages. */
  file: string;
  structure: ConfigObject;
  metadata: GradusMetadata | undefined;
  /** The numbers, as long as the manifest says. */
  groups: (WeightsGroup & { bytes: Uint8Array })[];
}

/** How often a reader begins again because the model was replaced while it read. */
const maxReplacements = 100;

/** @throws Error that names the file, what was wanted and how to go on. */
export async function openStoredModel(path: string): Promise<OpenedModel> {
  const { file, structure, metadata, groups } = await readStoredModel(path);
  const arrays = new Map(groups.flatMap((group) => cutWeights(group, group.bytes)));
  const compile = metadata?.compile;
  return {
    file,
    structure: () => structure,
    places: namedWeights,
    arrays,
    ...(compile && { compile: () => compileFromConfig(compile) }),
    isForeign: false,
    restore: (model) => restoreState(model.optimizer, model, metadata ?? {}, arrays),
  };
}

async function readStoredModel(path: string): Promise<StoredModel> {
  const file = await locate(path);
  let text = await readText(file);
  for (let replaced = 0; replaced < maxReplacements; replaced++) {
    const model = parseModel(file, text);
    const groups = await readGroups(file, model.groups);
    if (groups) {
      checkSums(model, groups);
      return { ...model, groups };
    }
    // Numbers go only after model.json has stopped naming them: somebody saved a newer model.
    const newer = await readText(file);
    if (newer === text) throw damaged(file, `the file of weights that it names is missing`);
    text = newer;
  }
  throw new Error(
    `Cannot load the model from ${file}: it was replaced ${String(maxReplacements)} times while it was read; load it when others save less often`,
  );
}

/** @throws Error for structure or numbers that are others than those that were saved, where the folder has their checksum. */
function checkSums(
  { file, structure, metadata }: Omit<StoredModel, "groups">,
  groups: StoredModel["groups"],
): void {
  for (const { crc32, weights, bytes } of groups)
    if (crc32 !== undefined && crc32 !== checksumOf(structure, weights, metadata, bytes))
      throw damaged(
        file,
        "structure or weights are others than those that were saved (their checksum differs; take crc32 out of weightsManifest if it was you who changed them)",
      );
}

/** `model.json` in the folder, or the file itself. */
async function locate(target: string): Promise<string> {
  const action = "load the model";
  const { fs, path: nodePath } = nodeFiles(action);
  const found = await fs.stat(target).catch(() => undefined);
  const file = found?.isDirectory() ? nodePath.join(target, "model.json") : target;
  if (!found) throw new Error(`Cannot ${action}: there is no file or folder ${target}`);
  if (found.isDirectory() && !(await fs.stat(file).catch(() => undefined)))
    throw new Error(`Cannot ${action}: there is no file ${file}; name a folder that model.save() wrote`);
  return file;
}

async function readText(file: string): Promise<string> {
  const { fs } = nodeFiles("load the model");
  const found = await fs.stat(file);
  if (!found.isFile()) throw damaged(file, "it is not a regular file");
  const bytes = await fs.readFile(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw damaged(file, "it is not text");
  }
}

function parseModel(file: string, text: string): Omit<StoredModel, "groups"> & { groups: WeightsGroup[] } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw damaged(file, `it is not JSON (${(error as Error).message})`);
  }
  const { modelTopology, weightsManifest, userDefinedMetadata, format } = partOf(content);
  if (!modelTopology || !weightsManifest) {
    const got = showValue(format ?? "something else");
    throw new TypeError(
      `Cannot load the model from ${file}: the file must hold a layers model (modelTopology and weightsManifest), it holds ${got}; name a folder that model.save() or TensorFlow.js wrote`,
    );
  }
  const structure = (partOf(modelTopology)["model_config"] ?? modelTopology) as ConfigObject;
  const metadata = partOf(userDefinedMetadata)["gradus"] as GradusMetadata | undefined;
  try {
    return { file, structure, metadata, groups: readManifest(weightsManifest) };
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
}

/** The bytes of every group; undefined when a file that is named is not there. */
async function readGroups(
  file: string,
  groups: readonly WeightsGroup[],
): Promise<StoredModel["groups"] | undefined> {
  const { fs, path: nodePath } = nodeFiles("load the model");
  const folder = await fs.realpath(nodePath.dirname(file));
  const read: StoredModel["groups"] = [];
  for (const group of groups) {
    const files: string[] = [];
    let size = 0;
    for (const name of group.paths) {
      const part = nodePath.resolve(folder, name);
      if (!isInside(nodePath.relative(folder, part))) throw leaves(file, name);
      const real = await fs.realpath(part).catch(ifMissing);
      if (real === undefined) return undefined;
      if (!isInside(nodePath.relative(folder, real))) throw leaves(file, name);
      const found = await fs.stat(real).catch(ifMissing);
      if (!found) return undefined;
      if (!found.isFile()) throw damaged(file, `${showValue(name)} is not a regular file`);
      size += found.size;
      files.push(real);
    }
    if (size !== group.numBytes) {
      const wanted = `${group.numBytes.toLocaleString("en")} bytes`;
      throw damaged(file, `its weights must be ${wanted}, the files hold ${size.toLocaleString("en")}`);
    }
    const parts: Uint8Array[] = [];
    for (const real of files) {
      const part = await fs.readFile(real).catch(ifMissing);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    read.push({ ...group, bytes: joined(parts) });
  }
  return read;

  function isInside(relative: string): boolean {
    return relative !== "" && !nodePath.isAbsolute(relative) && relative.split(/[/\\]/)[0] !== "..";
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

function leaves(file: string, name: string): Error {
  const wanted = "beside it, in the same folder";
  return new Error(
    `Cannot load the model from ${file}: a file of weights must be ${wanted}, current value is ${showValue(name)}; put it there and name it in weightsManifest`,
  );
}

// Keras 3's `.keras`: a zip of the structure, the weights in HDF5, and a word about who wrote it.
import { readZip, writeZip } from "../../../zip.js";
import type { CompiledNetwork } from "../artifacts.js";
import { damaged } from "../faults.js";
import type { OpenedModel } from "../openedModel.js";
import { hasOwnParts, tellLeftOut } from "../ownParts.js";
import { compileFromKeras, compileToKeras } from "./compile.js";
import { fromKeras } from "./fromKeras.js";
import { readHdf5 } from "./hdf5.js";
import { restoreOptimizer } from "./optimizerVars.js";
import { toKeras } from "./toKeras.js";
import { weightPlaces } from "./weightPlaces.js";
import { refuseOthers, weightsFile } from "./weightsFile.js";

const names = { metadata: "metadata.json", structure: "config.json", weights: "model.weights.h5" };
/** The edition of Keras whose files these are. */
const kerasVersion = "3.15.1";

/** The bytes of a `.keras` file. @throws TypeError for what such a file cannot hold. */
export async function kerasFile(model: CompiledNetwork, includeOptimizer: boolean): Promise<Uint8Array> {
  const compile = includeOptimizer && model.settings ? compileToKeras(model.settings) : undefined;
  if (includeOptimizer && model.settings && !compile) {
    const { settings } = model;
    tellLeftOut(
      settings,
      hasOwnParts(settings) ? undefined : "TensorFlow.js's RMSprop, epsilon behind the root",
    );
  }
  const date = new Date().toISOString().replace("T", "@").slice(0, 19);
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  return writeZip({
    [names.metadata]: json({ keras_version: kerasVersion, date_saved: date }),
    [names.structure]: json({ ...toKeras(model), ...(compile && { compile_config: compile }) }),
    [names.weights]: await weightsFile(model, compile !== undefined),
  });
}

/** @throws Error that names the file and what is wrong with it. */
export async function openKerasFile(file: string, bytes: Uint8Array): Promise<OpenedModel> {
  const { structure, weights } = await unpack(file, bytes);
  const content = await readHdf5(weights).catch((cause: unknown) => {
    throw damaged(file, `${names.weights} in it cannot be read (${(cause as Error).message})`);
  });
  const { compile_config: compile } = structure as { compile_config?: unknown };
  const isCompiled = typeof compile === "object" && compile !== null && Object.keys(compile).length > 0;
  return {
    file,
    structure: () => fromKeras(structure),
    places(model) {
      const places = weightPlaces(model, structure);
      refuseOthers(content, places);
      return places;
    },
    arrays: content.arrays,
    ...(isCompiled && { compile: () => compileFromKeras(compile) }),
    isForeign: true,
    restore: (model) =>
      restoreOptimizer(model, model.optimizer, weightPlaces(model, structure), content.arrays),
  };
}

async function unpack(file: string, bytes: Uint8Array): Promise<{ structure: unknown; weights: Uint8Array }> {
  let files: Map<string, Uint8Array>;
  try {
    files = await readZip(bytes, (name) => Object.values(names).includes(name));
  } catch (cause) {
    throw damaged(file, `it is not a zip file that can be read (${(cause as Error).message})`);
  }
  const [structure, weights] = [files.get(names.structure), files.get(names.weights)];
  if (!structure || !weights)
    throw damaged(file, `${structure ? names.weights : names.structure} is missing in it`);
  try {
    return { structure: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(structure)), weights };
  } catch (cause) {
    throw damaged(file, `${names.structure} in it is not JSON (${(cause as Error).message})`);
  }
}

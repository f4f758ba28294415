// Keras's older `.h5`: a whole model in one HDF5 file, its structure as a text in it. Read only.
import { partOf, type ConfigObject } from "../../layers/config.js";
import { damaged } from "../faults.js";
import type { OpenedModel } from "../openedModel.js";
import { compileFromKeras } from "./compile.js";
import { fromKeras } from "./fromKeras.js";
import { readHdf5 } from "./hdf5.js";
import { legacyOptimizerArrays, legacyPlaces } from "./legacyWeights.js";
import { restoreOptimizer } from "./optimizerVars.js";

const root = "model_weights";

/** @throws Error that names the file and what is wrong with it. */
export async function openLegacyFile(file: string, bytes: Uint8Array): Promise<OpenedModel> {
  const content = await readHdf5(bytes).catch((cause: unknown) => {
    throw damaged(file, `it is not an HDF5 file that can be read (${(cause as Error).message})`);
  });
  const {
    model_config: config,
    training_config: training,
    keras_version: version,
  } = content.texts.get("") ?? {};
  if (typeof config !== "string")
    throw new TypeError(
      `Cannot load the model from ${file}: the file must hold a model's structure (model_config), it holds weights at most; build the model and call loadWeights("${file}")`,
    );
  // Keras 2 wrote structures as TensorFlow.js does, which are our own words.
  const isKeras2 = /^[12]\./.test(String(version));
  const compile = typeof training === "string" ? parse(file, training) : undefined;
  return {
    file,
    structure() {
      const structure = parse(file, config);
      return isKeras2 ? (structure as unknown as ConfigObject) : fromKeras(structure);
    },
    places: (model) => legacyPlaces(model, content, root, true),
    arrays: content.arrays,
    ...(compile && {
      compile: () => compileFromKeras({ ...compile, optimizer: compile["optimizer_config"] }),
    }),
    isForeign: true,
    restore: (model) =>
      restoreOptimizer(
        model,
        model.optimizer,
        legacyPlaces(model, content, root, true),
        legacyOptimizerArrays(content),
      ),
  };
}

function parse(file: string, text: string): Record<string, unknown> {
  try {
    return partOf(JSON.parse(text));
  } catch (cause) {
    throw damaged(file, `the structure in it is not JSON (${(cause as Error).message})`);
  }
}

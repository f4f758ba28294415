// A model as plain data: structure, weights and how it is compiled.
import { type Model, modelFromJSON } from "../keras/index.js";
import { artifactsOf, compileFromConfig, namedWeights, type Artifacts } from "../keras/internal.js";
import { CannotTravelError } from "../modelSelection/internal.js";

/**
 * Packs a model.
 *
 * @throws CannotTravelError if it has parts that are functions of this process.
 */
export function packModel(model: Model): Artifacts {
  let artifacts: Artifacts;
  try {
    artifacts = artifactsOf(model, true);
  } catch (error) {
    throw new CannotTravelError((error as Error).message);
  }
  if (model.settings && !artifacts.metadata.compile)
    throw new CannotTravelError("the loss, a metric or the learning rate is a function of your own");
  return artifacts;
}

/** The packed model, with its weights and compiled as it was; the optimizer starts anew. */
export function unpackModel({ modelTopology, weightSpecs, weightData, metadata }: Artifacts): Model {
  const model = modelFromJSON(modelTopology);
  if (metadata.compile) model.compile(compileFromConfig(metadata.compile));
  const all = new Float32Array(weightData);
  let place = 0;
  const weights = new Map<string, Float32Array>();
  for (const { name, shape, group } of weightSpecs) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (group === undefined) weights.set(name, all.subarray(place, place + size));
    place += size;
  }
  for (const { name, weight } of namedWeights(model)) weight.write(weights.get(name)!);
  return model;
}

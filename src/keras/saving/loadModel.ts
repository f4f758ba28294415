// Loading what save() or TensorFlow.js wrote.
import { complaint } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import type { Model } from "../models/model.js";
import { leafLayers, type WeightSpec } from "./artifacts.js";
import { compileFromConfig } from "./compileConfig.js";
import { modelFromJSON } from "./fromJSON.js";
import type { ModelFile } from "./save.js";

const action = "load the model";

/**
 * Loads a model that was saved into a folder, by us or by TensorFlow.js.
 *
 * @param path - The folder, or its `model.json`.
 * @returns The model with its weights; compiled, with the optimizer's memory, if it was saved so.
 * @throws Error when there is no such file, TypeError when it does not hold a layers model.
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
export async function loadModel(path: string): Promise<Model> {
  const [fs, nodePath] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  const target = path.replace(/^file:\/\//, "");
  const file = target.endsWith(".json") ? target : nodePath.join(target, "model.json");
  const text = await fs.readFile(file, "utf8").catch((cause: unknown) => {
    throw new Error(`Cannot ${action}: there is no file ${file}`, { cause });
  });
  const content = JSON.parse(text) as Partial<ModelFile>;
  if (!content.modelTopology || !content.weightsManifest) {
    const wanted = "a layers model (with modelTopology and weightsManifest)";
    throw new TypeError(complaint({ action, name: file, wanted, got: content.format ?? "something else" }));
  }
  const model = modelFromJSON(content.modelTopology);
  const folder = nodePath.dirname(file);
  const stored = new Map<string, StoredWeight>();
  for (const { paths, weights } of content.weightsManifest) {
    const parts = await Promise.all(paths.map((name) => fs.readFile(nodePath.join(folder, name))));
    readWeights(new Uint8Array(Buffer.concat(parts)), weights, stored);
  }
  fillWeights(model, stored);
  restoreOptimizer(model, content, stored);
  return model;
}

interface StoredWeight {
  data: Float32Array;
  shape: readonly number[];
}

function readWeights(
  bytes: Uint8Array,
  specs: readonly WeightSpec[],
  stored: Map<string, StoredWeight>,
): void {
  let place = 0;
  for (const { name, shape, dtype, group } of specs) {
    if (dtype !== "float32")
      throw new TypeError(complaint({ action, name: `dtype of ${name}`, wanted: "float32", got: dtype }));
    const size = shape.reduce((product, n) => product * n, 1);
    const data = new Float32Array(bytes.slice(place, place + 4 * size).buffer);
    stored.set(group === "optimizer" ? `optimizer/${name}` : name, { data, shape });
    place += 4 * size;
  }
  if (place > bytes.length)
    throw new RangeError(`Cannot ${action}: the weights are cut off after ${String(bytes.length)} bytes`);
}

function fillWeights(model: Model, stored: ReadonlyMap<string, StoredWeight>): void {
  for (const layer of leafLayers(model)) {
    for (const weight of layer.weights) {
      const name = `${layer.name}/${weight.name}`;
      const found = stored.get(name);
      if (found?.shape.join() !== weight.shape.join()) {
        const got = found ? `[${found.shape.join(", ")}]` : "missing";
        throw new TypeError(shapeComplaint({ action, name, wanted: `[${weight.shape.join(", ")}]`, got }));
      }
      weight.write(found.data);
    }
  }
}

function restoreOptimizer(
  model: Model,
  { userDefinedMetadata }: Partial<ModelFile>,
  stored: ReadonlyMap<string, StoredWeight>,
): void {
  const { compile, iterations = 0, slots = [] } = userDefinedMetadata?.gradus ?? {};
  if (!compile) return;
  model.compile(compileFromConfig(compile));
  if (iterations === 0) return;
  const list = (slot: string) =>
    model.weights.map((_, i) => stored.get(`optimizer/${slot}/${String(i)}`)?.data ?? new Float32Array(0));
  model.optimizer.state = { iterations, slots: Object.fromEntries(slots.map((slot) => [slot, list(slot)])) };
}

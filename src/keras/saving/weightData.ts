// The block of numbers: what the manifest says of it, and the arrays cut out of it.
import { showValue } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import type { Weight } from "../weight.js";
import type { WeightSpec } from "./artifacts.js";
import { partOf } from "../layers/config.js";

/** Files that are one block, and the arrays in it. */
export interface WeightsGroup {
  paths: readonly string[];
  weights: readonly WeightSpec[];
  numBytes: number;
  /** Of structure and numbers; only what save() writes has it. */
  crc32?: number;
}

/** One array of a file. */
export interface StoredWeight {
  data: Float32Array;
  shape: readonly number[];
}

/** Checks a manifest. @throws Error that says what is wrong, for the file's reader to name the file. */
export function readManifest(manifest: unknown): WeightsGroup[] {
  if (!Array.isArray(manifest)) throw new Error("weightsManifest is not a list");
  return manifest.map((entry: unknown) => {
    const { paths, weights, crc32 } = partOf(entry);
    if (!isList(paths) || !paths.every((path) => typeof path === "string" && path !== ""))
      throw new Error(`paths in weightsManifest must be a list of file names, they are ${showValue(paths)}`);
    if (!isList(weights)) throw new Error("weights in weightsManifest is not a list");
    const specs = weights.map(readSpec);
    return {
      paths: paths as string[],
      weights: specs,
      numBytes: specs.reduce((sum, w) => sum + 4 * sizeOf(w), 0),
      ...(typeof crc32 === "number" && { crc32 }),
    };
  });
}

function readSpec(entry: unknown): WeightSpec {
  const { name, shape, dtype, group, quantization } = partOf(entry);
  if (typeof name !== "string") throw new Error("a weight in weightsManifest has no name");
  if (!isList(shape) || !shape.every((n) => Number.isSafeInteger(n) && (n as number) >= 0))
    throw new Error(
      `the shape of weight ${showValue(name)} must be a list of sizes, it is ${showValue(shape)}`,
    );
  if (dtype !== "float32" || quantization !== undefined)
    throw new Error(
      `weight ${showValue(name)} must hold float32 as it is, not ${showValue(quantization ? "quantized numbers" : dtype)}`,
    );
  return { name, shape: shape as number[], dtype, ...(group === "optimizer" && { group }) };
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const sizeOf = ({ shape }: { shape: readonly number[] }) => shape.reduce((product, n) => product * n, 1);

/** The arrays of a block by name; the optimizer's begin with `optimizer/`. */
export function cutWeights(
  { weights }: Pick<WeightsGroup, "weights">,
  bytes: Uint8Array,
): [string, StoredWeight][] {
  let place = 0;
  return weights.map((spec) => {
    const end = place + 4 * sizeOf(spec);
    const data = new Float32Array(bytes.slice(place, end).buffer);
    place = end;
    return [spec.group === "optimizer" ? `optimizer/${spec.name}` : spec.name, { data, shape: spec.shape }];
  });
}

/** A weight, what messages call it, and where a file keeps it. */
export interface WeightPlace {
  weight: Weight;
  /** The names of its layer and its own, as "dense/kernel". */
  name: string;
  /** Defaults to the name. */
  path?: string;
}

/**
 * Writes the arrays of a file into weights. Nothing is written unless all fit, and no weight is drawn before, so that a
 * wrong size in a file costs no time.
 *
 * @throws TypeError for an array that is missing or has another shape.
 */
export function fillWeights(
  action: string,
  places: readonly WeightPlace[],
  stored: ReadonlyMap<string, StoredWeight>,
): void {
  for (const { weight, name, path = name } of places) {
    const shape = stored.get(path)?.shape;
    if (shape?.join() === weight.shape.join()) continue;
    const got = shape ? `[${shape.join(", ")}]` : "missing";
    throw new TypeError(shapeComplaint({ action, name, wanted: `[${weight.shape.join(", ")}]`, got }));
  }
  for (const { weight, name, path = name } of places) weight.write(stored.get(path)!.data);
}

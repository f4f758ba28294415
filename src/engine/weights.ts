// Weights between Keras's layout (row-major, one array a weight) and the engine's (padded rows, or panels of 8 filters).
import { complaint } from "../validation.js";
import type { Arena } from "./arena.js";
import type { Form } from "./forms.js";
import type { Stage } from "./stage.js";

/** One weight array in the engine's memory. */
export interface StoredWeight {
  shape: readonly number[];
  /** Byte address; floats it occupies. */
  address: number;
  floats: number;
  trainable: boolean;
  /** Place of Keras's value k, in floats from `address`; undefined: the same order without gaps. */
  place: Int32Array | undefined;
}

/** Place of value k of a sample in its form. */
const placeIn = (form: Form, k: number) => Math.floor(k / form.n) * form.stored + (k % form.n);

/**
 * Where each value of a stage's kernel lies.
 *
 * @param source - The form of what the kernel multiplies, as the stage before wrote it (for a flattened input).
 * @param patchLength - Convolution: floats of one filter.
 */
export function kernelPlaces(stage: Stage, source: Form, patchLength: number): Int32Array {
  const { shape } = stage.kernel!;
  const columns = shape.at(-1)!;
  const rows = shape.slice(0, -1).reduce((product, n) => product * n, 1);
  const places = new Int32Array(rows * columns);
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j < columns; j++) places[k * columns + j] = place(k, j);
  }
  return places;

  function place(k: number, column: number): number {
    const j = gatePlace(stage, column);
    if (stage.kind === "conv") {
      const channels = stage.inChannels!;
      const row = Math.floor(k / channels) * stage.geometry!.channels + (k % channels);
      return ((j >> 3) * patchLength + row) * 8 + (j & 7);
    }
    if (stage.kind === "depthwise") {
      const channels = shape[2]!;
      return Math.floor(k / channels) * stage.output.stored + (k % channels);
    }
    if (stage.walk) return k * stage.input.stored + j;
    if (stage.kind === "embedding" || stage.output.positions > 1) return k * stage.output.stored + j;
    return placeIn(source, k) * stage.output.stored + j;
  }
}

/** Where the columns of a stage with gates lie, each gate for itself. */
function gatePlace({ kernel, gates }: Stage, column: number): number {
  if (gates === undefined) return column;
  const units = kernel!.shape.at(-1)! / gates;
  return Math.floor(column / units) * Math.ceil(units / 4) * 4 + (column % units);
}

/** The same for the bias, of which a GRU has two rows; undefined: the same order without gaps. */
export function biasPlaces(stage: Stage): Int32Array | undefined {
  const { gates, bias, input } = stage;
  if (gates === undefined) return undefined;
  const columns = bias!.shape.at(-1)!;
  const rows = bias!.shape.length;
  return Int32Array.from(
    { length: rows * columns },
    (_, k) => Math.floor(k / columns) * input.stored + gatePlace(stage, k % columns),
  );
}

export function readWeight(arena: Arena, weight: StoredWeight, distance = 0): Float32Array {
  const stored = arena.f32(weight.address + distance, weight.floats);
  const { place } = weight;
  if (!place) return Float32Array.from(stored.subarray(0, weight.shape[0]));
  const values = new Float32Array(place.length);
  for (let k = 0; k < place.length; k++) values[k] = stored[place[k]!]!;
  return values;
}

export function writeWeight(
  arena: Arena,
  weight: StoredWeight,
  values: ArrayLike<number>,
  distance = 0,
): void {
  const stored = arena.f32(weight.address + distance, weight.floats);
  const { place } = weight;
  if (!place) {
    stored.set(values);
    return;
  }
  for (let k = 0; k < place.length; k++) stored[place[k]!] = values[k]!;
}

/** @throws TypeError unless there is one array of the right length for each weight. */
export function checkWeights(weights: readonly ArrayLike<number>[], stored: readonly StoredWeight[]): void {
  if (weights.length !== stored.length) {
    const wanted = `${String(stored.length)} arrays`;
    const got = `${String(weights.length)} arrays`;
    throw new TypeError(complaint({ action: "set weights", name: "weights", wanted, got }));
  }
  stored.forEach(({ shape }, i) => {
    const length = shape.reduce((product, n) => product * n, 1);
    if (weights[i]!.length === length) return;
    const wanted = `of shape [${shape.join(", ")}]`;
    const got = `${String(weights[i]!.length)} values`;
    throw new TypeError(complaint({ action: "set weights", name: `weights[${String(i)}]`, wanted, got }));
  });
}

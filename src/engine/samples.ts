// Data sets in the engine's memory: inputs as they come (uint8 images stay bytes), targets as floats or integer labels.
import { complaint } from "../validation.js";
import type { Arena } from "./arena.js";
import type { Network } from "./network.js";
import { encodePalette } from "./palette.js";
import { inputTypes } from "./words.js";
import type { EngineInput, LoadedData, SampleData, TrainerConfig } from "./types.js";

/** About how many values the density is estimated from. */
const DENSITY_VALUES = 100_000;

export class Samples implements LoadedData {
  readonly numSamples: number;
  readonly density: number;
  readonly hasTargets: boolean;
  /** The plan's words for this data set. */
  readonly words: Record<"x" | "xType" | "y" | "labels" | "signed" | "sampleWeights", number>;
  /** What the bytes stand for, if they are places in a palette. */
  readonly palette: Float32Array | undefined;
  readonly #arena: Arena;
  readonly #blocks: Set<number>;
  readonly #own: number[] = [];

  /** `blocks`: the trainer's list of what it must give back. */
  constructor(arena: Arena, blocks: Set<number>, network: Network, config: TrainerConfig, data: SampleData) {
    this.#arena = arena;
    this.#blocks = blocks;
    const { x, y, sampleWeight } = data;
    const values = network.input.n;
    this.numSamples = x.length / values;
    if (!Number.isInteger(this.numSamples) || this.numSamples === 0) {
      const wanted = `whole samples of ${String(values)} values`;
      throw new TypeError(
        complaint({ action: "load samples", name: "x", wanted, got: `${String(x.length)} values` }),
      );
    }
    if (network.ids) checkIntegers("x", x, network.numIds, "raise inputDim or check the ids");
    const targets = y && readTargets(y, this.numSamples, network, config);
    if (sampleWeight && sampleWeight.length !== this.numSamples) {
      const wanted = `${String(this.numSamples)} values, one a sample`;
      const got = `${String(sampleWeight.length)} values`;
      throw new TypeError(complaint({ action: "load samples", name: "sampleWeight", wanted, got }));
    }

    // palettes need the rescaling done: the values in them are final
    this.density = densityOf(x);
    const rescaled = network.scale !== 1 || network.offset !== 0;
    const bytes =
      !network.ids && !rescaled && x instanceof Float32Array ? this.#allocatePalette(x) : undefined;
    this.palette = bytes?.palette;
    this.words = {
      x: bytes?.address ?? this.#copy(x),
      xType: bytes
        ? inputTypes.palette
        : x instanceof Float32Array
          ? inputTypes.floats
          : x instanceof Int32Array
            ? inputTypes.integers
            : inputTypes.bytes,
      y: targets ? this.#copy(targets.values) : 0,
      labels: Number(targets?.labels ?? false),
      signed: Number(targets !== undefined && needsSigns(targets.values, config)),
      sampleWeights: sampleWeight ? this.#copy(sampleWeight) : 0,
    };
    this.hasTargets = y !== undefined;
  }

  dispose(): void {
    for (const address of this.#own.splice(0)) {
      if (!this.#blocks.delete(address)) continue; // the trainer was disposed of before
      this.#arena.free(address);
    }
  }

  #allocate(bytes: number): number {
    const address = this.#arena.allocate(bytes, { dirty: true });
    this.#blocks.add(address);
    this.#own.push(address);
    return address;
  }

  #copy(values: EngineInput): number {
    const address = this.#allocate(values.byteLength + 16); // vectors may read past the end
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#arena.u8(address, values.byteLength).set(bytes);
    return address;
  }

  #allocatePalette(x: Float32Array): { address: number; palette: Float32Array } | undefined {
    const encoded = encodePalette(x, (bytes) => {
      const address = this.#allocate(bytes + 16);
      return { target: this.#arena.u8(address, bytes), address };
    });
    if (encoded && !encoded.palette) {
      this.#own.splice(this.#own.indexOf(encoded.address), 1);
      this.#blocks.delete(encoded.address);
      this.#arena.free(encoded.address);
      return undefined;
    }
    return encoded as { address: number; palette: Float32Array } | undefined;
  }
}

/** Targets in the form that the interpreter reads: floats by row, or int32 labels. */
function readTargets(
  y: EngineInput,
  numSamples: number,
  network: Network,
  config: TrainerConfig,
): { values: Float32Array | Int32Array; labels: boolean } {
  const n = network.stages.at(-1)!.output.n;
  const outputs = network.outputShape.reduce((product, size) => product * size, 1);
  const sparse = config.loss?.name === "sparseCategoricalCrossentropy";
  const labels = y.length === (numSamples * outputs) / n && (sparse || n > 1);
  if (!labels && (sparse || y.length !== numSamples * outputs)) {
    const wanted = sparse
      ? `${String((numSamples * outputs) / n)} integer labels`
      : `${String(numSamples)} rows of shape [${network.outputShape.join(", ")}]`;
    const fix = sparse ? "for one-hot labels use categoricalCrossentropy" : "are the labels one-hot encoded";
    throw new TypeError(
      complaint({ action: "load samples", name: "y", wanted, got: `${String(y.length)} values`, fix }),
    );
  }
  if (!labels) return { values: y instanceof Float32Array ? y : Float32Array.from(y), labels };
  checkIntegers("y", y, n, "labels count from 0");
  return { values: y instanceof Int32Array ? y : Int32Array.from(y), labels };
}

/** Keras turns labels of 0 and 1 into −1 and 1 for the hinge loss. */
function needsSigns(values: Float32Array | Int32Array, config: TrainerConfig): boolean {
  return config.loss?.name === "hinge" && values.every((value) => value === 0 || value === 1);
}

function checkIntegers(name: string, values: EngineInput, below: number, fix: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= 0 && value < below && Number.isInteger(value)) continue;
    const wanted = `an integer in [0, ${String(below)})`;
    throw new RangeError(
      complaint({ action: "load samples", name: `${name}[${String(i)}]`, wanted, got: value, fix }),
    );
  }
}

function densityOf(x: EngineInput): number {
  const step = Math.max(1, Math.floor(x.length / DENSITY_VALUES)) | 1; // odd: not always the same column
  let seen = 0;
  let filled = 0;
  for (let i = 0; i < x.length; i += step) {
    seen++;
    if (x[i] !== 0) filled++;
  }
  return filled / seen;
}

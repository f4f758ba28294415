// Data sets in the engine's memory: inputs as they come (uint8 images stay bytes), targets as floats or integer labels.
import { complaint } from "../validation.js";
import type { Belongings } from "./belongings.js";
import { size } from "./networkBuilder.js";
import { inputTypes, type outputRecord, type Values } from "./schema/index.js";
import { wantsSigns } from "./settings.js";
import type { Ids, Network } from "./stage.js";
import { lossesOf } from "./statistics.js";
import { encodeByCodebook } from "./codebook.js";
import { isBinary, lossFormulas } from "../formulas/index.js";
import type { EngineInput, LoadedData, LossSpec, SampleData, TrainerConfig } from "./types.js";

/** About how many values the density is estimated from. */
const DENSITY_VALUES = 100_000;

export class ResidentData implements LoadedData {
  readonly numSamples: number;
  readonly density: number;
  readonly hasTargets: boolean;
  /** The plan's fields for this data set. */
  readonly fields: Record<"x" | "xType" | "zeroBytes" | "sampleWeights", number>;
  /** The outputs' fields. */
  readonly targets: readonly Values<typeof outputRecord>[];
  /** What bytes stand for, after rescaling. */
  readonly codebook: Float32Array | undefined;
  readonly #belongings: Belongings;
  readonly #own: number[] = [];

  /** `belongings`: the trainer's, which the samples go with. */
  constructor(belongings: Belongings, network: Network, config: TrainerConfig, data: SampleData) {
    this.#belongings = belongings;
    const { x, y, sampleWeight } = data;
    const values = network.input.n;
    this.numSamples = x.length / values;
    if (!Number.isInteger(this.numSamples) || this.numSamples === 0) {
      const wanted = `whole samples of ${String(values)} values`;
      throw new TypeError(
        complaint({ action: "load samples", name: "x", wanted, got: `${String(x.length)} values` }),
      );
    }
    for (const ids of network.lookups) checkIds(x, values, ids);
    const targets = y && readAllTargets(y, this.numSamples, network, config);
    if (sampleWeight && sampleWeight.length !== this.numSamples) {
      const wanted = `${String(this.numSamples)} values, one a sample`;
      const got = `${String(sampleWeight.length)} values`;
      throw new TypeError(complaint({ action: "load samples", name: "sampleWeight", wanted, got }));
    }

    const { address, type, codebook } = this.#place(x, data.codebook, network);
    const final = rescaling(network);
    this.codebook = codebook?.map(final);
    this.density = densityOf(x, this.codebook ? (place) => this.codebook![place]! : final);
    this.fields = {
      x: address,
      xType: inputTypes[type],
      zeroBytes: Number(this.codebook?.[0] === 0),
      sampleWeights: sampleWeight ? this.#copy(sampleWeight) : 0,
    };
    this.targets = network.outputs.map((_, i) => {
      if (!targets) return { y: 0 };
      const { values, labels, binary } = targets[i]!;
      return { y: this.#copy(values), labels: Number(labels), binary: Number(binary) };
    });
    this.hasTargets = y !== undefined;
  }

  dispose(): void {
    for (const address of this.#own.splice(0)) this.#belongings.release(address);
  }

  #allocate(bytes: number): number {
    const address = this.#belongings.allocate(bytes);
    this.#own.push(address);
    return address;
  }

  #copy(values: EngineInput): number {
    const address = this.#allocate(values.byteLength + 16); // vectors may read past the end
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#belongings.arena.u8(address, values.byteLength).set(bytes);
    return address;
  }

  /** Copies x: bytes and integers as they are, floats of few values as bytes. */
  #place(
    x: EngineInput,
    codebook: Float32Array | undefined,
    network: Network,
  ): { address: number; type: keyof typeof inputTypes; codebook?: Float32Array } {
    if (x instanceof Uint8Array || x instanceof Uint8ClampedArray) {
      if (codebook) return { address: this.#copy(x), type: "codes", codebook };
      return {
        address: this.#copy(x),
        type: "bytes",
        codebook: Float32Array.from({ length: 256 }, (_, i) => i),
      };
    }
    if (x instanceof Float32Array && !network.ids) {
      const encoded = this.#encode(x);
      if (encoded) return { ...encoded, type: "codes" };
    }
    return { address: this.#copy(x), type: x instanceof Float32Array ? "floats" : "integers" };
  }

  #encode(x: Float32Array): { address: number; codebook: Float32Array } | undefined {
    const encoded = encodeByCodebook(x, (bytes) => {
      const address = this.#allocate(bytes + 16);
      return { target: this.#belongings.arena.u8(address, bytes), address };
    });
    if (encoded?.codebook) return { address: encoded.address, codebook: encoded.codebook };
    if (encoded) this.#belongings.release(encoded.address);
    return undefined;
  }
}

/** What the gathering of samples makes of a value, in float32 as it does. */
function rescaling({ scale, offset }: Network): (value: number) => number {
  const factor = Math.fround(scale);
  const shift = Math.fround(offset);
  return (value) => Math.fround(Math.fround(value * factor) + shift);
}

/** Targets in the form that the interpreter reads: floats by row, or int32 labels. */
interface Targets {
  values: Float32Array | Int32Array;
  labels: boolean;
  /** All labels are 0 or 1, which its loss or a metric takes for −1 and 1, as in Keras. */
  binary: boolean;
}

function readAllTargets(
  y: EngineInput | readonly EngineInput[],
  numSamples: number,
  { stages, outputs }: Network,
  config: TrainerConfig,
): Targets[] {
  const list = ArrayBuffer.isView(y) ? [y] : y;
  if (list.length !== outputs.length) {
    const wanted = `${String(outputs.length)} arrays, one an output`;
    throw new TypeError(complaint({ action: "load samples", name: "y", wanted, got: list.length }));
  }
  const losses = lossesOf(config);
  const { metrics = [] } = config;
  return outputs.map(({ stage, shape }, i) => {
    const read = readTargets(list[i]!, numSamples, stages[stage]!.output.n, shape, losses[i]);
    const counted = [losses[i], ...metrics.filter(({ output = 0 }) => output === i)];
    const asksForSigns = counted.some((one) => one && wantsSigns(one.name));
    return { ...read, binary: asksForSigns && !read.labels && isBinary(list[i]!) };
  });
}

function readTargets(
  y: EngineInput,
  numSamples: number,
  n: number,
  shape: readonly number[],
  loss: LossSpec | undefined,
): Omit<Targets, "binary"> {
  const outputs = size(shape);
  const wants = loss && lossFormulas[loss.name].labels;
  const sparse = wants === "class";
  const labels = y.length === (numSamples * outputs) / n && (sparse || n > 1);
  if (!labels && (sparse || y.length !== numSamples * outputs)) {
    const wanted = sparse
      ? `${String((numSamples * outputs) / n)} integer labels`
      : `${String(numSamples)} rows of shape [${shape.join(", ")}]`;
    const fix = sparse ? "for one-hot labels use categoricalCrossentropy" : "are the labels one-hot encoded";
    throw new TypeError(
      complaint({ action: "load samples", name: "y", wanted, got: `${String(y.length)} values`, fix }),
    );
  }
  if (!labels) return { values: y instanceof Float32Array ? y : Float32Array.from(y), labels };
  for (let i = 0; i < y.length; i++) checkInteger("y", y, i, n, "labels count from 0");
  return { values: y instanceof Int32Array ? y : Int32Array.from(y), labels };
}

/** Of each sample (`width` values) those that number rows of a table. */
function checkIds(x: EngineInput, width: number, { from, size, below }: Ids): void {
  for (let start = from; start < x.length; start += width)
    for (let i = start; i < start + size; i++)
      checkInteger("x", x, i, below, "raise inputDim or check the ids");
}

function checkInteger(name: string, values: EngineInput, i: number, below: number, fix: string): void {
  const value = values[i]!;
  if (value >= 0 && value < below && Number.isInteger(value)) return;
  const wanted = `an integer in [0, ${String(below)})`;
  throw new RangeError(
    complaint({ action: "load samples", name: `${name}[${String(i)}]`, wanted, got: value, fix }),
  );
}

function densityOf(x: EngineInput, final: (value: number) => number): number {
  const step = Math.max(1, Math.floor(x.length / DENSITY_VALUES)) | 1; // odd: not always the same column
  let seen = 0;
  let filled = 0;
  for (let i = 0; i < x.length; i += step) {
    seen++;
    if (final(x[i]!) !== 0) filled++;
  }
  return filled / seen;
}

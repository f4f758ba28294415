// From layer descriptions to stages: shapes are worked out, and what can be one stage becomes one (a layer and its
// activation, a convolution and the pooling behind it, rescaling and the gathering of samples).
import { complaint } from "../validation.js";
import { axis, flatForm, rowsForm, seenAs, type Form } from "./forms.js";
import type { layerKinds } from "./words.js";
import type {
  ActivationName,
  ActivationOptions,
  Conv2DSpec,
  DenseSpec,
  EmbeddingSpec,
  LayerSpec,
  Pooling2DSpec,
  RegularizerSpec,
  TrainerConfig,
} from "./types.js";

export interface Activation {
  name: ActivationName;
  alpha: number;
}

/** A weight array in Keras's layout, and its place in the stage. */
export interface WeightSpec {
  shape: readonly number[];
  regularizer: Required<RegularizerSpec>;
  trainable: boolean;
}

export interface ImageGeometry {
  height: number;
  width: number;
  /** Stored channels of the input. */
  channels: number;
  kernel: readonly [number, number];
  strides: readonly [number, number];
  dilation: readonly [number, number];
  /** Rows above and columns left of the image that the first window covers. */
  top: number;
  left: number;
  paddedHeight: number;
  paddedWidth: number;
  outHeight: number;
  outWidth: number;
}

/** One step of the interpreter. */
export interface Stage {
  kind: keyof typeof layerKinds;
  input: Form;
  output: Form;
  activation: Activation;
  kernel?: WeightSpec;
  bias?: WeightSpec;
  geometry?: ImageGeometry;
  /** Convolution: real input channels; whether 2 × 2 max pooling follows inside the stage. */
  inChannels?: number;
  fused?: boolean;
  rate?: number;
  seed?: number | undefined;
  scale?: number;
  offset?: number;
}

export interface Network {
  stages: Stage[];
  input: Form;
  /** The first stage looks up integers. */
  ids: boolean;
  /** Rescaling that the gathering of samples does. */
  scale: number;
  offset: number;
  outputShape: readonly number[];
  /** Table size that ids must stay below. */
  numIds: number;
}

/** Activations whose derivative needs the input, not only the output. */
const keepsInput: ReadonlySet<ActivationName> = new Set([
  "gelu",
  "geluTanh",
  "silu",
  "mish",
  "hardSilu",
  "leakyRelu",
]);
/** Activations that do not map 0 to 0. */
const movesZero: ReadonlySet<ActivationName> = new Set(["sigmoid", "softplus", "exponential", "hardSigmoid"]);

export const needsInput = (activation: Activation) => keepsInput.has(activation.name);

const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
const pair = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === "number" ? [value, value] : value;

const linear: Activation = { name: "linear", alpha: 0 };

function activationOf(activation: ActivationName | ActivationOptions | undefined): Activation {
  if (activation === undefined) return linear;
  const { name, alpha } =
    typeof activation === "string" ? { name: activation, alpha: undefined } : activation;
  return { name, alpha: alpha ?? (name === "elu" ? 1 : name === "leakyRelu" ? 0.2 : 0) };
}

/** As in Keras, a frozen weight is not regularized. */
function weightOf(
  shape: readonly number[],
  regularizer: RegularizerSpec | undefined,
  trainable = true,
): WeightSpec {
  const { l1 = 0, l2 = 0 } = (trainable && regularizer) || {};
  return { shape, regularizer: { l1, l2 }, trainable };
}

/** Builds the stages of a configuration. */
class NetworkBuilder {
  readonly stages: Stage[] = [];
  form: Form;
  shape: readonly number[];
  ids = false;
  numIds = 0;
  scale = 1;
  offset = 0;
  readonly input: Form;

  constructor(inputShape: readonly number[]) {
    this.shape = inputShape;
    this.input = flatForm(size(inputShape));
    this.form = this.input;
  }

  add(spec: LayerSpec, index: number): void {
    switch (spec.kind) {
      case "dense":
        return this.#dense(spec);
      case "activation":
        return this.#activation(activationOf(spec.activation));
      case "flatten":
        this.shape = [size(this.shape)];
        return;
      case "reshape":
        return this.#reshape(spec.targetShape);
      case "dropout":
        if (spec.rate > 0)
          this.#push({ kind: "dropout", output: this.form, rate: spec.rate, seed: spec.seed });
        return;
      case "rescaling":
        return this.#rescaling(spec.scale, spec.offset ?? 0);
      case "conv2d":
        return this.#conv(spec, index);
      case "maxPooling2d":
      case "averagePooling2d":
        return this.#pool(spec, index);
      case "globalMaxPooling":
      case "globalAveragePooling":
        return this.#globalPool(spec.kind === "globalMaxPooling" ? "maxPool" : "averagePool", index);
      case "embedding":
        return this.#embedding(spec, index);
    }
  }

  /** The last axis as rows that the loss can walk. */
  finish(): Network {
    const n = this.shape.at(-1) ?? 1;
    const rows = this.#rows(size(this.shape) / n, n);
    // the loss walks the rows of the last stage, which must be those of the output
    if (this.stages.length === 0 || rows !== this.form) {
      this.#push({ kind: "elementwise", output: rows, scale: 1, offset: 0 });
    }
    const { stages, input, ids, numIds, scale, offset, shape: outputShape } = this;
    return { stages, input, ids, numIds, scale, offset, outputShape };
  }

  #push(stage: Omit<Stage, "input" | "activation"> & { activation?: Activation; input?: Form }): void {
    this.stages.push({ input: this.form, activation: linear, ...stage });
    this.form = stage.output;
  }

  /** The current values as rows, moved if need be. */
  #rows(positions: number, n: number): Form {
    return seenAs(this.form, positions, n, true) ?? this.#repack(positions, n);
  }

  #repack(positions: number, n: number): Form {
    this.#push({ kind: "repack", output: rowsForm(positions, n) });
    return this.form;
  }

  #dense(spec: DenseSpec): void {
    const n = this.shape.at(-1)!;
    const positions = size(this.shape) / n;
    let input = this.form;
    let rows = n;
    if (positions > 1) {
      input = this.#rows(positions, n);
      if (input.ld !== input.positions * input.stored) input = this.#repack(positions, n);
    } else if (input.positions > 1) {
      rows = input.ld; // flattened rows: one weight row for every float, those of padding stay 0
      input = { positions: 1, n: rows, stored: rows, ld: rows };
    } else {
      input = { ...input, n };
    }
    const output = rowsForm(positions, spec.units);
    this.#push({
      kind: "dense",
      input,
      output,
      activation: activationOf(spec.activation),
      kernel: weightOf([n, spec.units], spec.kernelRegularizer, spec.trainable),
      ...((spec.useBias ?? true) && { bias: weightOf([spec.units], spec.biasRegularizer, spec.trainable) }),
    });
    this.shape = [...this.shape.slice(0, -1), spec.units];
  }

  #activation(activation: Activation): void {
    if (activation.name === "linear") return;
    const last = this.stages.at(-1);
    const n = this.shape.at(-1)!;
    const merges = last !== undefined && ["dense", "conv"].includes(last.kind) && !last.fused;
    if (
      merges &&
      last.activation.name === "linear" &&
      (activation.name !== "softmax" || last.output.n === n)
    ) {
      last.activation = activation;
      return;
    }
    const output = activation.name === "softmax" ? this.#rows(size(this.shape) / n, n) : this.form;
    this.#push({ kind: "elementwise", output, activation, scale: 1, offset: 0 });
  }

  #reshape(target: readonly number[]): void {
    const total = size(this.shape);
    const known = target.filter((n) => n !== -1);
    const shape = target.map((n) => (n === -1 ? total / size(known) : n));
    if (size(shape) !== total || shape.some((n) => !Number.isInteger(n) || n < 1)) {
      const wanted = `a shape of ${String(total)} values`;
      throw new RangeError(complaint({ action: "reshape", name: "targetShape", wanted, got: [...target] }));
    }
    this.shape = shape;
  }

  #rescaling(scale: number, offset: number): void {
    if (this.stages.length === 0 && !this.ids) {
      this.offset = this.offset * scale + offset;
      this.scale *= scale;
      return;
    }
    this.#push({ kind: "elementwise", output: this.form, scale, offset });
  }

  /** Height, width and channels of an image, and the form it lies in. */
  #image(
    index: number,
    wholeVectors: boolean,
  ): { height: number; width: number; channels: number; form: Form } {
    if (this.shape.length !== 3) {
      const wanted = "of shape [height, width, channels]";
      const fix = "add a reshape before it";
      throw new TypeError(
        complaint({
          action: "build the network",
          name: `input of layer ${String(index)}`,
          wanted,
          got: this.shape,
          fix,
        }),
      );
    }
    const [height, width, channels] = this.shape as [number, number, number];
    const seen = seenAs(this.form, height * width, channels, wholeVectors);
    return { height, width, channels, form: seen ?? this.#repack(height * width, channels) };
  }

  #conv(spec: Conv2DSpec, index: number): void {
    const { height, width, channels, form } = this.#image(index, false);
    const kernel = pair(spec.kernelSize);
    const strides = pair(spec.strides ?? 1);
    const dilation = pair(spec.dilationRate ?? 1);
    const same = spec.padding === "same";
    const [outHeight, top, paddedHeight] = axis(height, kernel[0], strides[0], dilation[0], same);
    const [outWidth, left, paddedWidth] = axis(width, kernel[1], strides[1], dilation[1], same);
    this.#checkSize(index, outHeight, outWidth);
    const padding = { top, left, paddedHeight, paddedWidth, outHeight, outWidth };
    this.#push({
      kind: "conv",
      input: form,
      output: rowsForm(outHeight * outWidth, spec.filters, 8),
      activation: activationOf(spec.activation),
      geometry: { height, width, channels: form.stored, kernel, strides, dilation, ...padding },
      inChannels: channels,
      kernel: weightOf([...kernel, channels, spec.filters], spec.kernelRegularizer, spec.trainable),
      ...((spec.useBias ?? true) && { bias: weightOf([spec.filters], spec.biasRegularizer, spec.trainable) }),
    });
    this.shape = [outHeight, outWidth, spec.filters];
  }

  #checkSize(index: number, outHeight: number, outWidth: number): void {
    if (outHeight >= 1 && outWidth >= 1) return;
    const name = `input of layer ${String(index)}`;
    const wanted = "at least as large as the window";
    throw new RangeError(complaint({ action: "build the network", name, wanted, got: this.shape }));
  }

  #pool(spec: Pooling2DSpec, index: number): void {
    const window = pair(spec.poolSize ?? 2);
    const strides = pair(spec.strides ?? window);
    const same = spec.padding === "same";
    if (spec.kind === "maxPooling2d" && !same && this.#fuse(window, strides)) return;
    this.#pushPool(spec.kind === "maxPooling2d" ? "maxPool" : "averagePool", window, strides, same, index);
  }

  #pushPool(
    kind: "maxPool" | "averagePool",
    kernel: readonly [number, number],
    strides: readonly [number, number],
    same: boolean,
    index: number,
  ): void {
    const { height, width, channels, form } = this.#image(index, true);
    const [outHeight, top, paddedHeight] = axis(height, kernel[0], strides[0], 1, same);
    const [outWidth, left, paddedWidth] = axis(width, kernel[1], strides[1], 1, same);
    this.#checkSize(index, outHeight, outWidth);
    const padding = { top, left, paddedHeight, paddedWidth, outHeight, outWidth };
    const positions = outHeight * outWidth;
    this.#push({
      kind,
      input: form,
      output: { positions, n: channels, stored: form.stored, ld: positions * form.stored },
      geometry: { height, width, channels: form.stored, kernel, strides, dilation: [1, 1], ...padding },
    });
    this.shape = [outHeight, outWidth, channels];
  }

  /** Takes 2 × 2 max pooling into the convolution before it, if the activation between them keeps the order of values. */
  #fuse(window: readonly [number, number], strides: readonly [number, number]): boolean {
    const last = this.stages.at(-1);
    if (last?.kind !== "conv" || last.fused || [...window, ...strides].some((n) => n !== 2)) return false;
    const { activation, geometry } = last;
    if (needsInput(activation) || activation.name === "softmax" || activation.alpha < 0) return false;
    if (geometry!.outHeight < 2 || geometry!.outWidth < 2 || this.shape.length !== 3) return false;
    const outHeight = geometry!.outHeight >> 1;
    const outWidth = geometry!.outWidth >> 1;
    last.fused = true;
    last.geometry = { ...geometry!, outHeight, outWidth };
    last.output = rowsForm(outHeight * outWidth, last.output.n, 8);
    this.form = last.output;
    this.shape = [outHeight, outWidth, this.shape[2]!];
    return true;
  }

  #globalPool(kind: "maxPool" | "averagePool", index: number): void {
    if (this.shape.length === 2) this.shape = [1, ...this.shape];
    const [height, width, channels] = this.shape as [number, number, number];
    this.#pushPool(kind, [height, width], [height, width], false, index);
    this.shape = [channels];
  }

  #embedding(spec: EmbeddingSpec, index: number): void {
    if (this.stages.length > 0) {
      const name = `layer ${String(index)} (embedding)`;
      throw new TypeError(
        complaint({ action: "build the network", name, wanted: "the first layer", got: "a later one" }),
      );
    }
    this.ids = true;
    this.numIds = spec.inputDim;
    this.#push({
      kind: "embedding",
      output: rowsForm(size(this.shape), spec.outputDim),
      kernel: weightOf([spec.inputDim, spec.outputDim], spec.embeddingsRegularizer, spec.trainable),
    });
    this.shape = [...this.shape, spec.outputDim];
  }
}

/** Works out the stages of a network. */
export function buildNetwork(config: TrainerConfig): Network {
  const builder = new NetworkBuilder(config.inputShape);
  config.layers.forEach((spec, index) => {
    builder.add(spec, index);
  });
  return builder.finish();
}

/** Whether a stage must set its padding back to 0, because a later stage multiplies it. */
export function needsClearing(stages: readonly Stage[], index: number): boolean {
  const { activation, offset, output } = stages[index]!;
  if (output.n === output.stored || !(movesZero.has(activation.name) || (offset ?? 0) !== 0)) return false;
  const next = stages.slice(index + 1).find((stage) => stage.kind !== "dropout");
  return next !== undefined && !(next.kind === "dense" && output.positions === 1);
}

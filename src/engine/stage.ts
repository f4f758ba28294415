// What a network becomes: stages, one step of the interpreter each.
import type { Form } from "./forms.js";
import type { ActivationName, ActivationOptions, RegularizerSpec } from "./types.js";
import { activationFormulas, defaultAlpha, isRowActivation } from "../formulas/index.js";
import type { layerKinds } from "./schema/index.js";

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

export interface Walk {
  sequences: boolean;
  backwards: boolean;
  timeOrder: boolean;
  silent: boolean;
  /** How many values of `units` floats are kept of each step's gates, and whether there is a cell beside the output. */
  kept: number;
  hasCell: boolean;
}

/** One step of the interpreter. */
export interface Stage {
  kind: keyof typeof layerKinds;
  /** Places of the stages that it reads, one or two; −1: the samples. */
  sources: readonly number[];
  input: Form;
  /** The same of its second source. */
  second?: Form;
  output: Form;
  activation: Activation;
  kernel?: WeightSpec;
  bias?: WeightSpec;
  /** The stage whose weights these are, if it is an earlier one. */
  weightsOf?: number;
  geometry?: ImageGeometry;
  /** Convolution: real input channels; whether 2 × 2 max pooling follows inside the stage. */
  inChannels?: number;
  fused?: boolean;
  rate?: number;
  seed?: number | undefined;
  wholeChannels?: boolean;
  /** Slice: its first value. */
  from?: number;
  /** Mask: what a value must differ from. */
  value?: number;
  /** Columns of the kernel and the bias that lie side by side without gaps; each such gate begins at a multiple of 4 floats. */
  gates?: number;
  /** Recurrent layers: how they go along the steps. */
  walk?: Walk;
  scale?: number;
  offset?: number;
  /** Normalization: what keeps a variance of 0 from dividing; batch normalization: what is not trained, but is a weight. */
  epsilon?: number;
  /** Pooling: equal maxima share the gradient. */
  sharesTies?: boolean;
  averages?: { mean: WeightSpec; variance: WeightSpec; momentum: number; frozen: boolean };
}

/** An output: the stage that writes it, and its shape. */
export interface Output {
  stage: number;
  shape: readonly number[];
}

/** Samples' values that number rows of a table: `size` values from place `from` on, each below `below`. */
export interface Ids {
  from: number;
  size: number;
  below: number;
}

export interface Network {
  stages: Stage[];
  outputs: readonly Output[];
  input: Form;
  /** The first stage looks up integers. */
  ids: boolean;
  /** Rescaling that the gathering of samples does. */
  scale: number;
  offset: number;
  lookups: readonly Ids[];
}

/** Whether an activation's derivative needs the input, not only the output. */
export function needsInput({ name }: Activation): boolean {
  const formula = activationFormulas[name];
  return !isRowActivation(formula) && formula.needsInput === true;
}

/** Whether an activation does not map 0 to 0. */
function movesZero({ name, alpha }: Activation): boolean {
  const formula = activationFormulas[name];
  return !isRowActivation(formula) && formula.value(0, alpha) !== 0;
}

export const linear: Activation = { name: "linear", alpha: 0 };

/** An activation with Keras's defaults filled in. */
export function activationOf(activation: ActivationName | ActivationOptions | undefined): Activation {
  if (activation === undefined) return linear;
  const { name, alpha } =
    typeof activation === "string" ? { name: activation, alpha: undefined } : activation;
  return { name, alpha: alpha ?? defaultAlpha(name) };
}

/** As in Keras, a frozen weight is not regularized. */
export function weightOf(
  shape: readonly number[],
  regularizer: RegularizerSpec | undefined,
  trainable = true,
): WeightSpec {
  const { l1 = 0, l2 = 0 } = (trainable && regularizer) || {};
  return { shape, regularizer: { l1, l2 }, trainable };
}

/** Whether a stage must set its padding back to 0, because a later stage multiplies it. */
export function needsClearing(stages: readonly Stage[], index: number): boolean {
  const { activation, offset, output } = stages[index]!;
  if (output.n === output.stored || !(movesZero(activation) || (offset ?? 0) !== 0)) return false;
  const readers = (place: number): Stage[] =>
    stages.flatMap((stage, i) => {
      if (!stage.sources.includes(place)) return [];
      return stage.kind === "dropout" || stage.kind === "branch" ? readers(i) : [stage];
    });
  return readers(index).some(({ kind }) => !(kind === "dense" && output.positions === 1));
}

/** For each stage whether a delta is wanted of it: whether it, or one that it reads, is trained. */
export function wantDeltas(stages: readonly Stage[]): boolean[] {
  const wanted: boolean[] = [];
  for (const { kind, kernel, bias, sources } of stages) {
    const isTrained = (kernel ?? bias)?.trainable === true;
    wanted.push(kind !== "mask" && (isTrained || sources.some((source) => wanted[source] === true)));
  }
  return wanted;
}

/** Place of the first stage that is trained, or how many stages there are: deltas before it are not needed. */
export function firstTrained(stages: readonly Stage[]): number {
  const first = stages.findIndex(({ kernel, bias }) => kernel?.trainable || bias?.trainable);
  return first < 0 ? stages.length : first;
}

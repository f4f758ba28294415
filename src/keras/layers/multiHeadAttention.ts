import { complaint } from "../../validation.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "../regularizers.js";
import { drawSeed } from "../seed.js";
import { shapesAgree, type Shape } from "../shapes.js";
import type { CallSettings, KerasTensor } from "../symbolic.js";
import { maskOf } from "../backends/tfjs/masks.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { initializerToConfig, regularizerToConfig } from "./config.js";
import { Layer, type CallOptions, type ForwardContext, type LayerOptions } from "./layer.js";
import {
  anyInteger,
  flag,
  initializer as initializerOption,
  integer,
  type OptionTable,
  regularizer,
  required,
  share,
} from "./options.js";
import { Projection } from "./projection.js";

export interface MultiHeadAttentionOptions extends LayerOptions {
  /** How many patterns are looked for side by side. */
  numHeads: number;
  /** Length of queries and keys in each head. */
  keyDim: number;
  /** Length of values in each head; defaults to `keyDim`. */
  valueDim?: number;
  /** Share of the attention that is dropped while training; defaults to 0. */
  dropout?: number;
  /** Whether biases are added; defaults to true. */
  useBias?: boolean;
  /** Features of the output; defaults to those of the query. */
  outputShape?: number;
  /** Defaults to "glorotUniform". */
  kernelInitializer?: InitializerArgument;
  /** Defaults to "zeros". */
  biasInitializer?: InitializerArgument;
  kernelRegularizer?: RegularizerArgument;
  biasRegularizer?: RegularizerArgument;
  /** Fixes what is dropped. */
  seed?: number;
}

/** What may stand beside the inputs of an attention's call. */
export interface AttentionCall<T = KerasTensor | Tensor> extends CallOptions {
  /** Which step of the query may look at which step of the value: `[n, querySteps, valueSteps]`, 0 where it may not. */
  attentionMask?: T;
  /** Lets no step look at later ones, as a model that writes. Defaults to false. */
  useCausalMask?: boolean;
  /** Also gives how much each step looked at each, `[n, heads, querySteps, valueSteps]`. Defaults to false. */
  returnAttentionScores?: boolean;
}

/** How attention is called: `[query, value]`, or `[query, value, key]`. */
export interface AttentionCalls {
  (
    inputs: readonly KerasTensor[],
    options: AttentionCall & { returnAttentionScores: true },
  ): readonly [KerasTensor, KerasTensor];
  (inputs: readonly KerasTensor[], options?: AttentionCall): KerasTensor;
  (
    inputs: readonly Tensor[],
    options: AttentionCall & { returnAttentionScores: true },
  ): readonly [Tensor, Tensor];
  (inputs: readonly Tensor[], options?: AttentionCall): Tensor;
}

/** Less than any score, and so far from the least number that differences stay finite: Keras's. */
const never = -0.7 * 3.4028234663852886e38;

/** Each step of the query takes what it needs from the steps of the value (Vaswani et al., 2017). */
export class MultiHeadAttention extends Layer {
  static override readonly className = "MultiHeadAttention";
  static override readonly options: OptionTable = {
    numHeads: required(integer(1)),
    keyDim: required(integer(1)),
    valueDim: integer(1),
    dropout: share,
    useBias: flag,
    outputShape: {
      wanted: "an integer >= 1",
      accepts: (value) => [value].flat().length === 1 && integer(1).accepts([value].flat()[0]),
    },
    kernelInitializer: initializerOption,
    biasInitializer: initializerOption,
    kernelRegularizer: regularizer,
    biasRegularizer: regularizer,
    seed: anyInteger,
    ...Layer.options,
  };
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly dropout: number;
  readonly useBias: boolean;
  readonly outputShape: number | undefined;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: Regularizer | undefined;
  readonly biasRegularizer: Regularizer | undefined;
  readonly seed: number | undefined;
  readonly queryDense: Projection;
  readonly keyDense: Projection;
  readonly valueDense: Projection;
  outputDense: Projection | undefined;
  #calls = 0;
  #drawn: number | undefined;

  constructor(options: MultiHeadAttentionOptions) {
    super(options);
    const action = "make a MultiHeadAttention layer";
    this.numHeads = options.numHeads;
    this.keyDim = options.keyDim;
    this.valueDim = options.valueDim ?? options.keyDim;
    this.dropout = options.dropout ?? 0;
    this.useBias = options.useBias ?? true;
    this.outputShape = options.outputShape && [options.outputShape].flat()[0];
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.kernelRegularizer = getRegularizer(options.kernelRegularizer);
    this.biasRegularizer = getRegularizer(options.biasRegularizer);
    this.seed = options.seed;
    this.queryDense = this.#project("query", 1, [this.numHeads, this.keyDim]);
    this.keyDense = this.#project("key", 1, [this.numHeads, this.keyDim]);
    this.valueDense = this.#project("value", 1, [this.numHeads, this.valueDim]);
  }

  #project(name: string, summed: number, outputs: readonly number[]): Projection {
    const { useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer } = this;
    const starts = { useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer };
    return new Projection({ name, summed, outputs, ...starts });
  }

  protected override get callOptions(): readonly string[] {
    return ["attentionMask", "useCausalMask", "returnAttentionScores"];
  }

  /** A mask stands behind the key, which is the value if there is none. @internal */
  protected override readCall<T>(inputs: readonly T[], { attentionMask, ...settings }: CallSettings) {
    if (attentionMask === undefined) return { inputs, settings };
    const [query, value, key = value] = inputs;
    return { inputs: [query!, value!, key!, attentionMask as T], settings };
  }

  protected override get takesSeveral(): boolean {
    return true;
  }

  protected override complain(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const fix = "call the layer with a list: attention([query, value])";
    if (inputs.length < 2 || inputs.length > 4) return { wanted: "of query and value", fix };
    const [query, value, key = value, mask] = inputs;
    if (![query, value, key].every((shape) => shape!.length === 3 && shape![2] !== null))
      return { wanted: "[n, steps, features] for query, value and key" };
    for (const [name, layer, shape] of [
      ["query", this.queryDense, query],
      ["key", this.keyDense, key],
      ["value", this.valueDense, value],
    ] as const)
      if (layer.features !== undefined && layer.features !== shape![2])
        return { wanted: `[n, steps, ${String(layer.features)}] for the ${name}, as at its first call` };
    if (key![1] !== value![1]) return { wanted: "as many steps in the key as in the value" };
    // 1: the same for all of them
    const steps = [query![1]!, value![1]!].map((size, i) => (mask?.[i + 1] === 1 ? 1 : size));
    if (!mask || shapesAgree(mask, [null, ...steps])) return undefined;
    return { wanted: "[n, querySteps, valueSteps] for attentionMask" };
  }

  protected override build([query, value, key = value]: readonly Shape[]): void {
    this.outputDense = this.#project("attention_output", 2, [this.outputShape ?? query![2]!]);
    this.queryDense.ensureBuilt([query!]);
    this.keyDense.ensureBuilt([key!]);
    this.valueDense.ensureBuilt([value!]);
    this.outputDense.ensureBuilt([[null, null, this.numHeads, this.valueDim]]);
  }

  override computeOutputShape([query]: readonly Shape[]): Shape {
    return [query![0]!, query![1]!, this.outputShape ?? query![2]!];
  }

  override computeOutputShapes(inputs: readonly Shape[], settings: CallSettings): readonly Shape[] {
    const [query, value] = inputs;
    const scores: Shape = [query![0]!, this.numHeads, query![1]!, value![1]!];
    return [this.computeOutputShape(inputs), ...(settings["returnAttentionScores"] ? [scores] : [])];
  }

  /** The query's mask goes on. */
  protected override computeMask(
    _inputs: readonly Tensor[],
    [mask]: readonly (Tensor | undefined)[],
    output: number,
  ): Tensor | undefined {
    return output === 0 ? mask : undefined;
  }

  override forward(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    return this.forwardAll(inputs, context)[0]!;
  }

  override forwardAll(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    const { tf, training, settings = {} } = context;
    const [query, value, key = value] = inputs;
    const counts = [query, value, key].map((x) => x!.shape[0]);
    if (new Set(counts).size > 1) {
      const wanted = "the same in query, value and key";
      throw new RangeError(
        complaint({ action: `use layer "${this.name}"`, name: "number of samples", wanted, got: counts }),
      );
    }
    const byHead = (layer: Projection, x: Tensor): Tensor =>
      layer.forward([x], context).transpose([0, 2, 1, 3]);
    const queries = byHead(this.queryDense, query!).mul(1 / Math.sqrt(this.keyDim));
    const scores: Tensor = tf.matMul(queries, byHead(this.keyDense, key!), false, true);
    const mask = maskFor(inputs, settings["useCausalMask"] === true, tf);
    const masked = mask ? tf.where(tf.broadcastTo(mask, scores.shape as never), scores, never) : scores;
    const attention: Tensor = tf.softmax(masked);
    const kept = training && this.dropout > 0 ? this.#drop(attention, tf) : attention;
    const taken: Tensor = tf.matMul(kept, byHead(this.valueDense, value!));
    const output = this.outputDense!.forward([taken.transpose([0, 2, 1, 3])], context);
    return settings["returnAttentionScores"] === true ? [output, attention] : [output];
  }

  #drop(attention: Tensor, tf: TensorFlow): Tensor {
    const seed = this.seed ?? (this.#drawn ??= drawSeed());
    return tf.dropout(attention, this.dropout, undefined, seed + 7919 * this.#calls++);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      num_heads: this.numHeads,
      key_dim: this.keyDim,
      value_dim: this.valueDim,
      dropout: this.dropout,
      use_bias: this.useBias,
      output_shape: this.outputShape ?? null,
      attention_axes: [1],
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      bias_initializer: initializerToConfig(this.biasInitializer),
      kernel_regularizer: regularizerToConfig(this.kernelRegularizer),
      bias_regularizer: regularizerToConfig(this.biasRegularizer),
      seed: this.seed ?? null,
    };
  }
}

/** Who may look at whom, `[n or 1, 1, querySteps, valueSteps]`: where all masks that there are say so. */
function maskFor(inputs: readonly Tensor[], isCausal: boolean, tf: TensorFlow): Tensor | undefined {
  const [query, value, key, given] = inputs;
  const [rows, columns] = [query!.shape[1]!, value!.shape[1]!];
  const causal = () => tf.range(0, rows).expandDims(1).greaterEqual(tf.range(0, columns).expandDims(0));
  const masks = [
    maskOf(query!)?.expandDims(-1),
    maskOf(value!)?.expandDims(1),
    key && key !== value ? maskOf(key)?.expandDims(1) : undefined,
    given?.notEqual(0),
    isCausal ? causal().expandDims<Tensor>(0) : undefined,
  ].filter((mask) => mask !== undefined);
  if (masks.length === 0) return undefined;
  return masks.reduce((all, mask) => all.logicalAnd(mask)).expandDims(1);
}

/**
 * Attention with several heads.
 *
 * @example Each step looks at those before it
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = input({ shape: [10, 16] });
 * const attention = layers.multiHeadAttention({ numHeads: 2, keyDim: 8 });
 * const [y, scores] = attention([x, x], { useCausalMask: true, returnAttentionScores: true });
 * expect([y.shape, scores.shape]).toEqual([
 *   [null, 10, 16],
 *   [null, 2, 10, 10],
 * ]);
 * ```
 *
 * @see Vaswani et al., Attention Is All You Need (2017)
 * @see Keras `keras.layers.MultiHeadAttention`
 */
export const multiHeadAttention = (options: MultiHeadAttentionOptions): AttentionCalls & MultiHeadAttention =>
  new MultiHeadAttention(options) as AttentionCalls & MultiHeadAttention;

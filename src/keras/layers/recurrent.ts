// Recurrent layers: one cell walks along the time steps. Formulas and defaults are Keras 3's.
import type { ActivationOptions } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import type { Shape } from "../shapes.js";
import { activate } from "../backends/tfjs/activations.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { activationToConfig, initializerToConfig } from "./config.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import {
  type OptionTable,
  flag,
  integer,
  required,
  activation as activationOption,
  initializer as initializerOption,
} from "./options.js";

export interface RecurrentOptions extends LayerOptions {
  /** Length of the output and of the state. */
  units: number;
  /** Defaults to "tanh". */
  activation?: ActivationArgument | null;
  /** Defaults to true. */
  useBias?: boolean;
  /** Defaults to "glorotUniform". */
  kernelInitializer?: InitializerArgument;
  /** Defaults to "orthogonal". */
  recurrentInitializer?: InitializerArgument;
  /** Defaults to "zeros". */
  biasInitializer?: InitializerArgument;
  /** Returns the output of every step, `[n, steps, units]`, in place of the last one. Defaults to false. */
  returnSequences?: boolean;
  /** Walks from the last step to the first. Defaults to false. */
  goBackwards?: boolean;
}

/** The weights of one step, ready for products. */
export interface CellWeights {
  kernel: Tensor;
  recurrent: Tensor;
  bias: Tensor | undefined;
}

/** What recurrent layers share: the walk, the weights, the shapes. */
export abstract class Recurrent extends Layer {
  static override readonly options: OptionTable = {
    units: required(integer(1)),
    activation: activationOption,
    useBias: flag,
    kernelInitializer: initializerOption,
    recurrentInitializer: initializerOption,
    biasInitializer: initializerOption,
    returnSequences: flag,
    goBackwards: flag,
    ...Layer.options,
  };
  readonly units: number;
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly recurrentInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  #kernel: Weight | undefined;
  #recurrent: Weight | undefined;
  #bias: Weight | undefined;

  constructor(options: RecurrentOptions) {
    const action = "make a recurrent layer";
    super(options);
    this.units = options.units;
    this.activation = getActivation(action, options.activation === undefined ? "tanh" : options.activation);
    this.useBias = options.useBias ?? true;
    this.kernelInitializer = getInitializer(action, options.kernelInitializer ?? "glorotUniform");
    this.recurrentInitializer = getInitializer(action, options.recurrentInitializer ?? "orthogonal");
    this.biasInitializer = getInitializer(action, options.biasInitializer ?? "zeros");
    this.returnSequences = options.returnSequences ?? false;
    this.goBackwards = options.goBackwards ?? false;
  }

  /** Gates of the cell: how many blocks of `units` columns the kernels have. */
  protected abstract readonly gates: number;
  /** How many state tensors go from step to step; the first is the output. */
  protected abstract readonly states: number;
  /** One step. `projected` is `x · kernel` (with the bias, unless the cell adds it itself). */
  protected abstract step(
    projected: Tensor,
    states: readonly Tensor[],
    weights: CellWeights,
    tf: TensorFlow,
  ): Tensor[];

  protected biasShape(): number[] {
    return [this.gates * this.units];
  }

  protected biasStart(): Initializer {
    return this.biasInitializer;
  }

  protected project(x: Tensor, { kernel, bias }: CellWeights, tf: TensorFlow): Tensor {
    const product: Tensor = tf.matMul(x, kernel);
    return bias ? product.add(bias) : product;
  }

  protected override complain([x]: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    const inputs = this.#kernel?.shape[0];
    const wanted = `[n, steps, ${inputs === undefined ? "features" : String(inputs)}]`;
    if (x!.length !== 3) return { wanted, fix: "a series of single numbers has one feature: [n, steps, 1]" };
    return x![2] === null || (inputs !== undefined && x![2] !== inputs) ? { wanted } : undefined;
  }

  protected override build([x]: readonly Shape[]): void {
    const width = this.gates * this.units;
    const { kernelInitializer, recurrentInitializer } = this;
    this.#kernel = this.addWeight({ name: "kernel", shape: [x![2]!, width], initializer: kernelInitializer });
    const recurrent = {
      name: "recurrent_kernel",
      shape: [this.units, width],
      initializer: recurrentInitializer,
    };
    this.#recurrent = this.addWeight(recurrent);
    if (!this.useBias) return;
    this.#bias = this.addWeight({ name: "bias", shape: this.biasShape(), initializer: this.biasStart() });
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    return this.returnSequences ? [x![0]!, x![1]!, this.units] : [x![0]!, this.units];
  }

  override forward([x]: readonly Tensor[], { tf }: ForwardContext): Tensor {
    const [n, steps, features] = x!.shape as [number, number, number];
    const weights: CellWeights = {
      kernel: variableOf(this.#kernel!),
      recurrent: variableOf(this.#recurrent!),
      bias: this.#bias && variableOf(this.#bias),
    };
    const all = this.project(x!.reshape([n * steps, features]), weights, tf).reshape([n, steps, -1]);
    const projected = tf.unstack(all, 1);
    if (this.goBackwards) projected.reverse();
    let states: Tensor[] = Array.from({ length: this.states }, () => tf.zeros([n, this.units]));
    const outputs: Tensor[] = [];
    for (const input of projected) {
      states = this.step(input, states, weights, tf);
      outputs.push(states[0]!);
    }
    return this.returnSequences ? tf.stack(outputs, 1) : states[0]!;
  }

  protected activate(z: Tensor): Tensor {
    return activate(z, this.activation);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      units: this.units,
      activation: activationToConfig(this.activation),
      use_bias: this.useBias,
      kernel_initializer: initializerToConfig(this.kernelInitializer),
      recurrent_initializer: initializerToConfig(this.recurrentInitializer),
      bias_initializer: initializerToConfig(this.biasInitializer),
      return_sequences: this.returnSequences,
      go_backwards: this.goBackwards,
    };
  }
}

/** A product of a batch with a matrix. */
export function product(tf: TensorFlow, x: Tensor, matrix: Tensor): Tensor {
  return tf.matMul(x, matrix);
}

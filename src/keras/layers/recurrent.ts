// Recurrent layers: one cell walks along the time steps. Formulas and defaults are Keras 3's.
import type { ActivationOptions, LSTMSpec } from "../../engine/index.js";
import { getActivation, type ActivationArgument } from "../activations.js";
import { getInitializer, type Initializer, type InitializerArgument } from "../initializers/index.js";
import { shapesAgree, type Shape } from "../shapes.js";
import type { CallSettings, KerasTensor } from "../symbolic.js";
import { activate } from "../backends/tfjs/activations.js";
import { maskOf } from "../backends/tfjs/masks.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { variableOf } from "../backends/tfjs/variables.js";
import type { Weight } from "../weight.js";
import { activationToConfig, initializerToConfig } from "./config.js";
import type { EnginePart, EnginePlace } from "./engineParts.js";
import { Layer, type CallOptions, type ForwardContext, type LayerOptions, type OneOrMore } from "./layer.js";
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
  /** Gives the last state beside the output: `[output, state]`, of an LSTM `[output, h, c]`. Defaults to false. */
  returnState?: boolean;
  /** Walks from the last step to the first. Defaults to false. */
  goBackwards?: boolean;
  /** With `returnSequences`, the output of a masked step is 0 rather than that of the step before. Defaults to false. */
  zeroOutputForMask?: boolean;
}

/** What may stand beside the input of a recurrent layer's call. */
export interface RecurrentCall extends CallOptions {
  /** Where the walk begins, as `returnState` gives it: one tensor `[n, units]`, of an LSTM `[h, c]`. Defaults to zeros. */
  initialState?: OneOrMore<KerasTensor> | OneOrMore<Tensor>;
}

/** How a recurrent layer is called beside what every layer takes. */
export interface RecurrentCalls<Outputs> {
  (inputs: KerasTensor, options?: RecurrentCall): Outputs;
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
    returnState: flag,
    goBackwards: flag,
    zeroOutputForMask: flag,
    ...Layer.options,
  };
  readonly units: number;
  readonly activation: ActivationOptions;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly recurrentInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly zeroOutputForMask: boolean;
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
    this.returnState = options.returnState ?? false;
    this.goBackwards = options.goBackwards ?? false;
    this.zeroOutputForMask = options.zeroOutputForMask ?? false;
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

  /** @internal */
  protected override get callOptions(): readonly string[] {
    return ["initialState"];
  }

  /** The initial state stands behind the series. @internal */
  protected override readCall<T>(inputs: readonly T[], { initialState = [] }: CallSettings) {
    return { inputs: [...inputs, ...([initialState].flat() as T[])], settings: {} };
  }

  protected override complain([x, ...states]: readonly Shape[]):
    { wanted: string; fix?: string } | undefined {
    const inputs = this.#kernel?.shape[0];
    const wanted = `[n, steps, ${inputs === undefined ? "features" : String(inputs)}]`;
    if (x!.length !== 3) return { wanted, fix: "a series of single numbers has one feature: [n, steps, 1]" };
    if (x![2] === null || (inputs !== undefined && x![2] !== inputs)) return { wanted };
    const fits = states.every((state) => shapesAgree(state, [null, this.units]));
    if (states.length === 0 || (states.length === this.states && fits)) return undefined;
    const list = Array.from({ length: this.states }, () => `[n, ${String(this.units)}]`).join(", ");
    return { wanted: `${wanted}, and initialState ${list}` };
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

  override computeOutputShapes(inputs: readonly Shape[]): readonly Shape[] {
    const state: Shape = [inputs[0]![0]!, this.units];
    const states = this.returnState ? Array.from({ length: this.states }, () => state) : [];
    return [this.computeOutputShape(inputs), ...states];
  }

  protected override computeMask(
    _inputs: readonly Tensor[],
    [mask]: readonly (Tensor | undefined)[],
    output: number,
  ): Tensor | undefined {
    return this.passesMask && output === 0 ? mask : undefined;
  }

  override get passesMask(): boolean {
    return this.returnSequences;
  }

  override get readsMask(): boolean {
    return true;
  }

  /** States that come and go are not for the engine. */
  override engineParts(at: EnginePlace): readonly EnginePart<Layer>[] | undefined {
    return this.returnState || at.inputs.length > 1 ? undefined : super.engineParts(at);
  }

  /** What the engine is told of a cell with Keras's own activations, else undefined. */
  protected engineWalk(): Omit<LSTMSpec, "kind"> | undefined {
    if (this.activation.name !== "tanh") return undefined;
    const { units, useBias, returnSequences, goBackwards, zeroOutputForMask, trainable } = this;
    return { units, useBias, returnSequences, goBackwards, zeroOutputForMask, trainable };
  }

  override forward(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    return this.forwardAll(inputs, context)[0]!;
  }

  override forwardAll([x, ...initialState]: readonly Tensor[], { tf }: ForwardContext): Tensor[] {
    const [n, steps, features] = x!.shape as [number, number, number];
    const weights: CellWeights = {
      kernel: variableOf(this.#kernel!),
      recurrent: variableOf(this.#recurrent!),
      bias: this.#bias && variableOf(this.#bias),
    };
    const projected = this.project(x!.reshape([n * steps, features]), weights, tf);
    const all = projected.reshape([n, steps, projected.shape[1]!]);
    const mask = maskOf(x!);
    const inOrder = (series: Tensor): Tensor[] => {
      const each = tf.unstack(series, 1); // the tape holds this very list: it must stay as it is
      return this.goBackwards ? [...each].reverse() : each;
    };
    const counts = mask && inOrder(mask.expandDims(-1));
    let states = initialState.length > 0 ? initialState : this.#zeros(n, tf);
    let output: Tensor = tf.zeros([n, this.units]);
    const outputs: Tensor[] = [];
    for (const [i, input] of inOrder(all).entries()) {
      const before = { states, output };
      states = this.step(input, states, weights, tf);
      output = states[0]!;
      const isStep = counts?.[i];
      if (isStep) {
        // a step that does not count leaves everything as it was
        states = states.map((state, j) => tf.where(isStep, state, before.states[j]!));
        output = tf.where(isStep, output, before.output);
      }
      const isSilent = isStep && this.zeroOutputForMask;
      outputs.push(isSilent ? tf.where(isStep, output, tf.zerosLike(output)) : output);
    }
    const result = this.returnSequences ? tf.stack(outputs, 1) : (outputs.at(-1) ?? output);
    return this.returnState ? [result, ...states] : [result];
  }

  #zeros(n: number, tf: TensorFlow): readonly Tensor[] {
    return Array.from({ length: this.states }, () => tf.zeros([n, this.units]));
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
      return_state: this.returnState,
      go_backwards: this.goBackwards,
      zero_output_for_mask: this.zeroOutputForMask,
    };
  }
}

/** A product of a batch with a matrix. */
export function product(tf: TensorFlow, x: Tensor, matrix: Tensor): Tensor {
  return tf.matMul(x, matrix);
}

// What every layer is: a name, weights, a rule for shapes, and its arithmetic for each backend.
import { asArray, type ArrayLike as NumberArray, type NDArray } from "../../array/index.js";
import type { LayerSpec } from "../../engine/index.js";
import { checkOptions, complaint } from "../../validation.js";
import { Callable } from "../callable.js";
import { shapeComplaint } from "../complaints.js";
import { checkLayerOptions, flag, sampleShape, text, type OptionTable } from "./options.js";
import { collectFields } from "./fields.js";
import { autoName } from "../naming.js";
import { showShape, type Shape } from "../shapes.js";
import { connect, KerasTensor, type CallSettings, type Node } from "../symbolic.js";
import { isTraining } from "../backends/tfjs/phase.js";
import { keepMask, maskOf } from "../backends/tfjs/masks.js";
import { fromTensor, toTensor } from "../backends/tfjs/convert.js";
import { isTensor, loadTf, type Tensor, type TensorFlow } from "../backends/tfjs/tf.js";
import { Weight, type WeightOptions } from "../weight.js";

/** Options of every layer. */
export interface LayerOptions {
  /** Defaults to the class's name in snake_case with a number, as `dense_1`. */
  name?: string;
  /** `false` keeps the weights as they are while training. Defaults to true. */
  trainable?: boolean;
  /** Shape of one sample, for the first layer of a `Sequential` model. */
  inputShape?: readonly (number | null)[];
}

/** What `forward` may need beside its inputs. */
export interface ForwardContext {
  tf: TensorFlow;
  /** Dropout drops and batch normalization counts only while training. */
  training: boolean;
  /** What the call said beside its inputs. */
  settings?: CallSettings;
}

/** What may stand beside the inputs of a call. */
export interface CallOptions {
  /** Whether dropout drops, images are distorted and batch normalization counts. Defaults to the model's phase. */
  training?: boolean;
}

/** One or several. */
export type OneOrMore<T> = T | readonly T[];

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signatures of a callable class
export interface Layer {
  /** Connects the layer to the output of another one (functional API). */
  (inputs: OneOrMore<KerasTensor>): KerasTensor;
  /** Computes, as inside `call()` of a subclassed model. */
  (inputs: OneOrMore<Tensor>, options?: CallOptions): Tensor;
  /** Computes on numbers. */
  (inputs: NumberArray, options?: CallOptions): NDArray;
}

/**
 * What a layer is. Extend it for one of your own.
 *
 * @example Pictures
 * ```ts
 * import { layers, np, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const { rescaling, conv2d, batchNormalization, activation, spatialDropout2d, maxPooling2d, averagePooling2d } = layers;
 * const model = new Sequential([
 *   rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
 *   conv2d({ filters: 8, kernelSize: 3, padding: "same" }),
 *   batchNormalization(),
 *   activation({ activation: "relu" }),
 *   maxPooling2d({ poolSize: 2 }),
 *   spatialDropout2d({ rate: 0.1 }),
 *   averagePooling2d({ poolSize: 2 }),
 *   layers.flatten(),
 *   layers.reshape({ targetShape: [7, 7, 8] }),
 *   layers.globalAveragePooling2d(), // or layers.globalMaxPooling2d()
 *   layers.layerNormalization(),
 *   layers.dropout({ rate: 0.5 }),
 *   layers.dense({ units: 10, activation: "softmax" }),
 * ]);
 * expect((await model.predict(np.zeros([1, 28, 28, 1]))).shape).toEqual([1, 10]);
 * expect(layers.globalMaxPooling2d().className).toBe("GlobalMaxPooling2D");
 * ```
 *
 * @example Words
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const words = layers.input({ shape: [20] });
 * const { embedding, lstm, gru, simpleRNN, spatialDropout1d } = layers;
 * const vectors = spatialDropout1d({ rate: 0.1 })(embedding({ inputDim: 1000, outputDim: 8 })(words));
 * const readings = [lstm({ units: 4 }), gru({ units: 4 }), simpleRNN({ units: 4 })].map((read) => read(vectors));
 * const both = layers.concatenate()(readings);
 * expect(both.shape).toEqual([null, 12]);
 * ```
 *
 * @example Branches
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const [a, b] = [layers.input({ shape: [3] }), layers.input({ shape: [3] })];
 * const { add, subtract, multiply, average, maximum, minimum } = layers;
 * for (const merge of [add, subtract, multiply, average, maximum, minimum])
 *   expect(merge()([a, b]).shape).toEqual([null, 3]);
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export abstract class Layer extends Callable {
  /** Keras's name of the class, as summaries and files show it. */
  static readonly className: string = "Layer";
  /** What the layer is made from. A class of your own that has no such table takes what it likes. @internal */
  static readonly options: OptionTable = { name: text, trainable: flag, inputShape: sampleShape };
  readonly name: string;
  #trainable: boolean;
  /** Whether the weights exist; they are made when the input's shape is known. */
  built = false;
  /** Shapes (with batch axis) the layer was built for. */
  builtFor: readonly Shape[] = [];
  /** Every use of this layer in the functional API. */
  readonly nodes: Node[] = [];
  /** The option `inputShape`, with the batch axis. */
  readonly givenInputShape: Shape | undefined;
  readonly #weights: Weight[] = [];

  constructor(options: LayerOptions = {}) {
    super();
    const type = new.target;
    if (Object.hasOwn(type, "options")) checkLayerOptions(this.className, options, type.options);
    const { name, trainable = true, inputShape } = options;
    this.name = name ?? autoName(this.className);
    this.#trainable = trainable;
    this.givenInputShape = inputShape && [null, ...inputShape];
  }

  /** Keras's name of the class, as "Dense". */
  get className(): string {
    const type = this.constructor as typeof Layer;
    return Object.hasOwn(type, "className") ? type.className : type.name;
  }

  /**
   * Whether the weights are trained, from the next `compile()` on. Setting it sets it for all layers inside, as in Keras.
   */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(trainable: boolean) {
    this.#trainable = trainable;
    for (const layer of this.sublayers) layer.trainable = trainable;
  }

  /** The layers inside: a model's, and those that a layer of your own holds in its fields. */
  get sublayers(): readonly Layer[] {
    return collectFields(this, isInnerLayer);
  }

  /**
   * Shape of the output (with batch axis) for the shapes of the inputs. A layer with a `call()` of its own is tried on zeros;
   * one that takes any size along an inner axis says its shape here.
   */
  computeOutputShape(inputs: readonly Shape[]): Shape {
    return shapeOnZeros(this, inputs);
  }

  /** Shapes of all outputs, for layers that have several. @internal */
  computeOutputShapes(inputs: readonly Shape[], _settings: CallSettings): readonly Shape[] {
    return [this.computeOutputShape(inputs)];
  }

  /** All outputs, for layers that have several. @internal */
  forwardAll(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    return [this.forward(inputs, context)];
  }

  /** The layer's arithmetic on tensors of TensorFlow.js. */
  forward(inputs: readonly Tensor[], { training }: ForwardContext): Tensor {
    if (!this.call)
      throw new TypeError(
        `Cannot use layer "${this.name}": class ${this.className} must have a call(inputs)`,
      );
    const result = this.call((inputs.length === 1 ? inputs[0]! : inputs) as Tensor, { training });
    if (isTensor(result)) return result;
    const parts = { action: `use layer "${this.name}"`, name: "the result of call()", wanted: "a tensor" };
    throw new TypeError(complaint({ ...parts, got: result }));
  }

  /** The arithmetic of a layer of your own: from a tensor (or a list, for several inputs) to a tensor. Use `tf`. */
  call?(inputs: Tensor, options?: { training?: boolean }): Tensor | Tensor[];

  /** The layer as the engine describes it, or undefined where only tfjs can compute it. */
  engineSpec(): LayerSpec | undefined {
    return undefined;
  }

  /** Settings under Keras's names, for files. */
  getConfig(): Record<string, unknown> {
    const shape = this.givenInputShape ? { batch_input_shape: this.givenInputShape } : {};
    return { name: this.name, trainable: this.trainable, dtype: "float32", ...shape };
  }

  /** Whether the mask of the input is the mask of the output, too. Else it ends here, with a word. @internal */
  protected get passesMask(): boolean {
    return false;
  }

  /** The mask of an output: which steps count. @internal */
  protected computeMask(
    _inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
    _output: number,
  ): Tensor | undefined {
    if (this.passesMask) return masks[0];
    if (masks.some((mask) => mask)) tellOfMask(this);
    return undefined;
  }

  /** Names of the options of a call beside `training`. @internal */
  protected get callOptions(): readonly string[] {
    return [];
  }

  /** Reads a call: tensors among its options join the inputs, what is left are settings. @internal */
  protected readCall<T>(
    inputs: readonly T[],
    _options: CallSettings,
  ): { inputs: readonly T[]; settings: CallSettings } {
    return { inputs, settings: {} };
  }

  /** Whether a call that stands by itself, outside of any model, counts as training. @internal */
  protected get trainsAlone(): boolean {
    return false;
  }

  /** What the layer wants of its input, or undefined if any shape will do. */
  protected complain(_inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return undefined;
  }

  /** Makes the weights for these input shapes. */
  protected build(_inputs: readonly Shape[]): void {
    // A layer without weights has nothing to make.
  }

  /**
   * Makes a weight, in the constructor or in `build()`. Its `value` is the tensor that `call()` computes with.
   *
   * @example A layer of your own: x · w
   * ```ts
   * import { layers, tf } from "gradus";
   * import { expect } from "vitest";
   *
   * class Scale extends layers.Layer {
   *   w = this.addWeight({ name: "w", shape: [1], initializer: "ones" });
   *   override call(x: tf.Tensor) {
   *     return x.mul(this.w.value);
   *   }
   * }
   * expect(new Scale()([[2, 3]]).toArray()).toEqual([[2, 3]]);
   * ```
   *
   * @see Keras `keras.layers.Layer.add_weight`
   */
  protected addWeight(options: WeightOptions = {}): Weight {
    const taken = this.#weights.filter(({ name }) => /^variable(_\d+)?$/.test(name)).length;
    const name = options.name ?? (taken === 0 ? "variable" : `variable_${String(taken)}`);
    const weight = new Weight({ ...options, name });
    this.#weights.push(weight);
    return weight;
  }

  /** Makes the weights if they do not exist, and checks that the input fits. */
  ensureBuilt(inputs: readonly Shape[]): void {
    const complaint = this.complain(inputs);
    if (complaint) {
      const got = inputs.map(showShape).join(", ");
      throw new TypeError(
        shapeComplaint({
          action: `use layer "${this.name}" (${this.className})`,
          name: "its input",
          got,
          ...complaint,
        }),
      );
    }
    if (this.built) return;
    this.build(inputs);
    this.builtFor = inputs;
    this.built = true;
    // the layers inside one of your own are built as it uses them
    if (this.sublayers.some(({ built }) => !built) && inputs.every((shape) => !shape.slice(1).includes(null)))
      shapeOnZeros(this, inputs);
  }

  /** The weights that addWeight() made, without those of layers inside. @internal */
  get ownWeights(): readonly Weight[] {
    return this.#weights;
  }

  /** All weights, in Keras's order. */
  get weights(): readonly Weight[] {
    const inner = this.sublayers;
    if (inner.length === 0) return this.#weights;
    return [...new Set([...this.#weights, ...inner.flatMap((layer) => layer.weights)])];
  }

  /** The weights that train if the model is compiled now. */
  get trainableWeights(): readonly Weight[] {
    const own = this.#trainable ? this.#weights.filter((weight) => weight.trainable) : [];
    return [...new Set([...own, ...this.sublayers.flatMap((layer) => layer.trainableWeights)])];
  }

  get nonTrainableWeights(): readonly Weight[] {
    const trained = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trained.has(weight));
  }

  /** How many numbers the layer holds. */
  countParams(): number {
    return this.weights.reduce((sum, weight) => sum + weight.size, 0);
  }

  /** Copies of the weights, in Keras's order: kernel before bias. */
  getWeights(): NDArray[] {
    return this.weights.map((weight) => asArray(weight.data.slice()).reshape(weight.shape));
  }

  /**
   * Writes all weights.
   *
   * @param values - One array a weight, of the shapes that {@link getWeights} gives.
   * @throws TypeError if their number or a shape differs; nothing is written then.
   */
  setWeights(values: readonly NumberArray[]): void {
    const action = `set the weights of "${this.name}"`;
    if (values.length !== this.weights.length) {
      const fix = this.built ? undefined : "the model has no weights before it knows its input's shape";
      const wanted = `${String(this.weights.length)} arrays`;
      throw new TypeError(
        `Cannot ${action}: values must be ${wanted}, current value is ${String(values.length)} arrays${fix ? `; ${fix}` : ""}`,
      );
    }
    const arrays = values.map((value) => asArray(value));
    for (const [i, array] of arrays.entries()) {
      const weight = this.weights[i]!;
      if (array.shape.join() === weight.shape.join()) continue;
      const [wanted, got] = [showShape(weight.shape), showShape(array.shape)];
      throw new TypeError(
        shapeComplaint({ action, name: `values[${String(i)}] (${weight.name})`, wanted, got }),
      );
    }
    for (const [i, array] of arrays.entries()) this.weights[i]!.write(array.data);
  }

  /** @internal */
  override invoke(
    inputs: OneOrMore<KerasTensor> | OneOrMore<Tensor> | NumberArray,
    options: CallOptions = {},
  ): OneOrMore<KerasTensor> | OneOrMore<Tensor> | OneOrMore<NDArray> {
    checkOptions(`use layer "${this.name}"`, options, ["training", ...this.callOptions]);
    const { training = isTraining(this.trainsAlone), ...others } = options;
    const list = (Array.isArray(inputs) ? inputs : [inputs]) as readonly unknown[];
    if (list[0] instanceof KerasTensor) {
      const call = this.readCall(list as readonly KerasTensor[], others);
      return oneOrAll(this.connect(call.inputs, call.settings));
    }
    const tf = loadTf();
    if (isTensor(list[0])) {
      const call = this.readCall(list as readonly Tensor[], others);
      return oneOrAll(this.compute(call.inputs, { tf, training, settings: call.settings }));
    }
    let results: NDArray[] = [];
    tf.tidy(() => {
      const { inputs: tensors, settings } = this.readCall(
        [toTensor(tf, asArray(inputs as NumberArray))],
        others,
      );
      results = this.compute(tensors, { tf, training, settings }).map(fromTensor);
    });
    return oneOrAll(results);
  }

  /** One more use of the layer in the functional API. @internal */
  connect(inputs: readonly KerasTensor[], settings: CallSettings = {}): readonly KerasTensor[] {
    const shapes = inputs.map((input) => input.shape);
    this.ensureBuilt(shapes);
    return connect(this, inputs, this.computeOutputShapes(shapes, settings), settings);
  }

  /** Builds if need be, computes all outputs, and carries masks on. @internal */
  compute(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    this.ensureBuilt(inputs.map((input) => [null, ...input.shape.slice(1)]));
    const outputs = this.forwardAll(inputs, context);
    const masks = inputs.map(maskOf);
    for (const [i, output] of outputs.entries()) keepMask(output, this.computeMask(inputs, masks, i));
    return outputs;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.className} "${this.name}"${this.built ? `, ${this.countParams().toLocaleString("en")} parameters` : ""}`;
  }
}

function oneOrAll<T>(outputs: readonly T[]): T | readonly T[] {
  return outputs.length === 1 ? outputs[0]! : outputs;
}

const toldOfMask = new WeakSet<Layer>();

/** As Keras warns. */
function tellOfMask(layer: Layer): void {
  if (toldOfMask.has(layer)) return;
  toldOfMask.add(layer);
  console.warn(
    `Layer "${layer.name}" (${layer.className}) was given masked steps and does not carry masks on: what comes after it counts them like others`,
  );
}

/** An input holds no weights and belongs to no layer. */
function isInnerLayer(value: unknown): value is Layer {
  return value instanceof Layer && value.className !== "InputLayer";
}

/** The shape of what a layer gives for zeros of these shapes. */
function shapeOnZeros(layer: Layer, shapes: readonly Shape[]): Shape {
  if (shapes.some((shape) => shape.slice(1).includes(null))) {
    const got = shapes.map(showShape).join(", ");
    throw new TypeError(
      `Cannot use layer "${layer.name}" on ${got}: the shape of its output is not known; override computeOutputShape(inputs)`,
    );
  }
  const tf = loadTf();
  let shape: Shape = [];
  tf.tidy(() => {
    const zeros = shapes.map((each) => tf.zeros([1, ...(each.slice(1) as number[])]));
    shape = layer.forward(zeros, { tf, training: false }).shape;
  });
  return [shapes[0]?.[0] ?? null, ...shape.slice(1)];
}

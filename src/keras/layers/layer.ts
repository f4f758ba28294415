// What every layer is: a name, weights, a rule for shapes, and its arithmetic for each backend.
import type { ArrayLike as NumberArray, NDArray } from "../../array/index.js";
import type { LayerSpec, MaskSpec } from "../../engine/index.js";
import { checkOptions, complaint } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import { autoName } from "../naming.js";
import { showShape, type Shape } from "../shapes.js";
import { connect, type CallSettings, type KerasTensor } from "../symbolic.js";
import { keepMask, maskOf, tellLostMask } from "../backends/tfjs/masks.js";
import { isTraining } from "../backends/tfjs/phase.js";
import { isTensor, type Tensor } from "../backends/tfjs/tf.js";
import { callLayer } from "./callLayer.js";
import { Connectable } from "./connectable.js";
import type { EnginePart, EnginePlace } from "./engineParts.js";
import { collectFields } from "./fields.js";
import type { CallOptions, ForwardContext, LayerOptions, OneOrMore } from "./layerTypes.js";
import { asking, checkShapesOf } from "./checkedShapes.js";
import { checkLayerOptions, flag, sampleShape, text, type OptionTable } from "./options.js";
import { shapeOnZeros } from "./shapeOnZeros.js";

export type { CallOptions, ForwardContext, LayerOptions, OneOrMore } from "./layerTypes.js";

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
 * @example Doubles what comes
 * ```ts
 * import { layers, type tf } from "gradus";
 * import { expect } from "vitest";
 *
 * class Double extends layers.Layer {
 *   override call(x: tf.Tensor) {
 *     return x.mul(2);
 *   }
 * }
 * expect(new Double()([[1, 2]]).toArray()).toEqual([[2, 4]]);
 * ```
 *
 * @see Keras `keras.Layer`
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export abstract class Layer extends Connectable {
  /** Keras's name of the class, as summaries and files show it. */
  static readonly className: string = "Layer";
  /** What the layer is made from. A class of your own that has no such table takes what it likes. @internal */
  static readonly options: OptionTable = { name: text, trainable: flag, inputShape: sampleShape };
  override readonly name: string;
  #trainable: boolean;
  /** Shapes (with batch axis) the layer was built for. */
  builtFor: readonly Shape[] = [];
  /** The option `inputShape`, with the batch axis. */
  readonly givenInputShape: Shape | undefined;

  constructor(options: LayerOptions = {}) {
    super();
    const type = new.target;
    checkShapesOf(this);
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
    if (!flag.accepts(trainable))
      throw new TypeError(
        complaint({
          action: `set trainable of layer "${this.name}"`,
          name: "trainable",
          wanted: flag.wanted,
          got: trainable,
        }),
      );
    this.#trainable = trainable;
    for (const layer of this.sublayers) layer.trainable = trainable;
  }

  /** The layers inside: a model's, and those that a layer of your own holds in its fields. */
  override get sublayers(): readonly Layer[] {
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

  /** What the layer becomes on the engine: of most kinds one layer there. @internal */
  engineParts({ inputs, mask }: EnginePlace): readonly EnginePart<Layer>[] | undefined {
    const spec = this.engineSpec();
    return (
      spec && [{ owner: this, spec: { ...spec, inputs: mask === undefined ? inputs : [...inputs, mask] } }]
    );
  }

  /** The mask that begins at this layer, as the engine finds it in what the layer reads. @internal */
  engineMask(): MaskSpec | undefined {
    return undefined;
  }

  /** Whether a mask changes what the layer computes. @internal */
  get readsMask(): boolean {
    return false;
  }

  /** Settings under Keras's names, for files. */
  getConfig(): Record<string, unknown> {
    const shape = this.givenInputShape ? { batch_input_shape: this.givenInputShape } : {};
    return { name: this.name, trainable: this.trainable, dtype: "float32", ...shape };
  }

  /** Whether the mask of the input is the mask of the output, too. Else it ends here, with a word. @internal */
  get passesMask(): boolean {
    return false;
  }

  /** The mask of an output: which steps count. @internal */
  protected computeMask(
    _inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
    _output: number,
  ): Tensor | undefined {
    if (this.passesMask) return masks[0];
    if (masks.some((mask) => mask)) tellLostMask(this);
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

  /** Whether the layer is called with a list of inputs. */
  protected get takesSeveral(): boolean {
    return false;
  }

  /** What the layer wants of its input, or undefined if any shape will do. */
  protected complain(_inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return undefined;
  }

  /** What the layer wants of its inputs, their number included. @internal */
  complainOf(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    if (inputs.length > 1 && this.takesOne) return { wanted: "that of one tensor, not of several" };
    return asking(this, () => this.complain(inputs));
  }

  /** Whether a list of inputs can only be a mistake; what layers of your own take is theirs to say. @internal */
  protected get takesOne(): boolean {
    const isOurs = Object.hasOwn(this.constructor, "options");
    return isOurs && !this.takesSeveral && this.callOptions.length === 0;
  }

  /** Makes the weights for these input shapes. */
  protected build(_inputs: readonly Shape[]): void {
    // A layer without weights has nothing to make.
  }

  /** Makes the weights if they do not exist, and checks that the input fits. */
  ensureBuilt(inputs: readonly Shape[]): void {
    const complaint = this.complainOf(inputs);
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

  /** @internal */
  override invoke(
    inputs: OneOrMore<KerasTensor> | OneOrMore<Tensor> | NumberArray,
    options: CallOptions = {},
  ): OneOrMore<KerasTensor> | OneOrMore<Tensor> | OneOrMore<NDArray> {
    checkOptions(`use layer "${this.name}"`, options, ["training", ...this.callOptions]);
    const { training = isTraining(this.trainsAlone), ...others } = options;
    return callLayer(inputs, {
      takesSeveral: this.takesSeveral,
      connect: (tensors) => {
        const call = this.readCall(tensors, others);
        return this.connect(call.inputs, call.settings);
      },
      compute: (tensors, tf) => {
        const call = this.readCall(tensors, others);
        return this.compute(call.inputs, { tf, training, settings: call.settings });
      },
    });
  }

  /** One more use of the layer in the functional API. @internal */
  connect(inputs: readonly KerasTensor[], settings: CallSettings = {}): readonly KerasTensor[] {
    if (inputs.length === 0) {
      const name = `the inputs of "${this.name}"`;
      const parts = { action: "use a layer", name, wanted: "one tensor at least" };
      throw new TypeError(complaint({ ...parts, got: [] }));
    }
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

/** An input holds no weights and belongs to no layer. */
function isInnerLayer(value: unknown): value is Layer {
  return value instanceof Layer && value.className !== "InputLayer";
}

// What every layer is: a name, weights, a rule for shapes, and its arithmetic for each backend.
import { asArray, type ArrayLike as NumberArray, type NDArray } from "../../array/index.js";
import type { LayerSpec } from "../../engine/index.js";
import { Callable } from "../callable.js";
import { shapeComplaint } from "../complaints.js";
import { autoName } from "../naming.js";
import { showShape, type Shape } from "../shapes.js";
import { KerasTensor, type Node } from "../symbolic.js";
import { isTraining } from "../backends/tfjs/phase.js";
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
}

/** One or several. */
export type OneOrMore<T> = T | readonly T[];

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signatures of a callable class
export interface Layer {
  /** Connects the layer to the output of another one (functional API). */
  (inputs: OneOrMore<KerasTensor>): KerasTensor;
  /** Computes, as inside `call()` of a subclassed model. */
  (inputs: OneOrMore<Tensor>, options?: { training?: boolean }): Tensor;
  /** Computes on numbers. */
  (inputs: NumberArray, options?: { training?: boolean }): NDArray;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export abstract class Layer extends Callable {
  /** Keras's name of the class, as summaries and files show it. */
  static readonly className: string = "Layer";
  readonly name: string;
  trainable: boolean;
  /** Whether the weights exist; they are made when the input's shape is known. */
  built = false;
  /** Shapes (with batch axis) the layer was built for. */
  builtFor: readonly Shape[] = [];
  /** Every use of this layer in the functional API. */
  readonly nodes: Node[] = [];
  /** The option `inputShape`, with the batch axis. */
  readonly givenInputShape: Shape | undefined;
  readonly #weights: Weight[] = [];

  constructor({ name, trainable = true, inputShape }: LayerOptions = {}) {
    super();
    this.name = name ?? autoName(this.className);
    this.trainable = trainable;
    this.givenInputShape = inputShape && [null, ...inputShape];
  }

  /** Keras's name of the class, as "Dense". */
  get className(): string {
    const type = this.constructor as typeof Layer;
    return Object.hasOwn(type, "className") ? type.className : type.name;
  }

  /** Shape of the output (with batch axis) for the shapes of the inputs. */
  abstract computeOutputShape(inputs: readonly Shape[]): Shape;

  /** The layer's arithmetic on tensors of TensorFlow.js. */
  abstract forward(inputs: readonly Tensor[], context: ForwardContext): Tensor;

  /** The layer as the engine describes it, or undefined where only tfjs can compute it. */
  engineSpec(): LayerSpec | undefined {
    return undefined;
  }

  /** The layer as one or, for a nested model, several of the engine's. */
  engineSpecs(): LayerSpec[] | undefined {
    const spec = this.engineSpec();
    return spec && [spec];
  }

  /** Settings under Keras's names, for files. */
  getConfig(): Record<string, unknown> {
    const shape = this.givenInputShape ? { batch_input_shape: this.givenInputShape } : {};
    return { name: this.name, trainable: this.trainable, dtype: "float32", ...shape };
  }

  /** What the layer wants of its input, or undefined if any shape will do. */
  protected complain(_inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined {
    return undefined;
  }

  /** Makes the weights for these input shapes. */
  protected build(_inputs: readonly Shape[]): void {
    // A layer without weights has nothing to make.
  }

  protected addWeight(options: WeightOptions): Weight {
    const weight = new Weight(options);
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
  }

  /** All weights, in Keras's order. */
  get weights(): readonly Weight[] {
    return this.#weights;
  }

  get trainableWeights(): readonly Weight[] {
    return this.trainable ? this.weights.filter((weight) => weight.trainable) : [];
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
    { training = isTraining() }: { training?: boolean } = {},
  ): KerasTensor | Tensor | NDArray {
    const list = (Array.isArray(inputs) ? inputs : [inputs]) as readonly unknown[];
    if (list[0] instanceof KerasTensor) return this.connect(list as readonly KerasTensor[]);
    const tf = loadTf();
    if (isTensor(list[0])) return this.compute(list as readonly Tensor[], { tf, training });
    let result: NDArray;
    tf.tidy(() => {
      const x = toTensor(tf, asArray(inputs as NumberArray));
      result = fromTensor(this.compute([x], { tf, training }));
    });
    return result!;
  }

  /** One more use of the layer in the functional API. */
  protected connect(inputs: readonly KerasTensor[]): KerasTensor {
    const shapes = inputs.map((input) => input.shape);
    this.ensureBuilt(shapes);
    return new KerasTensor(this.computeOutputShape(shapes), this, inputs);
  }

  /** Builds if need be and computes. */
  compute(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    this.ensureBuilt(inputs.map((input) => [null, ...input.shape.slice(1)]));
    return this.forward(inputs, context);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.className} "${this.name}"${this.built ? `, ${this.countParams().toLocaleString("en")} parameters` : ""}`;
  }
}

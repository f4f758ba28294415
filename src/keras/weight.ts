// One array of a layer's numbers. Whoever trains it (engine or tfjs) lends it out and brings it back on the first read.
import { checkOptions, complaint } from "../validation.js";
import type { Tensor } from "./backends/tfjs/types.js";
import { variableOf, type Lender } from "./backends/tfjs/variables.js";
import { handovers } from "./handovers.js";
import { getInitializer, type InitializerArgument } from "./initializers/index.js";
import { getRegularizer, type Regularizer, type RegularizerArgument } from "./regularizers.js";
import { drawSeed, generator } from "./seed.js";

export interface WeightOptions {
  /** The name within its layer, as "kernel"; defaults to "variable" with a number. */
  name?: string;
  /** Defaults to one number, []. */
  shape?: readonly number[];
  /** How it begins; defaults to "glorotUniform". */
  initializer?: InitializerArgument;
  regularizer?: RegularizerArgument | undefined;
  /** `false` for numbers that are counted, not trained (moving averages). */
  trainable?: boolean;
}

export class Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly regularizer: Regularizer | undefined;
  readonly trainable: boolean;
  /** Counts the changes; who holds a copy compares it. */
  version = 0;
  #lender: Lender | undefined;
  /** Undefined until somebody reads or writes: a weight that is loaded is never drawn, and its shape is checked first. */
  #data: Float32Array | undefined;
  readonly #draw: () => Float32Array;

  /** @internal A layer makes it by addWeight(). */
  constructor(options: WeightOptions) {
    const action = "make a weight";
    checkOptions(action, options, ["name", "shape", "initializer", "regularizer", "trainable"]);
    const { name = "variable", shape = [], trainable = true } = options;
    if (!isShape(shape))
      throw new TypeError(complaint({ action, name: "shape", wanted: "a list of sizes", got: shape }));
    const initializer = getInitializer(action, options.initializer ?? "glorotUniform");
    this.name = name;
    this.shape = shape;
    this.size = shape.reduce((product, size) => product * size, 1);
    this.regularizer = getRegularizer(options.regularizer);
    this.trainable = trainable;
    const seed = initializer.seed ?? drawSeed();
    this.#draw = () => initializer.fill(shape, generator(seed));
  }

  /** Who holds newer numbers, if anybody. @internal */
  get lender(): Lender | undefined {
    return this.#lender;
  }

  /** @internal */
  set lender(lender: Lender | undefined) {
    this.#lender = lender;
    handovers.count++;
  }

  /** The numbers as they are now; read only. */
  get data(): Float32Array {
    this.#lender?.bringBack();
    return (this.#data ??= this.#draw());
  }

  /**
   * The weight as a tensor, for the `call()` of a layer or model of your own: gradients flow through it.
   *
   * @see Keras `keras.Variable.value`
   */
  get value(): Tensor {
    return variableOf(this);
  }

  /** Writes new numbers; whoever trains the weight takes them over before its next step. */
  write(values: ArrayLike<number>): void {
    this.lender = undefined;
    (this.#data ??= new Float32Array(this.size)).set(values);
    this.version++;
  }
}

function isShape(value: unknown): boolean {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && (size as number) >= 0);
}

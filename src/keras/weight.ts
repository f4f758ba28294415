// One array of a layer's numbers. Whoever trains it (engine or tfjs) lends it out and brings it back on the first read.
import type { Initializer } from "./initializers/index.js";
import type { Regularizer } from "./regularizers.js";
import { drawSeed, generator } from "./seed.js";

/** Holds newer numbers than the weight itself and hands them over when asked. */
export interface Lender {
  bringBack(): void;
}

export interface WeightOptions {
  /** The name within its layer, as "kernel". */
  name: string;
  shape: readonly number[];
  initializer: Initializer;
  regularizer?: Regularizer | undefined;
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
  /** Who holds newer numbers, if anybody. */
  lender: Lender | undefined;
  /** Undefined until somebody reads or writes: a weight that is loaded is never drawn, and its shape is checked first. */
  #data: Float32Array | undefined;
  readonly #draw: () => Float32Array;

  constructor({ name, shape, initializer, regularizer, trainable = true }: WeightOptions) {
    this.name = name;
    this.shape = shape;
    this.size = shape.reduce((product, size) => product * size, 1);
    this.regularizer = regularizer;
    this.trainable = trainable;
    const seed = initializer.seed ?? drawSeed();
    this.#draw = () => initializer.fill(shape, generator(seed));
  }

  /** The numbers as they are now; read only. */
  get data(): Float32Array {
    this.lender?.bringBack();
    return (this.#data ??= this.#draw());
  }

  /** Writes new numbers; whoever trains the weight takes them over before its next step. */
  write(values: ArrayLike<number>): void {
    this.lender = undefined;
    (this.#data ??= new Float32Array(this.size)).set(values);
    this.version++;
  }
}

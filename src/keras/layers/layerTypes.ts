// What a layer is made from, what it computes with, and what may stand in a call of it.
import type { TensorFlow } from "../backends/tfjs/tf.js";
import type { CallSettings } from "../symbolic.js";

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

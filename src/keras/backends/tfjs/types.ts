// TensorFlow.js's types under short names; they cost nothing at run time.
import type * as tfjs from "./tensorflow.js";

/** TensorFlow.js's whole namespace. */
export type TensorFlow = typeof tfjs;
export type Tensor = tfjs.Tensor;

/** A tensor as data: also one of another copy of TensorFlow.js, whose class is no other copy's to TypeScript. */
export interface TensorData {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: string;
  dataSync(): unknown;
}

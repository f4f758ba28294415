// TensorFlow.js's types under short names; they cost nothing at run time.
import type * as tfjs from "@tensorflow/tfjs";

/** TensorFlow.js's whole namespace. */
export type TensorFlow = typeof tfjs;
export type Tensor = tfjs.Tensor;

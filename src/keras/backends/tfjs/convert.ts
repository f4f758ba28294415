// Between our arrays and tensors.
import { array, type NDArray } from "../../../array/index.js";
import type { Tensor, TensorFlow } from "./tf.js";

/** A float32 tensor of an array's numbers; integers stay exact up to 2²⁴. */
export function toTensor(tf: TensorFlow, x: { data: ArrayLike<number>; shape: readonly number[] }): Tensor {
  const data = x.data instanceof Float32Array ? x.data : Float32Array.from(x.data);
  return tf.tensor(data, [...x.shape], "float32");
}

/** An array with a tensor's numbers. */
export function fromTensor(tensor: Tensor): NDArray {
  const values = tensor.dataSync();
  const dtype = tensor.dtype === "int32" ? "int32" : tensor.dtype === "bool" ? "bool" : "float32";
  return array(dtype === "bool" ? Uint8Array.from(values) : values.slice(), { shape: tensor.shape, dtype });
}

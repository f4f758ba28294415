// Which steps of a series count: a mask travels beside its tensor from layer to layer, as Keras's `_keras_mask`.
import type { Tensor } from "./types.js";

const masks = new WeakMap<Tensor, Tensor>();

/** The mask of a tensor, true where a step counts; undefined if all do. */
export function maskOf(tensor: Tensor): Tensor | undefined {
  const mask = masks.get(tensor);
  return mask && !mask.isDisposed ? mask : undefined;
}

export function keepMask(tensor: Tensor, mask: Tensor | undefined): void {
  if (mask) masks.set(tensor, mask);
}

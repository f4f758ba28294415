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

const told = new WeakSet<object>();

/** Says once, as Keras does, that the mask ends at a layer. */
export function tellLostMask(layer: { readonly name: string; readonly className: string }): void {
  if (told.has(layer)) return;
  told.add(layer);
  console.warn(
    `Layer "${layer.name}" (${layer.className}) was given masked steps and does not carry masks on: what comes after it counts them like others`,
  );
}

import type { Tensor } from "../types.js";

/**
 * `floor` refuses int32, and sparse cross-entropy calls it on the labels: integer labels are refused where integers are
 * wanted. The floor of an integer is itself.
 */
export function mendFloor(core: object): void {
  const module = core as { floor: (x: Tensor) => Tensor };
  const { floor } = module;
  module.floor = (x) => ((x as Partial<Tensor>).dtype === "int32" ? x.clone() : floor(x));
}

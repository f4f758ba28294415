// Settings of layers as Keras's files write them.
import type { Initializer } from "../initializers.js";
import type { Regularizer } from "../regularizers.js";

export function initializerToConfig({ className, config }: Initializer): Record<string, unknown> {
  return { class_name: className, config };
}

export function regularizerToConfig(regularizer: Regularizer | undefined): Record<string, unknown> | null {
  return regularizer ? { class_name: "L1L2", config: { l1: regularizer.l1, l2: regularizer.l2 } } : null;
}

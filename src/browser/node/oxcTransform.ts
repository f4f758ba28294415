// The package oxc-transform, of which the kernel asks transformSync.
import type { transformSync as TransformSync } from "oxc-transform";
import { loadBinding } from "./oxcBinding.js";

const binding = await loadBinding<{ transformSync: typeof TransformSync }>(
  new URL("./transform.wasm", import.meta.url),
);

export const transformSync: typeof TransformSync = (name, text, options) =>
  binding.transformSync(name, text, options);

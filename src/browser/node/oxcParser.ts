// The package oxc-parser, of which the kernel asks parseSync.
import type { parseSync as ParseSync } from "oxc-parser";
import { wrap } from "oxc-parser/src-js/wrap.js";
import { loadBinding } from "./oxcBinding.js";

const binding = await loadBinding<{ parseSync: typeof ParseSync }>(new URL("./parser.wasm", import.meta.url));

export const parseSync: typeof ParseSync = (name, text, options) =>
  wrap(binding.parseSync(name, text, options));

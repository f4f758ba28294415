// The package oxc-parser, of which the kernel asks parseSync.
import type { parseSync as ParseSync } from "oxc-parser";
import { wrap } from "oxc-parser/src-js/wrap.js";
import { lateBinding } from "./oxcBinding.js";
import { readJavaScript } from "./plainJavaScript.js";

const oxc = lateBinding<{ parseSync: typeof ParseSync }>(new URL("./parser.wasm", import.meta.url));

/** Loads it, before it is asked for. */
export const loadParser = oxc.load;

export const parseSync: typeof ParseSync = (name, text, options) => {
  const whole = (): ReturnType<typeof ParseSync> => wrap(oxc.get().parseSync(name, text, options));
  const program = readJavaScript(text, { isTyped: /\.tsx?$/.test(name) });
  if (!program) return whole();
  return {
    program: program as never,
    errors: [],
    get module() {
      return whole().module;
    },
    get comments() {
      return whole().comments;
    },
  };
};

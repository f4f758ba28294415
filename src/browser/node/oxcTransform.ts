// The package oxc-transform, of which the kernel asks transformSync.
import MagicString from "magic-string";
import type { transformSync as TransformSync, TransformResult } from "oxc-transform";
import { lateBinding } from "./oxcBinding.js";
import { readJavaScript } from "./plainJavaScript.js";

const oxc = lateBinding<{ transformSync: typeof TransformSync }>(
  new URL("./transform.wasm", import.meta.url),
);

/** Loads it, before it is asked for. */
export const loadTransform = oxc.load;

export const transformSync: typeof TransformSync = (name, text, options) => {
  // All else that may be asked for changes JavaScript, too.
  const isOnlyTypes = options?.typescript?.onlyRemoveTypeImports === true && !options.decorator;
  const plain = isOnlyTypes ? asItIs(name, text) : undefined;
  return plain ?? oxc.get().transformSync(name, text, options);
};

/** JavaScript with the semicolons that its author left out: what edits put between two statements must not join them. */
function asItIs(name: string, text: string): TransformResult | undefined {
  const edits = new MagicString(text);
  const onInsertedSemicolon = (at: number): void => void edits.appendLeft(at, ";");
  if (!readJavaScript(text, { isTyped: !name.endsWith(".jsx"), onInsertedSemicolon })) return undefined;
  const map = edits.generateMap({ hires: "boundary", source: name }) as never;
  return { code: edits.toString(), map, helpersUsed: {}, errors: [] };
}

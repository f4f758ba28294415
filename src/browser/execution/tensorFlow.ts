// TensorFlow.js, when a cell first touches it.
import { prepareTfjs } from "../../kernel/execution.js";
import { evaluateScript } from "../fetchNow.js";

type Packages = Record<string, () => object>;

interface WasmBackend {
  setWasmPaths?: (folder: string) => void;
}

const script = new URL("./tensorflow.js", import.meta.url).href;

let packages: Packages | undefined;

/** One of the packages `@tensorflow/…`; undefined for one that is not there. */
export function loadTensorFlow(name: string): object | undefined {
  packages ??= evaluateScript(script, "TensorFlow.js") as Packages;
  const found = packages[name]?.();
  if (!found) return undefined;
  prepareTfjs(found);
  (found as WasmBackend).setWasmPaths?.(new URL("./", script).href);
  return found;
}

/** Offers it to the library, as that looks for it in a page. */
export function offerTensorFlow(): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for("gradus.loadTensorFlow")] = loadTensorFlow;
}

// TensorFlow.js, which weighs more than all the rest, when a cell first touches it. The library asks for it in the middle of a
// function that returns at once; a worker may wait for a script, and nobody sees it wait.
import { prepareTfjs } from "../../kernel/execution.js";

type Packages = Record<string, () => object>;

interface WasmBackend {
  setWasmPaths?: (folder: string) => void;
}

const script = new URL("./tensorflow.js", import.meta.url).href;

let packages: Packages | undefined;

/** One of the packages `@tensorflow/…`; undefined for one that is not there. */
export function loadTensorFlow(name: string): object | undefined {
  packages ??= load();
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

function load(): Packages {
  const request = new XMLHttpRequest();
  request.open("GET", script, false);
  request.send();
  if (request.status !== 200)
    throw new Error(`Cannot load TensorFlow.js: its server answers ${String(request.status)} for ${script}`);
  return (0, eval)(`${request.responseText}\n//# sourceURL=${script}`) as Packages;
}

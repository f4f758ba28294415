// Node's Buffer, by https://github.com/feross/buffer, when a cell first names it or reads a file without an encoding.
import { evaluateScript } from "../fetchNow.js";

type BufferModule = typeof import("node:buffer");

const script = new URL("./buffer.js", import.meta.url).href;

let found: BufferModule | undefined;

/** `import … from "node:buffer"`. */
export function loadBuffer(): BufferModule {
  return (found ??= evaluateScript(script, "Buffer") as BufferModule);
}

/** Makes it known to cells by its name, as in Node; who writes to the name has it. */
export function offerBuffer(): void {
  const define = (descriptor: PropertyDescriptor) =>
    Object.defineProperty(globalThis, "Buffer", { ...descriptor, configurable: true });
  const set = (value: unknown) => define({ value, writable: true });
  define({ get: () => loadBuffer().Buffer, set });
}

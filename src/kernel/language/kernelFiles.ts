// Files of the kernel's own installation that the checker reads: TypeScript's library, @types/node, the tslab module.
import { createRequire } from "node:module";
import path from "node:path";

export interface KernelFiles {
  /** Folder of TypeScript's `lib.*.d.ts`. */
  lib: string;
  /** `index.d.ts` of @types/node. */
  nodeTypes: string;
  /** Declarations of the module `tslab`, which the kernel itself provides. */
  tslabTypes: string;
  /** Declarations of the global names the kernel offers to cells. */
  globalTypes: string;
  /** The folder that this kernel's room lies in, `dist` or `src`, with a slash at the end. */
  own: string;
}

let files: KernelFiles | undefined;

/** Says where the files lie; to be called before any checker is made. A startup snapshot cannot look for itself. */
export function setKernelFiles(found: KernelFiles): void {
  files = found;
}

export function kernelFiles(): KernelFiles {
  if (!files) throw new Error("Cannot check types: setKernelFiles was not called");
  return files;
}

/** Finds the files as seen from a script in `kernel/language`. */
export function findKernelFiles(script: string): KernelFiles {
  const require = createRequire(script);
  return {
    lib: path.dirname(require.resolve("typescript")),
    nodeTypes: path.join(path.dirname(require.resolve("@types/node/package.json")), "index.d.ts"),
    tslabTypes: path.join(path.dirname(script), "types", "tslab.d.ts"),
    globalTypes: path.join(path.dirname(script), "types", "globals.d.ts"),
    own: `${path.resolve(path.dirname(script), "..", "..")}/`,
  };
}

// Which form of this package a notebook meets: its sources or the build, and where it stands in for another package.
import path from "node:path";
import { nodeModule } from "../nodeModule.js";

/** A form of ours of another package, which draws inside the notebook. */
export interface InlineForm {
  /** How a notebook's own gradus names it. */
  specifier: string;
  /** Its place in `src` and `dist`, without extension: for a notebook that has neither gradus nor the package. */
  place: string;
}

/**
 * Packages that have such a form: cells that import the package get it, at run time and in types. The notebook's own
 * gradus gives it; where that has none, the package itself answers if it is installed, else the form beside this kernel.
 */
export const inlineForms: Readonly<Record<string, InlineForm>> = {
  __proto__: null as never, // a package may be called "constructor"
  nodeplotlib: { specifier: "gradus/nodeplotlib", place: "plotting/nodeplotlib" },
};

/** Whether a specifier means this package: a notebook that has no copy of it gets the kernel's. */
export function isOwnPackage(specifier: string): boolean {
  return /^gradus(\/|$)/.test(specifier);
}

const condition = "gradus-source";

/**
 * Takes the condition for this package's own sources away while the build is up to date: compiling and checking the
 * sources costs several times what the build costs. After an edit of src the condition stays, so the edit is seen.
 *
 * @param wanted - Conditions of the notebook's tsconfig.
 * @param dir - The notebook's folder.
 * @param entry - The file of dist that the build leaves no older than its sources: `index.js` for code, `index.d.ts` for types.
 */
export function preferredConditions(
  wanted: readonly string[],
  dir: string,
  entry: "index.js" | "index.d.ts",
): string[] {
  const fs = nodeModule("node:fs");
  if (!fs || !wanted.includes(condition)) return [...wanted];
  const root = findCheckout(fs, dir);
  if (root === undefined || !isBuildCurrent(fs, root, entry)) return [...wanted];
  return wanted.filter((name) => name !== condition);
}

type FileSystem = typeof import("node:fs");

/** The nearest folder from `dir` upwards that holds this package's sources. */
function findCheckout(fs: FileSystem, dir: string): string | undefined {
  for (let folder = dir; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "src", "kernel", "ownPackage.ts"))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isBuildCurrent(fs: FileSystem, root: string, entry: string): boolean {
  const src = path.join(root, "src");
  try {
    const built = fs.statSync(path.join(root, "dist", entry)).mtimeMs;
    return fs
      .readdirSync(src, { recursive: true, encoding: "utf8" })
      .every((name) => !name.endsWith(".ts") || fs.statSync(path.join(src, name)).mtimeMs <= built);
  } catch {
    return false;
  }
}

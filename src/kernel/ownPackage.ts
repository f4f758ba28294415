// Which form of this package a notebook meets: its sources or the build, and where it stands in for another package.
import fs from "node:fs";
import path from "node:path";

/**
 * Packages that have a form of ours which draws inside the notebook: cells that import the package get that form, at run
 * time and in types; the package itself where the form cannot be found.
 */
export const inlineForms: Readonly<Record<string, string>> = { nodeplotlib: "gradus/nodeplotlib" };

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
  if (!wanted.includes(condition)) return [...wanted];
  const root = findCheckout(dir);
  if (root === undefined || !isBuildCurrent(root, entry)) return [...wanted];
  return wanted.filter((name) => name !== condition);
}

/** The nearest folder from `dir` upwards that holds this package's sources. */
function findCheckout(dir: string): string | undefined {
  for (let folder = dir; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "src", "kernel", "ownPackage.ts"))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isBuildCurrent(root: string, entry: string): boolean {
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

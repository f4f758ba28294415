// Which form of this package a notebook inside its own checkout loads: src (condition `gradus-source`) or the build.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const condition = "gradus-source";
const packageDir = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * Takes the condition for this package's own sources away while the build is up to date: compiling the sources costs
 * several times what loading the build costs. After an edit of src the condition stays, so the edit is seen at once.
 */
export function preferredConditions(wanted: readonly string[], dir: string): string[] {
  if (!wanted.includes(condition) || !dir.startsWith(packageDir)) return [...wanted];
  return isBuildCurrent() ? wanted.filter((name) => name !== condition) : [...wanted];
}

/** Whether nothing in src is newer than its built file. */
function isBuildCurrent(): boolean {
  const src = path.join(packageDir, "src");
  try {
    return fs.readdirSync(src, { recursive: true, encoding: "utf8" }).every((name) => {
      if (!name.endsWith(".ts") || name.endsWith(".d.ts") || name.includes("assembly")) return true;
      const built = path.join(packageDir, "dist", name.replace(/\.ts$/, ".js"));
      return fs.statSync(built).mtimeMs >= fs.statSync(path.join(src, name)).mtimeMs;
    });
  } catch {
    return false;
  }
}

// The search that Node's own resolution does: a folder, then each folder above it.
import fs from "node:fs";
import path from "node:path";

/** The nearest file or folder of this relative name in `dir` or a folder above it. */
export function findUp(dir: string, name: string): string | undefined {
  for (let folder = path.resolve(dir); ; folder = path.dirname(folder)) {
    const file = path.join(folder, name);
    if (fs.existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

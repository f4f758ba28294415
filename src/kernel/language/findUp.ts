// The search that Node's own resolution does: a folder, then each folder above it.
import path from "node:path";

/** The nearest path of this relative name in `dir` or a folder above it that exists. */
export function findUp(dir: string, name: string, exists: (path: string) => boolean): string | undefined {
  for (let folder = path.resolve(dir); ; folder = path.dirname(folder)) {
    const file = path.join(folder, name);
    if (exists(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

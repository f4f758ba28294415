// What a notebook finds beside it when it runs on the site: the files of the notebooks' folder.
import fs from "node:fs";
import path from "node:path";

/** What is never meant for readers: hidden files, packages, what Python caches. */
const left = /^(\.|node_modules$|__pycache__$)/;

/** Copies the notebooks and, where the folders themselves were given, the other files in them. */
export function copyContents(folder: string, notebooks: readonly string[], target: string): void {
  const folders = new Set(notebooks.map((file) => path.dirname(path.resolve(file))));
  for (const file of filesUnder(folder)) {
    const isBeside = [...folders].some((one) => path.resolve(file).startsWith(`${one}${path.sep}`));
    const isNotebook = file.endsWith(".ipynb");
    const isAsked = notebooks.some((one) => path.resolve(one) === path.resolve(file));
    if (isNotebook ? !isAsked : !isBeside) continue;
    const to = path.join(target, path.relative(folder, file));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(file, to);
  }
}

function filesUnder(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (left.test(entry.name)) return [];
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(place) : entry.isFile() ? [place] : [];
  });
}

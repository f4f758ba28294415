// Where the modules lie that revive estimators.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The address of a module of this package. */
export function ownModule(file: string): string {
  return new URL(`../../${file}`, import.meta.url).href;
}

/**
 * The file that a path into a package means, if it is one of the package's own. A package without `exports` lets a path lead
 * anywhere, `pkg/../../x` as well as `pkg/%2e%2e/x` or a link, so what counts is where the file lies in the end.
 */
export function ownFile(packageName: string, module: string): string | undefined {
  const root = packageFolder(packageName);
  if (root === undefined) return undefined;
  const file = fs.realpathSync(fileURLToPath(import.meta.resolve(module)));
  const inside = path.relative(root, file).split(path.sep);
  if (inside.includes("..") || inside.includes("node_modules") || path.isAbsolute(inside.join(path.sep)))
    return undefined;
  return pathToFileURL(file).href;
}

/** The real folder of a package, found as Node finds it: in the nearest `node_modules` that has it. */
function packageFolder(name: string): string | undefined {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = places.map((place) => path.join(place, name)).find((folder) => fs.existsSync(folder));
  return found && fs.realpathSync(found);
}

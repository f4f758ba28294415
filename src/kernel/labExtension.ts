// The JupyterLab extension, put where a Jupyter environment looks for prebuilt ones:
// https://jupyterlab.readthedocs.io/en/stable/user/extensions.html#prebuilt-extensions
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../workerEntry.js";

/** The extension's name, and its folder's. */
const name = "gradus-lab";

/** The folder of an environment's JupyterLab extensions: it lies beside that of its kernels. */
function placeBeside(kernels: string): string {
  return path.join(path.dirname(kernels), "labextensions", name);
}

/**
 * Copies the built extension into the environment whose kernels lie in `kernels`; one of another version is replaced.
 *
 * @returns The extension's folder.
 */
export function installLabExtension(kernels: string): string {
  const target = placeBeside(kernels);
  const built = path.dirname(fileURLToPath(workerEntry(import.meta.url, "../labExtension/package.json")));
  if (!fs.existsSync(built)) {
    throw new Error(`Cannot install the JupyterLab extension: ${built} must hold it; run \`npm run build\``);
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(built, target, { recursive: true });
  return target;
}

/** Removes the extension unless another kernel of ours is left that it serves. Returns its folder when it was removed. */
export function uninstallLabExtension(kernels: string): string | undefined {
  const target = placeBeside(kernels);
  if (!fs.existsSync(target) || hasOurKernel(kernels)) return undefined;
  fs.rmSync(target, { recursive: true });
  return target;
}

function hasOurKernel(kernels: string): boolean {
  const names = fs.existsSync(kernels) ? fs.readdirSync(kernels) : [];
  return names.some((kernel) => {
    const spec = path.join(kernels, kernel, "kernel.json");
    return fs.existsSync(spec) && fs.readFileSync(spec, "utf8").includes('"gradus"');
  });
}

// Where Jupyter keeps kernelspecs, https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs.
import os from "node:os";
import path from "node:path";

/** The kernelspecs of an environment, by its root (Python's `sys.prefix`). */
export function kernelsUnder(prefix: string): string {
  return path.join(path.resolve(prefix), "share", "jupyter", "kernels");
}

/** The kernelspecs of the user's own Jupyter, as `jupyter --paths` lists them. */
export function userKernels(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(userData(env), "kernels");
}

/** The kernelspecs that every user of the machine sees. */
export function systemKernels(env: NodeJS.ProcessEnv = process.env): string[] {
  if (process.platform === "win32")
    return [path.join(env["PROGRAMDATA"] ?? "C:\\ProgramData", "jupyter", "kernels")];
  return ["/usr/local", "/usr"].map(kernelsUnder);
}

function userData(env: NodeJS.ProcessEnv): string {
  if (env["JUPYTER_DATA_DIR"]) return env["JUPYTER_DATA_DIR"];
  const home = env["HOME"] ?? os.homedir();
  if (process.platform === "darwin") return path.join(home, "Library", "Jupyter");
  if (process.platform === "win32") return path.join(env["APPDATA"] ?? home, "jupyter");
  return path.join(env["XDG_DATA_HOME"] ?? path.join(home, ".local", "share"), "jupyter");
}

// Where Jupyter's kernels are found: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { complaint, nearestName } from "../validation.js";

/** How a kernel is started. */
export interface KernelSpec {
  name: string;
  argv: string[];
  display_name: string;
  language: string;
  /** How a running cell is stopped: by the signal SIGINT or by a message on the control channel. */
  interrupt_mode: "signal" | "message";
  env: Record<string, string>;
  /** The folder that holds `kernel.json`; empty for our own kernel when it is not installed. */
  resourceDir: string;
}

/**
 * Folders that hold kernelspecs, the first one wins. `project`: `JUPYTER_PATH`, then the project's own `.venv`.
 * `machine`: the active Python environment, the user's folder, the system's.
 */
function kernelFolders(cwd: string, env: NodeJS.ProcessEnv): { project: string[]; machine: string[] } {
  const fromPath = (env["JUPYTER_PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const shareOf = (prefix: string | undefined) => (prefix ? [path.join(prefix, "share", "jupyter")] : []);
  const system =
    process.platform === "win32"
      ? [path.join(env["PROGRAMDATA"] ?? "C:\\ProgramData", "jupyter")]
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  const kernels = (data: string[]) => [...new Set(data)].map((folder) => path.join(folder, "kernels"));
  return {
    project: kernels([...fromPath, ...shareOf(projectVenv(cwd))]),
    machine: kernels([
      ...shareOf(env["VIRTUAL_ENV"]),
      ...shareOf(env["CONDA_PREFIX"]),
      userData(env),
      ...system,
    ]),
  };
}

function userData(env: NodeJS.ProcessEnv): string {
  if (env["JUPYTER_DATA_DIR"]) return env["JUPYTER_DATA_DIR"];
  const home = env["HOME"] ?? os.homedir();
  if (process.platform === "darwin") return path.join(home, "Library", "Jupyter");
  if (process.platform === "win32") return path.join(env["APPDATA"] ?? home, "jupyter");
  return path.join(env["XDG_DATA_HOME"] ?? path.join(home, ".local", "share"), "jupyter");
}

/** The project's environment: of the notebook's folder or one above it, else of where the command was typed. */
function projectVenv(cwd: string): string | undefined {
  return nearestVenv(path.resolve(cwd)) ?? nearestVenv(process.cwd());
}

function nearestVenv(folder: string): string | undefined {
  const venv = path.join(folder, ".venv");
  if (fs.existsSync(path.join(venv, "pyvenv.cfg"))) return venv;
  return folder === path.dirname(folder) ? undefined : nearestVenv(path.dirname(folder));
}

/**
 * Finds a kernel by name. Our own kernel (`tslab`, `jslab`) needs no installation: when `JUPYTER_PATH` and the
 * project's `.venv` do not have it, the one of this package is started.
 *
 * @param name - Folder name of the kernelspec, letter case ignored.
 * @param cwd - Folder of the notebook. Defaults to the current one.
 * @throws RangeError naming the kernels there are, if there is none of that name.
 */
export function findKernelSpec(name: string, cwd = process.cwd(), env = process.env): KernelSpec {
  const { project, machine } = kernelFolders(cwd, env);
  const found = lookUp(name, project) ?? ownKernel(name) ?? lookUp(name, machine);
  if (found) return found;
  const known = new Set([...project, ...machine].flatMap(listFolder).concat("tslab", "jslab"));
  const near = nearestName(name, known);
  throw new RangeError(
    complaint({
      action: "start a kernel",
      name: "kernel",
      wanted: `one of ${[...known].sort().join(", ")}`,
      got: name,
      fix: near ? `did you mean ${near}?` : "choose one with --kernel",
    }),
  );
}

function lookUp(name: string, folders: readonly string[]): KernelSpec | undefined {
  for (const folder of folders) {
    const entry = listFolder(folder).find((known) => known.toLowerCase() === name.toLowerCase());
    if (entry !== undefined) return readSpec(path.join(folder, entry), entry);
  }
  return undefined;
}

function ownKernel(name: string): KernelSpec | undefined {
  const languages: Record<string, string> = { tslab: "typescript", jslab: "javascript" };
  const language = languages[name.toLowerCase()];
  const here = fileURLToPath(import.meta.url).replace(/([\\/])src([\\/]notebook[\\/])/, "$1dist$2");
  const main = path.resolve(path.dirname(here), "..", "kernel", "front", "main.js");
  if (language === undefined || !fs.existsSync(main)) return undefined;
  return {
    name: name.toLowerCase(),
    argv: [process.execPath, main, "{connection_file}", `--language=${language}`],
    display_name: language === "typescript" ? "TypeScript" : "JavaScript",
    language,
    interrupt_mode: "message",
    env: {},
    resourceDir: "",
  };
}

/** Reads the kernelspec in a folder, as it may also be given by path. */
export function readSpec(resourceDir: string, name = path.basename(resourceDir)): KernelSpec {
  const file = path.join(resourceDir, "kernel.json");
  const json = JSON.parse(fs.readFileSync(file, "utf8")) as Partial<KernelSpec>;
  if (!Array.isArray(json.argv) || json.argv.length === 0) {
    throw new TypeError(
      complaint({ action: `read ${file}`, name: "argv", wanted: "a list of words", got: json.argv }),
    );
  }
  return {
    name,
    argv: json.argv,
    display_name: json.display_name ?? name,
    language: json.language ?? "",
    interrupt_mode: json.interrupt_mode === "message" ? "message" : "signal",
    env: json.env ?? {},
    resourceDir,
  };
}

/** The command line with its blanks filled in; a bare `python` is the one of the kernelspec's own environment. */
export function kernelCommand(spec: KernelSpec, connectionFile: string): string[] {
  const command = spec.argv.map((word) =>
    word.replaceAll("{connection_file}", connectionFile).replaceAll("{resource_dir}", spec.resourceDir),
  );
  if (/^python[\d.]*$/.test(command[0]!)) {
    const root = path.resolve(spec.resourceDir, "..", "..", "..", "..");
    const bin = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
    const python = path.join(root, ...bin);
    if (fs.existsSync(python)) command[0] = python;
  }
  return command;
}

function listFolder(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, "kernel.json")));
}

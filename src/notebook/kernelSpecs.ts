// Finds the kernel that a notebook names, as Jupyter does: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
import fs from "node:fs";
import path from "node:path";
import { kernelsUnder, systemKernels, userKernels } from "../jupyter/kernelFolders.js";
import { ownKernelFile, ownKernels, ownKernelSpec, type KernelSpec } from "../jupyter/kernelSpec.js";
import { complaint, nearestName } from "../validation.js";
import { KernelStartError } from "./errors.js";

/** A kernel that can be started. */
export interface FoundKernel extends KernelSpec {
  name: string;
  /** The folder that holds `kernel.json`; empty for our own kernel when it is not installed. */
  resourceDir: string;
}

/**
 * Folders that hold kernelspecs, the first one wins. `project`: `JUPYTER_PATH`, then the project's own `.venv`.
 * `machine`: the active Python environment, the user's folder, the system's.
 */
function kernelFolders(cwd: string, env: NodeJS.ProcessEnv): { project: string[]; machine: string[] } {
  const fromPath = (env["JUPYTER_PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const ofEnvironments = (...prefixes: (string | undefined)[]) =>
    prefixes.filter((prefix) => prefix !== undefined && prefix !== "").map((prefix) => kernelsUnder(prefix!));
  const unique = (folders: string[]) => [...new Set(folders)];
  return {
    project: unique([
      ...fromPath.map((folder) => path.join(folder, "kernels")),
      ...ofEnvironments(projectVenv(cwd)),
    ]),
    machine: unique([
      ...ofEnvironments(env["VIRTUAL_ENV"], env["CONDA_PREFIX"]),
      userKernels(env),
      ...systemKernels(env),
    ]),
  };
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
 * Finds a kernel by name. Our own kernel (`gradus`, `tslab`, `jslab`) needs no installation: when `JUPYTER_PATH` and the
 * project's `.venv` do not have it, the one of this package is started.
 *
 * @param name - Folder name of the kernelspec, letter case ignored.
 * @param cwd - Folder of the notebook. Defaults to the current one.
 * @throws {@link KernelStartError} naming the kernels there are, if there is none of that name.
 */
export function findKernelSpec(name: string, cwd = process.cwd(), env = process.env): FoundKernel {
  const { project, machine } = kernelFolders(cwd, env);
  const found = lookUp(name, project) ?? ownKernel(name) ?? lookUp(name, machine);
  if (found) return found;
  const known = new Set([...project, ...machine].flatMap(listFolder).concat(Object.keys(ownKernels)));
  const near = nearestName(name, known);
  throw new KernelStartError(
    complaint({
      action: "start a kernel",
      name: "kernel",
      wanted: `one of ${[...known].sort().join(", ")}`,
      got: name,
      fix: near ? `did you mean ${near}?` : "choose one with --kernel",
    }),
  );
}

function lookUp(name: string, folders: readonly string[]): FoundKernel | undefined {
  for (const folder of folders) {
    const entry = listFolder(folder).find((known) => known.toLowerCase() === name.toLowerCase());
    if (entry !== undefined) return readSpec(path.join(folder, entry), entry);
  }
  return undefined;
}

function ownKernel(name: string): FoundKernel | undefined {
  const language = ownKernels[name.toLowerCase()];
  if (language === undefined || !fs.existsSync(ownKernelFile)) return undefined;
  return { ...ownKernelSpec(language), name: name.toLowerCase(), resourceDir: "" };
}

/**
 * Reads the kernelspec in a folder, as it may also be given by path.
 *
 * @throws {@link KernelStartError} if it is none.
 */
export function readSpec(resourceDir: string, name = path.basename(resourceDir)): FoundKernel {
  const file = path.join(resourceDir, "kernel.json");
  const json = readJson(file);
  if (!Array.isArray(json.argv) || json.argv.length === 0) {
    throw new KernelStartError(
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

function readJson(file: string): Partial<KernelSpec> {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Partial<KernelSpec>;
  } catch (error) {
    throw new KernelStartError(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

/** The command line with its blanks filled in; a bare `python` is the one of the kernelspec's own environment. */
export function kernelCommand(spec: FoundKernel, connectionFile: string): string[] {
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

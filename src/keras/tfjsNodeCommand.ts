// Builds @tensorflow/tfjs-node against the TensorFlow library that comes inside a Python wheel: its own install script knows
// neither today's Node nor today's TensorFlow.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { complaint } from "../validation.js";

const packageName = "@tensorflow/tfjs-node";
const packageVersion = "4.22.0";
const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"] as const;

/** Why it was not built, and the exit code that this has. */
class BuildError extends Error {
  readonly code: 1 | 2;

  constructor(message: string, code: 1 | 2 = 1) {
    super(message);
    this.code = code;
  }
}

/**
 * Builds tfjs-node where this package finds it.
 *
 * @param version - Of TensorFlow.
 * @returns The exit code: 0 built, 1 a step failed, 2 wrong usage or a missing part of the machine.
 */
export function tfjsNodeCommand(version: string): number {
  try {
    build(version);
    return 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(
      `tfjs-node was not built: ${error.message}\nNothing else changes: models run on WebAssembly as before.`,
    );
    return error.code;
  }
}

function build(version: string): void {
  const action = "build tfjs-node";
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new BuildError(
      complaint({ action, name: "version", wanted: "TensorFlow's, as 2.14.1", got: version }),
      2,
    );
  if (process.platform !== "linux")
    throw new BuildError(`it builds on Linux only, this is ${process.platform}`, 2);
  const nodeFolder = findNodeFolder();
  const root = projectFolder();
  const target = path.join(root, "node_modules", packageName);
  if (!fs.existsSync(target)) {
    console.log(`Fetching ${packageName} …`);
    const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
    run("npm", ["install", ...quiet, `${packageName}@${packageVersion}`], { cwd: root });
  }
  for (const part of ["deps", "lib", "build"])
    fs.rmSync(path.join(target, part), { recursive: true, force: true });
  placeLibrary(path.join(target, "deps"), pythonOf(root), version);
  console.log("Compiling the binding …");
  const tool = createRequire(path.join(target, "package.json")).resolve(
    "@mapbox/node-pre-gyp/bin/node-pre-gyp",
  );
  run(process.execPath, [tool, "install", "--build-from-source", `--nodedir=${nodeFolder}`], { cwd: target });
  console.log(`tfjs-node is ready, TensorFlow ${tryOut(root)}.`);
}

/** Runs a program and returns what it printed. */
function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.trim().split("\n").slice(-5).join("\n");
  throw new BuildError(`${command} ${args.slice(0, 3).join(" ")} failed\n${reason}`);
}

/** Node's own folder, with `include/node/node_api.h` in it. */
function findNodeFolder(): string {
  const candidates = [process.env["NODEDIR"], path.dirname(path.dirname(fs.realpathSync(process.execPath)))];
  const found = candidates.find(
    (folder) => folder && fs.existsSync(path.join(folder, "include", "node", "node_api.h")),
  );
  if (found) return found;
  throw new BuildError("Node's headers are missing; set NODEDIR to a folder with include/node/node_api.h", 2);
}

/** The folder whose `node_modules` this package looks into: a clone's own, or that of the project it is installed in. */
function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!fs.existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  if (/[\\/](_npx|\.pnpm)[\\/]/.test(folder))
    throw new BuildError(
      `this copy of gradus lies in ${folder}, which npm cannot add a package to; install gradus with npm in a project, and run it there`,
      2,
    );
  const around = path.dirname(folder);
  return path.basename(around) === "node_modules" ? path.dirname(around) : folder;
}

function pythonOf(root: string): string {
  const venv = path.join(root, ".venv", "bin", "python");
  return process.env["GRADUS_PYTHON"] ?? (fs.existsSync(venv) ? venv : "python3");
}

/** Puts TensorFlow's libraries and headers under `deps`: those of an installed TensorFlow, or out of its wheel. */
function placeLibrary(deps: string, python: string, version: string): void {
  fs.mkdirSync(path.join(deps, "lib"), { recursive: true });
  const installed = installedTensorFlow(python);
  if (installed) {
    console.log(`Linking to the TensorFlow in ${installed} …`);
    fs.symlinkSync(path.join(installed, "include"), path.join(deps, "include"));
    for (const file of libraries) fs.symlinkSync(path.join(installed, file), path.join(deps, "lib", file));
  } else {
    console.log(`Fetching the TensorFlow ${version} wheel …`);
    unpackWheel(deps, python, version);
  }
  fs.symlinkSync(libraries[0], path.join(deps, "lib", "libtensorflow.so"));
  fs.symlinkSync(libraries[1], path.join(deps, "lib", "libtensorflow_framework.so"));
}

/** The folder of an installed TensorFlow, if there is one. */
function installedTensorFlow(python: string): string | undefined {
  const code =
    "import importlib.util as u; s = u.find_spec('tensorflow'); print(s.submodule_search_locations[0] if s else '')";
  const { status, stdout } = spawnSync(python, ["-c", code], { encoding: "utf8" });
  const folder = status === 0 ? stdout.trim() : "";
  return folder && fs.existsSync(path.join(folder, libraries[0])) ? folder : undefined;
}

/** Downloads the wheel and takes the libraries and headers out of it. */
function unpackWheel(deps: string, python: string, version: string): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tensorflow-"));
  try {
    const name = process.arch === "x64" ? "tensorflow-cpu" : "tensorflow";
    run(python, ["-m", "pip", "download", "-q", "--no-deps", "-d", folder, `${name}==${version}`]);
    const wheel = fs.readdirSync(folder).find((file) => file.endsWith(".whl"))!;
    const parts = [...libraries.map((file) => `tensorflow/${file}`), "tensorflow/include/*"];
    const code = [
      "import fnmatch, sys, zipfile",
      "wheel, to, *parts = sys.argv[1:]",
      "with zipfile.ZipFile(wheel) as z:",
      "    z.extractall(to, [n for n in z.namelist() if any(fnmatch.fnmatch(n, p) for p in parts)])",
    ].join("\n");
    run(python, ["-c", code, path.join(folder, wheel), folder, ...parts]);
    fs.cpSync(path.join(folder, "tensorflow", "include"), path.join(deps, "include"), { recursive: true });
    for (const file of libraries)
      fs.copyFileSync(path.join(folder, "tensorflow", file), path.join(deps, "lib", file));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Multiplies two matrices with it; the version of TensorFlow that it found. */
function tryOut(root: string): string {
  const code = `
    const util = require("util");
    util.isNullOrUndefined ??= (v) => v == null; util.isArray ??= Array.isArray;
    const tf = require("${packageName}");
    console.log(tf.backend().binding.TF_Version, tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] === 11);`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" };
  const output = run(process.execPath, ["-e", code], { cwd: root, env }).trim().split(/\s+/);
  if (output.at(-1) !== "true") throw new BuildError(`the check printed ${output.join(" ")}`);
  return output.at(-2)!;
}

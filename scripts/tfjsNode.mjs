// npm run tfjs-node: builds @tensorflow/tfjs-node against the TensorFlow C library that comes inside a Python wheel.
// Optional: what the engine does not cover (recurrent layers, your own call()) then runs on TensorFlow itself.
// Needs Node's headers, a C++ compiler, make and Python 3 with pip. Linux, x64 or arm64.
// node scripts/tfjsNode.mjs [TENSORFLOW_VERSION]   (2.12.1 to 2.21.0; default 2.14.1, the smallest wheel)
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const version = process.argv[2] ?? "2.14.1";
const target = path.join(root, "node_modules", "@tensorflow", "tfjs-node");
const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];

function fail(message) {
  console.error(
    `tfjs-node was not built: ${message}\nNothing else changes: models run on WebAssembly as before.`,
  );
  process.exit(1);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: "utf8", cwd: root, ...options });
  if (result.status !== 0) {
    const reason = result.error?.message ?? result.stderr?.trim().split("\n").slice(-5).join("\n") ?? "";
    fail(`${command} ${args.slice(0, 3).join(" ")} failed\n${reason}`);
  }
  return result.stdout;
}

/** Node's own folder, with `include/node/node_api.h` in it. */
function nodeFolder() {
  const candidates = [process.env.NODEDIR, path.dirname(path.dirname(fs.realpathSync(process.execPath)))];
  const found = candidates.find(
    (folder) => folder && fs.existsSync(path.join(folder, "include", "node", "node_api.h")),
  );
  return found ?? fail("Node's headers are missing; set NODEDIR to a folder with include/node/node_api.h");
}

function python() {
  if (process.env.GRADUS_PYTHON) return process.env.GRADUS_PYTHON;
  const venv = path.join(root, ".venv", "bin", "python");
  return fs.existsSync(venv) ? venv : "python3";
}

/** The folder of an installed TensorFlow, if there is one. */
function installedTensorFlow() {
  const code =
    "import importlib.util as u; s = u.find_spec('tensorflow'); print(s.submodule_search_locations[0] if s else '')";
  const folder = spawnSync(python(), ["-c", code], { encoding: "utf8" }).stdout?.trim();
  return folder && fs.existsSync(path.join(folder, libraries[0])) ? folder : undefined;
}

/** Downloads the wheel and takes the libraries and headers out of it. */
function unpackWheel(deps) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tensorflow-"));
  try {
    const name = process.arch === "x64" ? "tensorflow-cpu" : "tensorflow";
    run(python(), ["-m", "pip", "download", "-q", "--no-deps", "-d", folder, `${name}==${version}`]);
    const wheel = fs.readdirSync(folder).find((file) => file.endsWith(".whl"));
    const parts = [...libraries.map((file) => `tensorflow/${file}`), "tensorflow/include/*"];
    const code = [
      "import fnmatch, sys, zipfile",
      "wheel, to, *parts = sys.argv[1:]",
      "with zipfile.ZipFile(wheel) as z:",
      "    z.extractall(to, [n for n in z.namelist() if any(fnmatch.fnmatch(n, p) for p in parts)])",
    ].join("\n");
    run(python(), ["-c", code, path.join(folder, wheel), folder, ...parts]);
    fs.cpSync(path.join(folder, "tensorflow", "include"), path.join(deps, "include"), { recursive: true });
    for (const file of libraries)
      fs.copyFileSync(path.join(folder, "tensorflow", file), path.join(deps, "lib", file));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (process.platform !== "linux") fail(`it builds on Linux only, this is ${process.platform}`);
const nodeDir = nodeFolder();
if (!fs.existsSync(target)) {
  console.log("Fetching @tensorflow/tfjs-node …");
  run("npm", ["install", "--no-save", "--ignore-scripts", "@tensorflow/tfjs-node@4.22.0"]);
}
for (const part of ["deps", "lib", "build"])
  fs.rmSync(path.join(target, part), { recursive: true, force: true });
const deps = path.join(target, "deps");
fs.mkdirSync(path.join(deps, "lib"), { recursive: true });

const installed = installedTensorFlow();
if (installed) {
  console.log(`Linking to the TensorFlow in ${installed} …`);
  fs.symlinkSync(path.join(installed, "include"), path.join(deps, "include"));
  for (const file of libraries) fs.symlinkSync(path.join(installed, file), path.join(deps, "lib", file));
} else {
  console.log(`Fetching the TensorFlow ${version} wheel …`);
  unpackWheel(deps);
}
fs.symlinkSync(libraries[0], path.join(deps, "lib", "libtensorflow.so"));
fs.symlinkSync(libraries[1], path.join(deps, "lib", "libtensorflow_framework.so"));

console.log("Compiling the binding …");
run("npx", ["node-pre-gyp", "install", "--build-from-source", `--nodedir=${nodeDir}`], { cwd: target });

const check = `
const util = require("util");
util.isNullOrUndefined ??= (v) => v == null; util.isArray ??= Array.isArray;
const tf = require("@tensorflow/tfjs-node");
console.log(tf.backend().binding.TF_Version, tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] === 11);`;
const output = run(process.execPath, ["-e", check], { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" } });
if (!output.includes("true")) fail(`the check printed ${output}`);
console.log(`tfjs-node is ready, TensorFlow ${output.trim().split(/\s+/).at(-2)}.`);

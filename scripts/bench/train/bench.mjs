// Training against the peers, all in one run:
//   node scripts/bench/train/bench.mjs [xor mnist mnist32 predict cnn] [--python=PATH] [--torch-python=PATH] [--rounds=2]
// Prints a table of seconds, ratios and memory; each row is the least of `rounds` runs that alternate with the other rows'.
// Build first (npm run build). Peers come from the Python named (default: .venv) and are named when they are missing.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { mnist } from "gradus";
import { cases } from "./cases.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(here, "..", "..", "..");
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
const wanted = args.filter((arg) => !arg.startsWith("--"));
const venv = path.join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const python = option("python") ?? process.env.GRADUS_PYTHON ?? (fs.existsSync(venv) ? venv : "python3");
const torchPython = option("torch-python") ?? python;
const rounds = Number(option("rounds") ?? 2);

const data = fs.mkdtempSync(path.join(os.tmpdir(), "bench-train-"));
process.on("exit", () => fs.rmSync(data, { recursive: true, force: true }));

function run(command, commandArgs) {
  const env = { ...process.env, GRADUS_OPENBLAS: peers.blas ?? "off" };
  const { stdout, stderr, status } = spawnSync(command, commandArgs, {
    encoding: "utf8",
    maxBuffer: 1e8,
    env,
  });
  if (status !== 0)
    throw new Error(`${path.basename(commandArgs[0])} ${commandArgs.slice(1).join(" ")}:\n${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

const has = (interpreter, module) =>
  spawnSync(interpreter, [
    "-c",
    `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`,
  ]).status === 0;
const peers = {
  keras: has(python, "keras") && has(python, "tensorflow"),
  torch: has(torchPython, "torch"),
  blas: findOpenBlas(),
};
for (const [name, found] of Object.entries(peers)) {
  const wanted = { keras: "keras and tensorflow", torch: "torch", blas: "scipy-openblas32" }[name];
  if (!found)
    console.log(`Left out: ${wanted} (not installed in ${name === "torch" ? torchPython : python})`);
}

/** OpenBLAS of either Python, unless the environment names one. */
function findOpenBlas() {
  if (process.env.GRADUS_OPENBLAS) return process.env.GRADUS_OPENBLAS;
  const script =
    "import os, scipy_openblas32 as b; print(os.path.join(b.get_lib_dir(), b.get_library(fullname=True)))";
  for (const interpreter of [python, torchPython]) {
    const { status, stdout } = spawnSync(interpreter, ["-c", script], { encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

const ours = (name, threads, { blas = false, dense = false } = {}) =>
  run(process.execPath, [
    path.join(here, "ours.mjs"),
    name,
    String(threads),
    blas ? "1" : "0",
    dense ? "1" : "0",
  ]);
const peer = (interpreter, script, name, threads) =>
  run(interpreter, [path.join(here, script), name, String(threads), data]);

async function writeImages() {
  const [[xTrain, yTrain], [xTest, yTest]] = await mnist.loadData();
  for (const [file, x, y] of [
    ["train", xTrain, yTrain],
    ["test", xTest, yTest],
  ]) {
    fs.writeFileSync(path.join(data, `${file}.x`), x.data);
    fs.writeFileSync(path.join(data, `${file}.y`), Uint8Array.from(y.data));
  }
}

/** The rows of one case: who, and how to measure it once. */
function rowsOf(name) {
  const tfjs = () => run(process.execPath, [path.join(here, "tfjs.mjs"), name, data]);
  if (name === "xor") {
    return [
      ["Gradus", () => least(Array.from({ length: 5 }, () => ours(name, 1)))], // each in a process of its own
      ...(peers.keras ? [["Keras (50 epochs × 200)", () => peer(python, "keras_peer.py", name, 2)]] : []),
      ["TensorFlow.js (200 epochs × 50)", tfjs],
    ];
  }
  const rows = [];
  for (const threads of [1, 2]) {
    const label = `${threads} thread${threads > 1 ? "s" : ""}`;
    const add = (who, measure, wanted = true) => wanted && rows.push([who, measure]);
    const blas = peers.blas && name !== "predict";
    add(`Gradus, ${label}`, () => ours(name, threads));
    add(`Gradus, ${label}, OpenBLAS`, () => ours(name, threads, { blas: true }), blas);
    if (name === "mnist") {
      add(`Gradus, ${label}, dense input`, () => ours(name, threads, { dense: true }));
      add(
        `Gradus, ${label}, dense input, OpenBLAS`,
        () => ours(name, threads, { blas: true, dense: true }),
        blas,
      );
    }
    add(`Keras, ${label}`, () => peer(python, "keras_peer.py", name, threads), peers.keras);
    add(`PyTorch, ${label}`, () => peer(torchPython, "torch_peer.py", name, threads), peers.torch);
  }
  if (name !== "cnn") rows.push(["TensorFlow.js wasm (a part, scaled)", tfjs]);
  return rows;
}

/** The least of each row, over rounds that take every row in turn: a busy machine then treats all alike. */
function measure(rows) {
  const results = rows.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, [, once]] of rows.entries()) results[i].push(once());
  }
  return rows.map(([who], i) => ({ who, ...least(results[i]) }));
}

function least(results) {
  const of = (key) => Math.min(...results.map((result) => result[key]));
  return { seconds: of("seconds"), cpu: of("cpu"), megabytes: of("megabytes") };
}

await writeImages();
console.log(`${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}`);
for (const name of wanted.length > 0 ? wanted : Object.keys(cases)) {
  console.log(`\n${cases[name].title}`);
  const rows = measure(rowsOf(name));
  const [first] = rows;
  const titles = ["clock", "processor", "× first", "× processor", "memory"];
  console.log(`  ${"".padEnd(42)} ${titles.map((title) => title.padStart(11)).join(" ")}`);
  for (const { who, seconds, cpu, megabytes } of rows) {
    const ratios = [seconds / first.seconds, cpu / first.cpu].map((ratio) => ratio.toFixed(2));
    const cells = [shown(seconds), shown(cpu), ...ratios, `${megabytes.toFixed(0)} MB`];
    console.log(`  ${who.padEnd(42)} ${cells.map((cell) => cell.padStart(11)).join(" ")}`);
  }
}

function shown(seconds) {
  return seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;
}

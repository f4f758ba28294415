// Training against the peers, all in one run: node scripts/bench/train/bench.mjs [xor mnist mnist32 predict cnn] [--python=PATH]
// Prints a table of seconds, ratios and memory. Build first (npm run build). Peers that are not installed are left out.
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

const data = fs.mkdtempSync(path.join(os.tmpdir(), "bench-train-"));
process.on("exit", () => fs.rmSync(data, { recursive: true, force: true }));

function run(command, commandArgs) {
  const { stdout, status } = spawnSync(command, commandArgs, { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) return undefined;
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

const has = (module) =>
  spawnSync(python, [
    "-c",
    `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`,
  ]).status === 0;
const peers = { keras: has("keras") && has("tensorflow"), torch: has("torch") };

const ours = (name, threads, { blas = false, dense = false } = {}) =>
  run(process.execPath, [
    path.join(here, "ours.mjs"),
    name,
    String(threads),
    blas ? "1" : "0",
    dense ? "1" : "0",
    data,
  ]);
const peer = (script, name, threads) => run(python, [path.join(here, script), name, String(threads), data]);

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

/** Runs of one case: [who, what came out]. */
function rowsOf(name) {
  const rows = [];
  const add = (who, result) => result && rows.push({ who, ...result });
  if (name === "xor") {
    add("Gradus", ours(name, 1));
    if (peers.keras) add("Keras (50 epochs × 200)", peer("keras_peer.py", name, 2));
    add("TensorFlow.js (200 epochs × 50)", run(process.execPath, [path.join(here, "tfjs.mjs"), name, data]));
    return rows;
  }
  for (const threads of [1, 2]) {
    const label = `${threads} thread${threads > 1 ? "s" : ""}`;
    add(`Gradus, ${label}`, ours(name, threads));
    if (name !== "predict") add(`Gradus, ${label}, OpenBLAS`, ours(name, threads, { blas: true }));
    if (name === "mnist") {
      add(`Gradus, ${label}, dense input`, ours(name, threads, { dense: true }));
      add(`Gradus, ${label}, dense input, OpenBLAS`, ours(name, threads, { dense: true, blas: true }));
    }
    if (peers.keras) add(`Keras, ${label}`, peer("keras_peer.py", name, threads));
    if (peers.torch) add(`PyTorch, ${label}`, peer("torch_peer.py", name, threads));
  }
  if (name !== "cnn")
    add(
      "TensorFlow.js wasm (a part, scaled)",
      run(process.execPath, [path.join(here, "tfjs.mjs"), name, data]),
    );
  return rows;
}

await writeImages();
console.log(`${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}`);
for (const name of wanted.length > 0 ? wanted : Object.keys(cases)) {
  console.log(`\n${cases[name].title}`);
  const rows = rowsOf(name);
  const [first] = rows;
  console.log(
    `  ${"".padEnd(42)} ${"clock".padStart(10)} ${"processor".padStart(10)} ${"× first".padStart(10)} ${"memory".padStart(10)}`,
  );
  for (const { who, seconds, cpu, megabytes } of rows) {
    const ratio = (seconds / first.seconds).toFixed(2);
    const cells = [shown(seconds), shown(cpu), ratio, `${megabytes.toFixed(0)} MB`];
    console.log(`  ${who.padEnd(42)} ${cells.map((cell) => cell.padStart(10)).join(" ")}`);
  }
}

function shown(seconds) {
  return seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;
}

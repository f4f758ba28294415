// Training against the peers, all in one run:
//   node scripts/bench/train/bench.mjs [xor mnist mnist32 predict cnn] [--python=PATH] [--torch-python=PATH] [--rounds=5] [--without=tfjs]
// Every round takes each row once, in turn, in a process of its own, so that a busy machine treats all alike. A row shows the
// median of its rounds and their range; a ratio is worked out round by round, then its median and range.
// Build first (npm run build). Peers come from the Python named (default: .venv) and are named when they are missing.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { mnist } from "gradus";
import { libraryName } from "../../lib/nativeTargets.mjs";
import { cases } from "./cases.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(here, "..", "..", "..");
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
const wanted = args.filter((arg) => !arg.startsWith("--"));
const venv = path.join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const python = option("python") ?? process.env.GRADUS_PYTHON ?? (fs.existsSync(venv) ? venv : "python3");
const torchPython = option("torch-python") ?? python;
const rounds = Number(option("rounds") ?? 5);
const without = option("without")?.split(",") ?? [];

const data = fs.mkdtempSync(path.join(os.tmpdir(), "bench-train-"));
process.on("exit", () => fs.rmSync(data, { recursive: true, force: true }));

function run(command, commandArgs, blas = peers.blas) {
  const env = { ...process.env, GRADUS_OPENBLAS: blas ?? "off" };
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
  c: fs.existsSync(path.join(root, "dist", "native", libraryName(process.platform, process.arch))),
};
for (const [name, found] of Object.entries(peers)) {
  const wanted = {
    keras: "keras and tensorflow",
    torch: "torch",
    blas: "scipy-openblas32",
    c: "dist/native (npm run build, with a C compiler)",
  }[name];
  if (!found)
    console.log(`Left out: ${wanted} (not installed in ${name === "torch" ? torchPython : python})`);
}

/** The library that the environment names (`off`: none), else that of either Python; undefined: its rows are left out. */
function findOpenBlas() {
  const named = process.env.GRADUS_OPENBLAS;
  if (named) return named !== "off" && fs.existsSync(named) ? named : undefined;
  const script =
    "import os, scipy_openblas32 as b; print(os.path.join(b.get_lib_dir(), b.get_library(fullname=True)))";
  for (const interpreter of [python, torchPython]) {
    const { status, stdout } = spawnSync(interpreter, ["-c", script], { encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** `products`: where large ones are made, in WebAssembly, on the kernels that the build compiles from C, or by OpenBLAS. */
const ours = (name, threads, { products = "WebAssembly", dense = false } = {}) => {
  const native = products === "WebAssembly" ? "0" : "1";
  const script = [path.join(here, "ours.mjs"), name, String(threads), native, dense ? "1" : "0"];
  return run(process.execPath, script, products === "C" ? "off" : peers.blas);
};
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

/** The rows of one case: who, how to measure it once, and for ours the peers to be compared with. */
function rowsOf(name) {
  const tfjs = () => run(process.execPath, [path.join(here, "tfjs.mjs"), name, data]);
  const rows = [];
  const add = (who, measure, { wanted = true, against = [] } = {}) =>
    wanted && rows.push({ who, measure, against });
  if (name === "xor") {
    const keras = "Keras (50 epochs × 200)";
    add("Gradus", () => ours(name, 1), { against: [keras] });
    add(keras, () => peer(python, "keras_peer.py", name, 2), { wanted: peers.keras });
    add("TensorFlow.js (200 epochs × 50)", tfjs, { wanted: !without.includes("tfjs") });
    return rows;
  }
  for (const threads of [1, 2]) {
    const label = `${threads} thread${threads > 1 ? "s" : ""}`;
    const against = [`Keras, ${label}`, `PyTorch, ${label}`];
    for (const dense of name === "mnist" ? [false, true] : [false]) {
      const who = `Gradus, ${label}${dense ? ", dense input" : ""}`;
      add(who, () => ours(name, threads, { dense }), { against });
      for (const products of ["C", "OpenBLAS"]) {
        const wanted = name !== "predict" && (products === "C" ? peers.c : peers.blas !== undefined);
        add(`${who}, ${products}`, () => ours(name, threads, { products, dense }), { wanted, against });
      }
    }
    add(against[0], () => peer(python, "keras_peer.py", name, threads), { wanted: peers.keras });
    add(against[1], () => peer(torchPython, "torch_peer.py", name, threads), { wanted: peers.torch });
  }
  if (name !== "cnn") add("TensorFlow.js wasm (a part, scaled)", tfjs, { wanted: !without.includes("tfjs") });
  return rows;
}

/** Each row's results, round by round. */
function measure(rows) {
  const results = new Map(rows.map(({ who }) => [who, []]));
  for (let round = 0; round < rounds; round++)
    for (const { who, measure } of rows) results.get(who).push(measure());
  return results;
}

/** Middle, least and largest value. */
function spread(values) {
  const sorted = values.toSorted((p, q) => p - q);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], largest: sorted.at(-1) };
}

const duration = (seconds) => (seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(2)} s`);
const withRange = (values, show) => {
  const { median, least, largest } = spread(values);
  return `${show(median)} (${show(least)}–${show(largest)})`;
};

/** “Keras 0.51 (0.49–0.55), processor 0.40” for each peer that was measured. */
function comparisons({ who, against }, results) {
  const ratios = (peer, key) =>
    results.get(who).map((one, round) => one[key] / results.get(peer)[round][key]);
  const ratio = (value) => value.toPrecision(2);
  return against
    .filter((peer) => results.has(peer))
    .map((peer) => {
      const cpu = ratio(spread(ratios(peer, "cpu")).median);
      return `÷ ${peer.split(/[ ,]/)[0]} ${withRange(ratios(peer, "seconds"), ratio)}, processor ${cpu}`;
    });
}

await writeImages();
const gigabytes = (os.totalmem() / 2 ** 30).toFixed(0);
const { platform, arch, versions } = process;
const machine = [os.cpus()[0]?.model ?? "?", `${os.cpus().length} cores`, `${gigabytes} GB`, platform, arch];
console.log(`${machine.join(", ")}, Node ${versions.node}; ${rounds} rounds: median (least–largest)`);
for (const name of wanted.length > 0 ? wanted : Object.keys(cases)) {
  console.log(`\n${cases[name].title}`);
  const rows = rowsOf(name);
  const results = measure(rows);
  for (const row of rows) {
    const of = (key) => results.get(row.who).map((result) => result[key]);
    const cells = [
      withRange(of("seconds"), duration).padStart(30),
      `processor ${duration(spread(of("cpu")).median)}`.padStart(18),
      `${spread(of("megabytes")).median.toFixed(0)} MB`.padStart(8),
    ];
    console.log(`  ${row.who.padEnd(38)} ${cells.join(" ")}`);
    for (const line of comparisons(row, results)) console.log(`  ${"".padEnd(38)} ${line}`);
  }
}

// Measures this kernel beside ipykernel and stock tslab, in turns, and prints a table of medians with ratios.
// node scripts/bench/kernel/run.mjs [--python PATH] [--rounds N]   (Python with jupyter_client and ipykernel; completion is
// compared with that after `import tensorflow`, torch or numpy where it has one)
// Then the memory of several kernels at once and of one that idles, in a project with TensorFlow.js and in one without.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: "string", default: path.join(root, ".venv", "bin", "python") },
    rounds: { type: "string", default: "5" },
  },
});
const kernels = { gradus: "typescript", ipykernel: "python", "stock tslab": "typescript" };
const idleSeconds = 20;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-bench-"));
try {
  await writeKernelspecs();
  const results = measureInTurns();
  printTable(results);
  printMemory();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function writeKernelspecs() {
  const { kernelsUnder } = await import("../../../dist/jupyter/kernelFolders.js");
  const { installKernel } = await import("../../../dist/kernel/install.js");
  installKernel({ directory: kernelsUnder(folder), name: "gradus" });
  writeSpec("ipykernel", [values.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]);
  const tslab = path.join(root, "node_modules", "tslab", "bin", "tslab");
  writeSpec("stock-tslab", [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"]);
  // A project as a user has it: tfjs and Node's types installed, no tsconfig of ours.
  makeProject("project", ["@tensorflow", "@types"]);
  makeProject("small", ["@types"]);
}

function makeProject(name, packages) {
  const modules = path.join(folder, name, "node_modules");
  fs.mkdirSync(modules, { recursive: true });
  for (const each of packages)
    fs.symlinkSync(path.join(root, "node_modules", each), path.join(modules, each));
}

function writeSpec(name, argv) {
  const dir = path.join(folder, "share", "jupyter", "kernels", name);
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(
    path.join(dir, "kernel.json"),
    JSON.stringify({ argv, display_name: name, language: "x" }),
  );
}

function measureInTurns() {
  const results = Object.fromEntries(Object.keys(kernels).map((name) => [name, []]));
  // Our startup snapshot is made at the first use of a folder; the first round warms the disk and is not counted.
  measure("gradus", "typescript", "wait-for-snapshot");
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, language] of Object.entries(kernels)) {
      const measured = measure(name.replace(" ", "-"), language);
      if (round > 0) results[name].push(measured);
    }
  }
  return results;
}

function measure(kernel, language, ...more) {
  return python("measure.py", kernel, language, path.join(folder, "project"), ...more);
}

/** Runs a script of this folder's and reads what it prints. */
function python(name, kernel, ...args) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { stdout, stderr, status } = spawnSync(values.python, [script, kernel, ...args], {
    encoding: "utf8",
    env: {
      ...process.env,
      JUPYTER_PATH: path.join(folder, "share", "jupyter"),
      PYTHONWARNINGS: "ignore",
      GRADUS_CACHE_DIR: path.join(folder, `cache-${path.basename(args[1])}`),
      GRADUS_LANGUAGE_IDLE: String(idleSeconds),
    },
  });
  if (status !== 0) throw new Error(`Cannot measure ${kernel}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** The language process ends after five minutes without a question; who measures waits less. */
function printMemory() {
  const rows = [
    ["gradus", "typescript", "small"],
    ["gradus", "typescript", "project"],
    ["ipykernel", "python", "small"],
    ["stock-tslab", "typescript", "small"],
  ].map(([kernel, language, project]) => [
    project === "project" ? `${kernel}, with tfjs` : kernel,
    python("memory.py", kernel, language, path.join(folder, project), String(idleSeconds)),
  ]);
  const keys = Object.keys(rows[0][1]);
  console.log(`\n| | ${keys.join(" | ")} |\n|---|${"---|".repeat(keys.length)}`);
  for (const [name, one] of rows)
    console.log(`| ${name} | ${keys.map((key) => (key in one ? one[key].toFixed(0) : "–")).join(" | ")} |`);
}

function printTable(results) {
  const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
  const figure = (name, key) => {
    const numbers = results[name].map((one) => one[key]).filter((number) => number !== undefined);
    return numbers.length > 0 ? median(numbers) : undefined;
  };
  const show = (number) =>
    number === undefined ? "–" : number < 100 ? number.toFixed(1) : number.toFixed(0);
  const ratio = (a, b) => (a === undefined || b === undefined ? "–" : (a / b).toFixed(2));
  console.log(
    `Node ${process.version}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}, ${values.rounds} rounds, medians\n`,
  );
  console.log("| | gradus | ipykernel | stock tslab | gradus / ipykernel | gradus / stock |");
  console.log("|---|---|---|---|---|---|");
  for (const key of Object.keys(results.gradus[0])) {
    const [own, python, stock] = Object.keys(kernels).map((name) => figure(name, key));
    console.log(
      `| ${key} | ${show(own)} | ${show(python)} | ${show(stock)} | ${ratio(own, python)} | ${ratio(own, stock)} |`,
    );
  }
}

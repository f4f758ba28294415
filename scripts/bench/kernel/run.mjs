// Measures this kernel beside ipykernel and stock tslab, in turns, and prints a table of medians with ratios.
// node scripts/bench/kernel/run.mjs [--python PATH] [--rounds N]   (Python with jupyter_client and ipykernel)
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
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-bench-"));
try {
  await writeKernelspecs();
  const results = measureInTurns();
  printTable(results);
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
  const modules = path.join(folder, "project", "node_modules");
  fs.mkdirSync(modules, { recursive: true });
  for (const name of ["@tensorflow", "@types"])
    fs.symlinkSync(path.join(root, "node_modules", name), path.join(modules, name));
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
  const script = fileURLToPath(new URL("measure.py", import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    values.python,
    [script, kernel, language, path.join(folder, "project"), ...more],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        JUPYTER_PATH: path.join(folder, "share", "jupyter"),
        PYTHONWARNINGS: "ignore",
        GRADUS_CACHE_DIR: path.join(folder, "cache"),
      },
    },
  );
  if (status !== 0) throw new Error(`Cannot measure ${kernel}:\n${stderr}`);
  return JSON.parse(stdout);
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

// Runs the protocol tests (Python, jupyter_client) against the built kernel, in folders of their own, two files at a time.
// node test/protocol/run.mjs --python PATH [--soak] [PATTERN…]   e.g. test_interrupt.Interrupt
// Ends with a line `N passed, N failed` and exit code 1 if any failed.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string", default: path.join(here, "..", "..", ".venv", "bin", "python") },
    soak: { type: "boolean", default: false },
  },
});

const { kernelsUnder } = await import("../../dist/jupyter/kernelFolders.js");
const { installKernel } = await import("../../dist/kernel/install.js");

const modules = fs
  .readdirSync(here)
  .filter((name) => /^test_\w+\.py$/.test(name))
  .map((name) => name.slice(0, -".py".length));
/** What one Python process runs: the tests that were asked for, or one module of them. */
const runs = positionals.length > 0 ? [positionals] : modules.map((name) => [name]);
const totals = { passed: 0, failed: 0, skipped: 0 };
await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism(), runs.length) }, workOff));
const { passed, failed, skipped } = totals;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Runs what is left, one after the other, in a folder that no other run sees. */
async function workOff() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-protocol-"));
  try {
    installKernel({ directory: kernelsUnder(folder), name: "tslab", language: "typescript" });
    installKernel({ directory: kernelsUnder(folder), name: "jslab", language: "javascript" });
    for (const dir of ["home", "notebooks"]) fs.mkdirSync(path.join(folder, dir));
    for (let targets; (targets = runs.shift());) await runTests(targets, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runTests(targets, folder) {
  const home = path.join(folder, "home");
  // The tests run in their own folder: a path is meant from where the command was typed.
  const python = path.dirname(values.python) === "." ? values.python : path.resolve(values.python);
  const child = spawn(python, ["-m", "unittest", ...targets, "-v"], {
    cwd: here,
    stdio: ["ignore", "inherit", "pipe"],
    env: {
      ...process.env,
      HOME: home,
      JUPYTER_PATH: path.join(folder, "share", "jupyter"),
      JUPYTER_RUNTIME_DIR: path.join(home, "runtime"),
      JUPYTER_PLATFORM_DIRS: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONWARNINGS: "ignore",
      // The kernels of this run share their language process with each other, not with the user's.
      ...{ TMPDIR: folder, TEMP: folder, TMP: folder },
      KERNEL_NOTEBOOKS: path.join(folder, "notebooks"),
      KERNEL_NODE: process.execPath,
      // Startup snapshots are kept from run to run.
      GRADUS_CACHE_DIR: path.join(here, "..", "..", ".cache", "kernel-tests"),
      ...(values.soak ? { KERNEL_SOAK: "full" } : {}),
    },
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise((resolve) => child.on("close", resolve));
  process.stderr.write(output); // as a whole: another run prints, too
  const ran = Number(/^Ran (\d+) tests?/m.exec(output)?.[1] ?? 0);
  const count = (word) => Number(new RegExp(`${word}=(\\d+)`).exec(output)?.[1] ?? 0);
  const failed = code === 0 && ran > 0 ? 0 : Math.max(1, count("failures") + count("errors"));
  totals.failed += failed;
  totals.skipped += count("skipped");
  totals.passed += Math.max(0, ran - failed - count("skipped"));
}

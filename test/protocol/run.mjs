// Runs the protocol tests (Python, jupyter_client) against the built kernel, in folders of their own.
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
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-protocol-"));
try {
  installKernel({ directory: kernelsUnder(folder), name: "tslab", language: "typescript" });
  installKernel({ directory: kernelsUnder(folder), name: "jslab", language: "javascript" });
  process.exitCode = (await runTests()) ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function runTests() {
  const home = path.join(folder, "home");
  const notebooks = path.join(folder, "notebooks");
  for (const dir of [home, notebooks]) fs.mkdirSync(dir);
  const targets = positionals.length > 0 ? positionals : ["discover", "-s", ".", "-t", "."];
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
      KERNEL_NOTEBOOKS: notebooks,
      KERNEL_NODE: process.execPath,
      // Startup snapshots are kept from run to run.
      GRADUS_CACHE_DIR: path.join(here, "..", "..", ".cache", "kernel-tests"),
      ...(values.soak ? { KERNEL_SOAK: "full" } : {}),
    },
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stderr.write(text);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  const ran = Number(/^Ran (\d+) tests?/m.exec(output)?.[1] ?? 0);
  const count = (word) => Number(new RegExp(`${word}=(\\d+)`).exec(output)?.[1] ?? 0);
  const failed = code === 0 ? 0 : Math.max(1, count("failures") + count("errors"));
  const skipped = count("skipped");
  console.log(
    `${Math.max(0, ran - failed - skipped)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  return failed === 0 && ran > 0;
}

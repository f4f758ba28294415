// The lecture's search: epochs 1, 2, 3 × batch size 32, 64, three folds, 784-512-10, on all 60,000 images with one-hot labels;
// ours and scikit-learn with scikeras (grid.py beside it) one after the other, with nJobs 1 and -1.
//
//   npm run build && node scripts/bench/search/grid.mjs --python /path/to/python
//
// --python: one with scikeras, scikit-learn and tensorflow-cpu; without it only ours runs. --images 6000: a quick look.
// --jobs=-1: only that number of jobs. Memory is the proportional set size of a program with all its processes, at its highest.
// On a machine that does other things as well, look at the processor time: all of it, divided by the cores, is the least that
// the search can take.
import { spawn } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Watch } from "./processTree.mjs";

const { values } = parseArgs({
  options: {
    python: { type: "string" },
    images: { type: "string", default: "60000" },
    jobs: { type: "string", multiple: true, default: ["1", "-1"] },
  },
});
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Runs a program whose last line is JSON, and watches what it takes. */
async function measure(who, jobs, command, script) {
  const child = spawn(command, [script, values.images, jobs], { stdio: ["ignore", "pipe", "inherit"] });
  const watch = new Watch(child.pid);
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const { peakMb, processorSeconds } = watch.end();
  if (code !== 0) throw new Error(`Cannot measure ${who}: ${command} ended with code ${String(code)}`);
  const told = JSON.parse(output.trim().split("\n").at(-1));
  return { who, jobs: Number(jobs), processorSeconds, peakMb, ...told };
}

const rows = [];
for (const jobs of values.jobs) {
  rows.push(await measure("gradus", jobs, process.execPath, beside("ours.mjs")));
  if (values.python) rows.push(await measure("scikit-learn", jobs, values.python, beside("grid.py")));
}
const peer = Math.min(...rows.filter(({ who }) => who !== "gradus").map(({ seconds }) => seconds));
console.log(
  `${values.images} images, 18 fits and the last one; ${String(os.availableParallelism())} cores, load ${os.loadavg()[0].toFixed(1)}`,
);
console.log("                jobs  seconds  processor s  peak MB  best score  of the peer's better time");
for (const { who, jobs, seconds, processorSeconds, peakMb, bestScore } of rows) {
  const share = Number.isFinite(peer) ? `1/${(peer / seconds).toFixed(1)}` : "";
  console.log(
    who.padEnd(14) +
      String(jobs).padStart(6) +
      seconds.toFixed(1).padStart(9) +
      processorSeconds.toFixed(1).padStart(13) +
      String(Math.round(peakMb)).padStart(9) +
      bestScore.toFixed(4).padStart(12) +
      share.padStart(27),
  );
}

// The recipes of the cookbook beside the same jobs in Keras, scikit-learn and NumPy (tasks.py), in turns, each in a fresh process.
//
//   npm run build && node scripts/bench/cookbook/run.mjs --python /path/to/python
//
// --python: one with what test/fixtures/requirements.txt names, and scikeras; without it only ours runs. --rounds 3: the median
// counts. --job cnn: only that one; may be repeated. On a machine that does other things as well, look at the processor time.
import { spawn } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const titles = {
  csvClassification: "01 CSV to report, 100 epochs",
  cnn: "02 CNN with BatchNormalization",
  twoInTwoOut: "03 two inputs, two outputs",
  ownParts: "04 own layer, loss and metric",
  text: "05 text with masks, 30 epochs",
  augmentation: "06 images from a folder, shifted",
  gridSearch: "07 grid search, 30 settings",
  randomSearch: "07 random search, 8 networks",
  transfer: "08 freeze, new head, fine-tune",
  saveAndServe: "09 save, load, answer 100 times",
  numpyWork: "10 NumPy's work on 1797 × 64",
};
/** Why a job is not several times as fast. */
const reasons = {
  cnn: "convolutions: arithmetic on both sides, and a fresh process has few steps to save on",
  augmentation: "as 02; every image is cut by itself in the notebook's own loop",
  numpyWork: "NumPy's loops are compiled before they begin, ours while they run",
};
const { values } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "3" },
    job: { type: "string", multiple: true, default: Object.keys(titles) },
  },
});

/** Runs a program whose last line is JSON. */
async function measure(command, script, job) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(command, [file, job], { stdio: ["ignore", "pipe", "pipe"] });
  let [output, complaints] = ["", ""];
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (complaints += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0)
    throw new Error(`Cannot measure ${job}: ${script} ended with code ${String(code)}\n${complaints}`);
  return JSON.parse(output.trim().split("\n").at(-1));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Median seconds and processor seconds. */
const summary = (runs) => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  processor: median(runs.map(({ processor }) => processor)),
});

const seconds = (value) => value.toFixed(2).padStart(10);
const ratio = (ours, theirs) => (theirs / ours).toFixed(1).padStart(10);

console.log(
  `${String(os.availableParallelism())} cores, load ${os.loadavg()[0].toFixed(1)}, median of ${values.rounds}`,
);
console.log(`${"".padEnd(34)}  ours (s)  processor     Python  processor   × as fast  × by processor`);
for (const job of values.job) {
  const [ours, theirs] = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(await measure(process.execPath, "tasks.mjs", job));
    if (values.python) theirs.push(await measure(values.python, "tasks.py", job));
  }
  const us = summary(ours);
  let line = `${titles[job].padEnd(34)}${seconds(us.seconds)}${seconds(us.processor)}`;
  if (theirs.length > 0) {
    const them = summary(theirs);
    line += `${seconds(them.seconds)}${seconds(them.processor)}`;
    line += `${ratio(us.seconds, them.seconds)}${ratio(us.processor, them.processor)}`;
  }
  console.log(line + (job in reasons ? `  ${reasons[job]}` : ""));
}

// Milliseconds of processor time of arrays' work beside NumPy's, on one thread, and their ratios: matrix products with OpenBLAS and
// without, linear algebra, element by element work and reductions of a million numbers, and the lecture's XOR in matrices (60,000
// steps in a fresh process each). Both sides take turns at each case, so that a machine that slows down slows both; figures are
// medians of the rounds, with the least and the largest ratio. Usage, after `npm run build`:
// node scripts/bench/array/bench.mjs --python PATH (a Python with NumPy) [--rounds N] [--only WORD] [--slow] (squares of 2,048 and 4,096)
import { spawn, spawnSync } from "node:child_process";
import os from "node:os";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cases, slow } from "./cases.mjs";

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    slow: { type: "boolean", default: false },
  },
});
const openblasNamed = process.env.GRADUS_OPENBLAS;
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
const env = { ...process.env, OPENBLAS_NUM_THREADS: "1" };

const peer = spawn(options.python, [beside("peer.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
const answers = readline.createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
const nextAnswer = async () => {
  const { value, done } = await answers.next();
  if (done) throw new Error(`Cannot measure: ${options.python} has ended; it must have NumPy`);
  return JSON.parse(value);
};
const measurePeer = (name) => {
  peer.stdin.write(`${name}\n`);
  return nextAnswer();
};

/** Calls in a row for 20 ms, at least one; returns how many. */
function calls(run) {
  const start = performance.now();
  let count = 0;
  for (; count === 0 || performance.now() - start < 20; count++) run();
  return count;
}

/** Milliseconds of a call. First it runs as long again: during the other side's turn caches have filled with other things, and processors sleep. */
function measure(run) {
  calls(run);
  const before = process.cpuUsage();
  const count = calls(run);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** Milliseconds that a script says its loop took. */
function inFreshProcess(command, script) {
  const { stdout, stderr, status } = spawnSync(command, [beside(script)], { encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).seconds * 1000;
}

const median = (values) => values.toSorted((p, q) => p - q)[values.length >> 1];
const digits = (value) => String(Number(value.toPrecision(3)));

const { numpy } = await nextAnswer();
console.log(`${os.cpus()[0].model}, Node ${process.versions.node}, NumPy ${numpy}, ${options.rounds} rounds`);
console.log(["case", "Gradus ms", "NumPy ms", "ratio", "range"].join(" | "));
const all = {
  ...Object.fromEntries(
    Object.entries({ ...cases, ...(options.slow && slow) }).map(([name, { run, openblas, peer = name }]) => [
      name,
      async () => {
        if (openblas === false) process.env.GRADUS_OPENBLAS = "off";
        const ours = measure(run);
        if (openblasNamed === undefined) delete process.env.GRADUS_OPENBLAS;
        else process.env.GRADUS_OPENBLAS = openblasNamed;
        return [ours, await measurePeer(peer)];
      },
    ]),
  ),
  "XOR, 60,000 steps": () => [
    inFreshProcess(process.execPath, "xor.mjs"),
    inFreshProcess(options.python, "xor.py"),
  ],
};
for (const [name, once] of Object.entries(all)) {
  if (!name.includes(options.only)) continue;
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) rounds.push(await once());
  const ratios = rounds.map(([ours, theirs]) => ours / theirs);
  const figures = [
    median(rounds.map(([ours]) => ours)),
    median(rounds.map(([, theirs]) => theirs)),
    median(ratios),
  ];
  const range = `${digits(Math.min(...ratios))} – ${digits(Math.max(...ratios))}`;
  console.log([name, ...figures.map(digits), range].join(" | "));
}
peer.stdin.end();

// Processor time and bytes of a line plot of 1,000 points, each figure made anew: the PNG, and the whole bundle a notebook
// stores. With `--python PATH` (a Python with Matplotlib) its savefig of the same line, line.py beside it, in turns.
// Usage, after `npm run build`: node scripts/bench/plot/line.mjs [--python PATH] [--rounds N]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { plt } from "gradus";

const { values: options } = parseArgs({
  options: { python: { type: "string" }, rounds: { type: "string", default: "3" } },
});
const numWarm = 5;
const numTimed = 30;
const x = Array.from({ length: 1000 }, (_, i) => i / 100);
const y = x.map(Math.sin);

function figure() {
  plt.close();
  plt.plot(x, y, "b-", { label: "sin" }).title("sine").xlabel("x").ylabel("y");
  return plt.gcf().toFigure();
}

/** Milliseconds of processor time, system's included, of one call. */
function measure(run) {
  for (let i = 0; i < numWarm; i++) run();
  const start = process.cpuUsage();
  for (let i = 0; i < numTimed; i++) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / numTimed;
}

function measurePeer() {
  const script = fileURLToPath(new URL("line.py", import.meta.url));
  const { stdout, stderr, status } = spawnSync(options.python, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const rounds = [];
for (let round = 0; round < Number(options.rounds); round++) {
  rounds.push({
    png: measure(() => figure().toPng()),
    bundle: measure(() => figure().toBundle()),
    ...(options.python && { matplotlib: measurePeer().ms }),
  });
}
const best = (name) => Number(Math.min(...rounds.map((one) => one[name])).toFixed(1));
const bundle = figure().toBundle();
console.log(
  JSON.stringify({
    ms: Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, best(name)])),
    bytes: {
      png: figure().toPng().length,
      bundle: Buffer.byteLength(JSON.stringify(bundle)),
      ...(options.python && { matplotlib: measurePeer().bytes }),
    },
  }),
);

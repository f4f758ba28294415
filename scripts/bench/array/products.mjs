// Milliseconds of matrix products as lesson 01 has them, MNIST's pixels (81 % zeros), float32, times weights, float64; of square
// products; and of element by element work and reductions of a million numbers: the median of some rounds. With
// `--python PATH` (a Python with NumPy) NumPy's of the same shapes and types on one core, products.py beside it, in turns, and the
// ratios. Usage, after `npm run build`: node scripts/bench/array/products.mjs [--python PATH] [--rounds N]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mnist, random } from "gradus";

const { values: options } = parseArgs({
  options: { python: { type: "string" }, rounds: { type: "string", default: "5" } },
});

random.seed(0);
const [[images]] = await mnist.loadData();
const x = images.reshape([-1, 784]).astype("float32").div(255);
const few = x.slice(0, 10_000);
const dense = random.randn(1000, 784);
const [hidden, weights] = [random.randn(784, 128), random.randn(784, 10)];
const errors = random.randn(60_000, 10);
const image = x.slice(0, 1);
const [a, b, row] = [random.randn(1000, 1000), random.randn(1000, 1000), random.randn(1000)];
const products = {
  "dense[1000,784] . [784,128]": () => dense.dot(hidden),
  "x[10000,784] . W[784,128]": () => few.dot(hidden),
  "x[60000,784] . W[784,10]": () => x.dot(weights),
  "x.T[784,60000] . e[60000,10]": () => x.T.dot(errors),
  "x[1,784] . W[784,10]": () => image.dot(weights),
  ...Object.fromEntries(
    ["float64", "float32"].flatMap((dtype) =>
      [256, 512, 1024].map((n) => {
        const [a, b] = [random.randn(n, n).astype(dtype), random.randn(n, n).astype(dtype)];
        return [`${dtype}[${n},${n}] . [${n},${n}]`, () => a.dot(b)];
      }),
    ),
  ),
  "a + b, a million": () => a.add(b),
  "a * row, a million": () => a.mul(row),
  "exp(a), a million": () => a.exp(),
  "a > 0, a million": () => a.greater(0),
  "sum(a), a million": () => a.sum(),
  "mean(a, axis 0), a million": () => a.mean(0),
  "std(a, axis 1), a million": () => a.std(1),
  "max(a), a million": () => a.max(),
};

/** Milliseconds of a call, of so many in a row that they take 20. */
function measure(run) {
  run();
  const start = performance.now();
  let calls = 0;
  for (; calls === 0 || performance.now() - start < 20; calls++) run();
  return (performance.now() - start) / calls;
}

function measurePeer() {
  const script = fileURLToPath(new URL("products.py", import.meta.url));
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1" };
  const { stdout, stderr, status } = spawnSync(options.python, [script], { encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Three digits of the middle value, and of the least and the largest. */
const spread = (values) => {
  const sorted = values.map((value) => Number(value.toPrecision(3))).sort((p, q) => p - q);
  return { median: sorted[sorted.length >> 1], range: [sorted[0], sorted.at(-1)] };
};
const [ours, numpy] = [[], []];
for (let round = 0; round < Number(options.rounds); round++) {
  ours.push(Object.fromEntries(Object.entries(products).map(([name, run]) => [name, measure(run)])));
  if (options.python) numpy.push(measurePeer());
}
for (const name of Object.keys(products)) {
  const ratios = numpy.map((one, round) => ours[round][name] / one[name]);
  const ms = spread(ours.map((one) => one[name])).median;
  console.log(JSON.stringify({ name, ms, ...(ratios.length > 0 && { ratio: spread(ratios) }) }));
}

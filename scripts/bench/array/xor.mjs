// The lecture's XOR in matrices, 60,000 full-batch steps of a 2-2-1 network, written with NDArray as the lecture writes it with
// NumPy; bench.mjs runs it beside xor.py, its peer.
import { array, div, exp, random } from "gradus";

const sigmoid = (z) => div(1, exp(z.neg()).add(1));
const slope = (a) => a.mul(a.neg().add(1));

random.seed(0);
const x = array([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const t = array([[0], [1], [1], [0]]);
let w1 = random.uniform(-1, 1, [2, 2]);
let w2 = random.uniform(-1, 1, [2, 1]);
let b1 = array([[0, 0]]);
let b2 = array([[0]]);
const rate = 0.5;

const start = performance.now();
for (let step = 0; step < 60_000; step++) {
  const a1 = sigmoid(x.dot(w1).add(b1));
  const y = sigmoid(a1.dot(w2).add(b2));
  const d2 = y.sub(t).mul(slope(y));
  const d1 = d2.dot(w2.T).mul(slope(a1));
  w2 = w2.sub(a1.T.dot(d2).div(4).mul(rate));
  b2 = b2.sub(d2.sum(0, { keepDims: true }).div(4).mul(rate));
  w1 = w1.sub(x.T.dot(d1).div(4).mul(rate));
  b1 = b1.sub(d1.sum(0, { keepDims: true }).div(4).mul(rate));
}
const seconds = (performance.now() - start) / 1000;
const y = sigmoid(sigmoid(x.dot(w1).add(b1)).dot(w2).add(b2));
console.log(
  JSON.stringify({
    seconds: Number(seconds.toFixed(2)),
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    outputs: y.flatten().round(6).toArray(),
  }),
);

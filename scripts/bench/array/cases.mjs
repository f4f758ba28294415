// What bench.mjs measures: each case has a namesake in peer.py. With `openblas: false` ours runs without OpenBLAS.
import { array, mnist, np, random } from "gradus";

random.seed(0);
const [[images]] = await mnist.loadData();
const x = images.reshape([-1, 784]).astype("float32").div(255);
const few = x.slice(0, 10_000);
const image = x.slice(0, 1);
const dense = random.randn(1000, 784);
const [hidden, weights] = [random.randn(784, 128), random.randn(784, 10)];
const errors = random.randn(60_000, 10);

/** Lesson 01's shapes: MNIST's pixels, 81 % zeros, times weights; NumPy multiplies zeros as well. */
const lessons = {
  "x[10000,784] . W[784,128]": { run: () => few.dot(hidden) },
  "x[60000,784] . W[784,10]": { run: () => x.dot(weights) },
  "x.T[784,60000] . e[60000,10]": { run: () => x.T.dot(errors) },
  "x[1,784] . W[784,10]": { run: () => image.dot(weights) },
};

/** A product with OpenBLAS, where there is one, and without. */
const bothWays = (name, run) => [
  [name, { run }],
  [`${name}, without OpenBLAS`, { run, openblas: false, peer: name }],
];
const products = Object.fromEntries([
  ...bothWays("dense[1000,784] . [784,128]", () => dense.dot(hidden)),
  ...["float64", "float32"].flatMap((dtype) =>
    [256, 512, 1024].flatMap((n) => {
      const [a, b] = [random.randn(n, n).astype(dtype), random.randn(n, n).astype(dtype)];
      return bothWays(`${dtype}[${n},${n}] . [${n},${n}]`, () => a.dot(b));
    }),
  ),
]);

/** So large that a call takes seconds: only where they are asked for. */
export const slow = Object.fromEntries(
  ["float64", "float32"].flatMap((dtype) =>
    [2048, 4096].map((n) => {
      const operands = () => [random.randn(n, n).astype(dtype), random.randn(n, n).astype(dtype)];
      let both;
      const run = () => {
        const [a, b] = (both ??= operands());
        return a.dot(b);
      };
      return [`${dtype}[${n},${n}] . [${n},${n}]`, { run }];
    }),
  ),
);

const square = random.randn(500, 500);
const [symmetric, definite] = [square.add(square.T), square.dot(square.T).add(np.eye(500).mul(500))];
const linear = {
  inv: () => np.linalg.inv(square),
  solve: () => np.linalg.solve(square, square),
  det: () => np.linalg.det(square),
  svd: () => np.linalg.svd(square),
  eigh: () => np.linalg.eigh(symmetric),
  qr: () => np.linalg.qr(square),
  cholesky: () => np.linalg.cholesky(definite),
};

const [a, b] = [random.randn(1000, 1000), random.randn(1000, 1000)];
const [row, column] = [random.randn(1000), random.randn(1000, 1)];
const [f, mask, positive] = [a.astype("float32"), a.greater(0), a.abs().add(1e-3)];
const holes = np.where(a.greater(1), NaN, a);
const positiveFloats = positive.astype("float32");
const integers = random.randint(1, 1000, [1000, 1000]);
const million = {
  "a + b": () => a.add(b),
  "a * 2": () => a.mul(2),
  "a * row": () => a.mul(row),
  "a - column": () => a.sub(column),
  "f + f": () => f.add(f),
  "a > 0": () => a.greater(0),
  "f > 0": () => f.greater(0),
  "exp(a)": () => a.exp(),
  "log(p)": () => positive.log(),
  "tanh(a)": () => a.tanh(),
  "exp(f)": () => f.exp(),
  "log(g)": () => positiveFloats.log(),
  "tanh(f)": () => f.tanh(),
  "sin(a)": () => a.sin(),
  "p ** 2.5": () => positive.pow(2.5),
  "i + i": () => integers.add(integers),
  "i % 7": () => integers.mod(7),
  "where(mask, a, 0)": () => np.where(mask, a, 0),
  "a as int32": () => a.astype("int32"),
  "sqrt(p)": () => positive.sqrt(),
  "maximum(a, b)": () => np.maximum(a, b),
  "clip(a, -1, 1)": () => a.clip(-1, 1),
  "round(a, 2)": () => a.round(2),
  "a ** 2": () => a.pow(2),
  "abs(a)": () => a.abs(),
  "sum(a)": () => a.sum(),
  "sum(f)": () => f.sum(),
  "sum(mask)": () => mask.sum(),
  "var(a)": () => a.var(),
  "max(a)": () => a.max(),
  "argmax(a)": () => a.argmax(),
  "all(mask)": () => mask.all(),
  "sum(a, axis 0)": () => a.sum(0),
  "mean(a, axis 0)": () => a.mean(0),
  "std(a, axis 0)": () => a.std(0),
  "max(a, axis 0)": () => a.max(0),
  "any(mask, axis 0)": () => mask.any(0),
  "mean(a, axis 1)": () => a.mean(1),
  "std(a, axis 1)": () => a.std(1),
  "max(a, axis 1)": () => a.max(1),
  "argmax(a, axis 1)": () => a.argmax(1),
  "argmax(a, axis 0)": () => a.argmax(0),
  "norm(a)": () => np.linalg.norm(a),
  "nansum(a)": () => np.nansum(a),
  "nanmean(holes)": () => np.nanmean(holes),
  "nanvar(holes)": () => np.nanvar(holes),
  "nanmax(holes, axis 0)": () => np.nanmax(holes, 0),
  "median(a)": () => np.median(a),
  "percentile(f, [5, 95])": () => np.percentile(f, [5, 95]),
  "median(a, axis 0)": () => np.median(a, 0),
  "cumsum(a)": () => np.cumsum(a),
  "cumsum(f, axis 0)": () => np.cumsum(f, 0),
  "diff(a)": () => np.diff(a),
  "hypot(a, b)": () => np.hypot(a, b),
  "isclose(a, b)": () => np.isclose(a, b),
  "sinc(f)": () => np.sinc(f),
  "sort(a)": () => np.sort(a),
  "argsort(f)": () => np.argsort(f.ravel()),
  "unique(i)": () => np.unique(integers),
};

const [p, q] = [array([[1, 2], [3, 4]]), array([5, 6])]; // prettier-ignore
const small = {
  "p[2,2] + q[2]": () => p.add(q),
  "p[2,2] . p": () => p.dot(p),
  "exp(p[2,2])": () => p.exp(),
  "sum(p[2,2], axis 0)": () => p.sum(0),
};

const plain = (group) => Object.fromEntries(Object.entries(group).map(([name, run]) => [name, { run }]));
export const cases = { ...lessons, ...products, ...plain(linear), ...plain(million), ...plain(small) };

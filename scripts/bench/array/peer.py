# The peer of bench.mjs in NumPy: reads a case's name from each line and answers with its milliseconds of processor time. As many
# zeros as MNIST has.
import functools
import json
import sys
import time

import numpy as np

rng = np.random.default_rng(0)
x = rng.random((60000, 784), np.float32)
x[x > 0.19] = 0
few, image = x[:10000], x[:1]
dense = rng.standard_normal((1000, 784))
hidden, weights = rng.standard_normal((784, 128)), rng.standard_normal((784, 10))
errors = rng.standard_normal((60000, 10))
square = rng.standard_normal((500, 500))
symmetric, definite = square + square.T, square @ square.T + 500 * np.eye(500)
a, b = rng.standard_normal((1000, 1000)), rng.standard_normal((1000, 1000))
row, column = rng.standard_normal(1000), rng.standard_normal((1000, 1))
f, mask, positive = a.astype(np.float32), a > 0, abs(a) + 1e-3
g, i = positive.astype(np.float32), rng.integers(1, 1000, (1000, 1000), np.int32)
holes = np.where(a > 1, np.nan, a)
p, q = np.array([[1.0, 2], [3, 4]]), np.array([5.0, 6])
cases = {
    "x[10000,784] . W[784,128]": lambda: few @ hidden,
    "x[60000,784] . W[784,10]": lambda: x @ weights,
    "x.T[784,60000] . e[60000,10]": lambda: x.T @ errors,
    "x[1,784] . W[784,10]": lambda: image @ weights,
    "dense[1000,784] . [784,128]": lambda: dense @ hidden,
    "inv": lambda: np.linalg.inv(square),
    "solve": lambda: np.linalg.solve(square, square),
    "det": lambda: np.linalg.det(square),
    "svd": lambda: np.linalg.svd(square, full_matrices=False),
    "eigh": lambda: np.linalg.eigh(symmetric),
    "qr": lambda: np.linalg.qr(square),
    "cholesky": lambda: np.linalg.cholesky(definite),
    "a + b": lambda: a + b,
    "a * 2": lambda: a * 2,
    "a * row": lambda: a * row,
    "a - column": lambda: a - column,
    "f + f": lambda: f + f,
    "a > 0": lambda: a > 0,
    "f > 0": lambda: f > 0,
    "exp(a)": lambda: np.exp(a),
    "log(p)": lambda: np.log(positive),
    "tanh(a)": lambda: np.tanh(a),
    "exp(f)": lambda: np.exp(f),
    "log(g)": lambda: np.log(g),
    "tanh(f)": lambda: np.tanh(f),
    "sin(a)": lambda: np.sin(a),
    "p ** 2.5": lambda: positive**2.5,
    "i + i": lambda: i + i,
    "i % 7": lambda: i % 7,
    "where(mask, a, 0)": lambda: np.where(mask, a, 0),
    "a as int32": lambda: a.astype(np.int32),
    "sqrt(p)": lambda: np.sqrt(positive),
    "maximum(a, b)": lambda: np.maximum(a, b),
    "clip(a, -1, 1)": lambda: np.clip(a, -1, 1),
    "round(a, 2)": lambda: np.round(a, 2),
    "a ** 2": lambda: a**2,
    "abs(a)": lambda: np.abs(a),
    "sum(a)": lambda: a.sum(),
    "sum(f)": lambda: f.sum(),
    "sum(mask)": lambda: mask.sum(),
    "var(a)": lambda: a.var(),
    "max(a)": lambda: a.max(),
    "argmax(a)": lambda: a.argmax(),
    "all(mask)": lambda: mask.all(),
    "sum(a, axis 0)": lambda: a.sum(0),
    "mean(a, axis 0)": lambda: a.mean(0),
    "std(a, axis 0)": lambda: a.std(0),
    "max(a, axis 0)": lambda: a.max(0),
    "any(mask, axis 0)": lambda: mask.any(0),
    "mean(a, axis 1)": lambda: a.mean(1),
    "std(a, axis 1)": lambda: a.std(1),
    "max(a, axis 1)": lambda: a.max(1),
    "argmax(a, axis 1)": lambda: a.argmax(1),
    "argmax(a, axis 0)": lambda: a.argmax(0),
    "norm(a)": lambda: np.linalg.norm(a),
    "nansum(a)": lambda: np.nansum(a),
    "nanmean(holes)": lambda: np.nanmean(holes),
    "nanvar(holes)": lambda: np.nanvar(holes),
    "nanmax(holes, axis 0)": lambda: np.nanmax(holes, 0),
    "median(a)": lambda: np.median(a),
    "percentile(f, [5, 95])": lambda: np.percentile(f, [5, 95]),
    "median(a, axis 0)": lambda: np.median(a, 0),
    "cumsum(a)": lambda: np.cumsum(a),
    "cumsum(f, axis 0)": lambda: np.cumsum(f, 0),
    "diff(a)": lambda: np.diff(a),
    "hypot(a, b)": lambda: np.hypot(a, b),
    "isclose(a, b)": lambda: np.isclose(a, b),
    "sinc(f)": lambda: np.sinc(f),
    "sort(a)": lambda: np.sort(a),
    "argsort(f)": lambda: np.argsort(f.ravel()),
    "unique(i)": lambda: np.unique(i),
    "p[2,2] + q[2]": lambda: p + q,
    "p[2,2] . p": lambda: p @ p,
    "exp(p[2,2])": lambda: np.exp(p),
    "sum(p[2,2], axis 0)": lambda: p.sum(0),
}


def product(dtype, n):
    @functools.cache
    def operands():
        return [rng.standard_normal((n, n)).astype(dtype) for _ in range(2)]

    return lambda: operands()[0] @ operands()[1]


for dtype in ("float64", "float32"):
    for n in (256, 512, 1024, 2048, 4096):
        cases[f"{dtype}[{n},{n}] . [{n},{n}]"] = product(dtype, n)


def calls(run):
    start, count = time.perf_counter(), 0
    while count == 0 or time.perf_counter() - start < 0.02:
        run()
        count += 1
    return count


def measure(run):
    calls(run)
    before = time.process_time()
    count = calls(run)
    return (time.process_time() - before) * 1000 / count


np.seterr(all="ignore")
print(json.dumps({"numpy": np.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(measure(cases[line.strip()])), flush=True)

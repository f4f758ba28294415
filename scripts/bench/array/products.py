# The peer of products.mjs in NumPy: python scripts/bench/array/products.py. As many zeros as MNIST has, which NumPy multiplies as well.
import json
import time

import numpy as np

rng = np.random.default_rng(0)
x = rng.random((60000, 784), np.float32)
x[x > 0.19] = 0
few, image = x[:10000], x[:1]
dense = rng.standard_normal((1000, 784))
hidden, weights = rng.standard_normal((784, 128)), rng.standard_normal((784, 10))
errors = rng.standard_normal((60000, 10))
a, b, row = rng.standard_normal((1000, 1000)), rng.standard_normal((1000, 1000)), rng.standard_normal(1000)
products = {
    "dense[1000,784] . [784,128]": lambda: dense @ hidden,
    "x[10000,784] . W[784,128]": lambda: few @ hidden,
    "x[60000,784] . W[784,10]": lambda: x @ weights,
    "x.T[784,60000] . e[60000,10]": lambda: x.T @ errors,
    "x[1,784] . W[784,10]": lambda: image @ weights,
    "a + b, a million": lambda: a + b,
    "a * row, a million": lambda: a * row,
    "exp(a), a million": lambda: np.exp(a),
    "a > 0, a million": lambda: a > 0,
    "sum(a), a million": lambda: a.sum(),
    "mean(a, axis 0), a million": lambda: a.mean(0),
    "std(a, axis 1), a million": lambda: a.std(1),
    "max(a), a million": lambda: a.max(),
}
for dtype in ("float64", "float32"):
    for n in (256, 512, 1024):
        p, q = (rng.standard_normal((n, n)).astype(dtype) for _ in range(2))
        products[f"{dtype}[{n},{n}] . [{n},{n}]"] = lambda p=p, q=q: p @ q


def measure(run):
    run()
    start = time.perf_counter()
    calls = 0
    while calls == 0 or time.perf_counter() - start < 0.02:
        run()
        calls += 1
    return (time.perf_counter() - start) * 1000 / calls


print(json.dumps({name: min(measure(run) for _ in range(3)) for name, run in products.items()}))

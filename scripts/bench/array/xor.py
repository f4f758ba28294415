# The peer of xor.mjs in NumPy: python scripts/bench/array/xor.py
import json
import resource
import time

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


np.random.seed(0)
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
t = np.array([[0], [1], [1], [0]], float)
w1, w2 = np.random.uniform(-1, 1, (2, 2)), np.random.uniform(-1, 1, (2, 1))
b1, b2 = np.zeros((1, 2)), np.zeros((1, 1))
rate = 0.5
start = time.perf_counter()
for _ in range(60_000):
    a1 = sigmoid(x @ w1 + b1)
    y = sigmoid(a1 @ w2 + b2)
    d2 = (y - t) * (y * (1 - y))
    d1 = (d2 @ w2.T) * (a1 * (1 - a1))
    w2 = w2 - rate * (a1.T @ d2 / 4)
    b2 = b2 - rate * (d2.sum(0, keepdims=True) / 4)
    w1 = w1 - rate * (x.T @ d1 / 4)
    b1 = b1 - rate * (d1.sum(0, keepdims=True) / 4)
seconds = time.perf_counter() - start
y = sigmoid(sigmoid(x @ w1 + b1) @ w2 + b2)
print(json.dumps(dict(seconds=round(seconds, 2), maxRssMb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, outputs=y.ravel().round(6).tolist())))

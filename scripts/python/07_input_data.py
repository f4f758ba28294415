# step: tensor
# under: build
# claim: shape = x.shape
# claim: x[1][1][4] = x[1, 1, 4]
import numpy as np

x = np.arange(30).reshape(3, 2, 5)
print(x.ndim, x.shape, x[1][1][4], x[1, 1, 4])

# step: one-index
# under: picked-reveal
# claim: numbers that one index of axis 0, 1, 2 takes = sizes
sizes = [x[1].size, x[:, 1].size, x[:, :, 1].size]
print(sizes)

# step: reshape-and-transpose
# under: reshape
# claim: reshape keeps the order = matrix.reshape(3, 2).ravel()
# claim: transpose does not = matrix.T.ravel()
matrix = np.array([[1, 2, 3], [4, 5, 6]])
print(matrix.reshape(3, 2).ravel(), matrix.T.ravel())

# step: flatten
# under: flatten-reveal
import keras

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
flat = images.reshape(60000, 784)
print(14 * 28 + 9, flat[0, 401] == images[0, 14, 9], np.array_equal(flat[0].reshape(28, 28), images[0]))

# step: data-types
# under: dtype
# claim: MB of MNIST as uint8 = images.nbytes / 1e6
# claim: MB of MNIST as float32 (600 images × 100) = images.astype("float32").nbytes / 1e6
print(images.nbytes / 1e6, images.astype("float32").nbytes / 1e6, "MB")

# step: overflow
# under: overflow
# claim: 255 + 1 in uint8 = counter[0]
counter = np.array([255], dtype="uint8")
counter += 1
print(counter)

# step: vectors
# under: vectors
# claim: iris [batch, features] = flowers.shape
from sklearn.datasets import load_iris

flowers, species = load_iris(return_X_y=True)
print(flowers.shape, species.shape)

# step: channels
# under: channelplot
# claim: shape with the channel axis = with_channel.shape
with_channel = images[..., np.newaxis]  # or images.reshape(60000, 28, 28, 1)
print(with_channel.shape)

# step: windows
# under: series
# claim: shape of the windows = windows.shape
noise = np.random.RandomState(0).normal(0, 0.1, 1000)
series = np.sin(0.1 * np.arange(1000)) + noise
steps = 20
views = np.lib.stride_tricks.sliding_window_view(series[:-1], steps)
windows, targets = views[:, :, np.newaxis], series[steps:]
print(windows.shape, targets.shape, targets[0] == series[20])

# step: forecast
# under: predictrun-reveal
# claim: test error, three seeds = errors
from keras import layers

def forecaster(seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        layers.Input(shape=(steps, 1)),
        layers.Flatten(),
        layers.Dense(16, activation="relu"),
        layers.Dense(1),
    ])
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=0.01))
    model.fit(windows[:784], targets[:784], epochs=20, verbose=0)  # in the order of time
    return model

errors = [forecaster(seed).evaluate(windows[784:], targets[784:], verbose=0) for seed in range(3)]
print(np.round(errors, 3))

# step: last-value
# under: lastvalue
# claim: error of “the same as the last value” = lazy
lazy = np.mean((windows[784:, -1, 0] - targets[784:]) ** 2)
print(lazy.round(3))

# step: classifier
# under: classifier
feed_x = flat[:2000].astype("float32") / 255
feed_y = keras.utils.to_categorical(labels[:2000], 10)

def classifier():
    keras.utils.set_random_seed(7)
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
    return model

# step: feed-arrays
# under: feedarrays
from_arrays = classifier()
from_arrays.fit(feed_x, feed_y, batch_size=100, epochs=2, shuffle=False, verbose=0)

# step: feed-dataset
# under: feeddataset
import tensorflow as tf

dataset = tf.data.Dataset.from_tensor_slices((feed_x, feed_y)).batch(100)
from_dataset = classifier()
from_dataset.fit(dataset, epochs=2, verbose=0)

# step: feed-sequence
# under: feedsequence
class Hundreds(keras.utils.PyDataset):  # keras.utils.Sequence is its old name
    def __len__(self):
        return 20

    def __getitem__(self, index):
        batch = slice(index * 100, (index + 1) * 100)
        return feed_x[batch], feed_y[batch]

from_sequence = classifier()
from_sequence.fit(Hundreds(), epochs=2, shuffle=False, verbose=0)

# step: feed-generator
# under: feedgenerator
def endless():
    while True:
        for i in range(0, 2000, 100):
            yield feed_x[i : i + 100], feed_y[i : i + 100]

from_generator = classifier()
from_generator.fit(endless(), epochs=2, steps_per_epoch=20, verbose=0)

# step: same-weights
# under: feedsame
# claim: difference of weights: array against Dataset, Sequence, generator = gaps
first = from_arrays.get_weights()[0]
others = (from_dataset, from_sequence, from_generator)
gaps = [np.abs(model.get_weights()[0] - first).max() for model in others]
print("largest gap below 1e-6:", max(gaps) < 1e-6)

# step: idx-file
# under: disk
# claim: bytes of the file: header and pixels = file.stat().st_size
import pathlib
import tempfile

folder = tempfile.TemporaryDirectory()
file = pathlib.Path(folder.name) / "train-images-idx3-ubyte"
header = np.array([2051, 60000, 28, 28], dtype=">i4")  # kind, images, rows, columns
file.write_bytes(header.tobytes() + images.tobytes())
print(file.stat().st_size)

# step: feed-from-disk
# under: fromdisk
class FromDisk(keras.utils.PyDataset):
    """Batches read from the file as they are needed; it is never whole in memory."""

    def __init__(self, file, labels):
        super().__init__()
        self.pixels = np.memmap(file, dtype="uint8", mode="r", offset=16).reshape(-1, 784)
        self.labels = labels

    def __len__(self):
        return 20

    def __getitem__(self, index):
        batch = slice(index * 100, (index + 1) * 100)
        return self.pixels[batch].astype("float32") / 255, self.labels[batch]

# step: fit-from-disk
# under: diskfit-reveal
# claim: difference of weights: disk against arrays = apart
from_disk = classifier()
from_disk.fit(FromDisk(file, feed_y), epochs=2, shuffle=False, verbose=0)
apart = np.abs(from_disk.get_weights()[0] - first).max()
print("same weights as from arrays:", apart < 1e-6)

# step: one-axis-or-two
# under: misconception
# claim: [3, 1] − [3] = (column - row).shape
row = np.array([1, 2, 3])
column = row.reshape(3, 1)
print((column - row).shape)

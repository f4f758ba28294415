# step: five-verbs
# under: verbs
# claim: epochs in history, numbers from evaluate = [len(history["loss"]), len(scores)]
# claim: shape from predict = outputs.shape
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
xor_x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
xor_y = np.array([[0], [1], [1], [0]], "float32")
small = keras.Sequential()
small.add(layers.Input(shape=(2,)))
small.add(layers.Dense(4, activation="tanh"))
small.add(layers.Dense(1, activation="sigmoid"))
small.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
history = small.fit(xor_x, xor_y, epochs=3, verbose=0).history
scores = small.evaluate(xor_x, xor_y, verbose=0)
outputs = small.predict(xor_x, verbose=0)
print(list(history), len(history["loss"]), len(scores), outputs.shape)

# step: shapes-of-a-cnn
# under: cnnclaims
# claim: parameters of each layer = [layer.count_params() for layer in cnn.layers]
def convolutional():
    return keras.Sequential([
        layers.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

cnn = convolutional()
for layer in cnn.layers:
    print(f"{type(layer).__name__:13} {str(layer.output.shape):21} {layer.count_params():6}")
print(cnn.count_params())

# step: convolve
# under: convolve
def convolve(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    return (windows * kernel).sum(axis=(2, 3))

def pool(image):
    return image.reshape(13, 2, 13, 2).max(axis=(1, 3))

# step: filters
# under: filters
# claim: an edge filter on a plain surface: largest size = abs(flat).max()
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
vertical_edges = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
reaction = convolve(train_images[0] / 255, vertical_edges)
flat = convolve(np.ones((28, 28)), vertical_edges)
print(reaction.shape, pool(reaction).shape, flat.min(), flat.max())

# step: train-a-cnn
# under: cnnfit
train_x, test_x = train_images.astype("float32") / 255, test_images.astype("float32") / 255
train_y, test_y = keras.utils.to_categorical(train_labels, 10), keras.utils.to_categorical(test_labels, 10)
keras.utils.set_random_seed(1)
reader = convolutional()
reader.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
reader.fit(train_x[..., np.newaxis], train_y, epochs=1, batch_size=128, verbose=0)

# step: train-fully-connected
# under: densefit
connected = keras.Sequential([
    layers.Input(shape=(28, 28)),
    layers.Flatten(),
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
connected.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
connected.fit(train_x, train_y, epochs=3, batch_size=128, verbose=0)

# step: shifted-digits
# under: shifted-reveal
# claim: CNN after one epoch, digits as they are = cnn_accuracy
# claim: digits shifted by 2 pixels: CNN minus fully connected = moved_cnn - moved_dense
moved_x = np.pad(test_x, ((0, 0), (0, 0), (2, 0)))[:, :, :28]
cnn_accuracy = reader.evaluate(test_x[..., np.newaxis], test_y, verbose=0)[1]
moved_cnn = reader.evaluate(moved_x[..., np.newaxis], test_y, verbose=0)[1]
moved_dense = connected.evaluate(moved_x, test_y, verbose=0)[1]
print(f"CNN {cnn_accuracy:.2f}; shifted: CNN {moved_cnn:.2f}, fully connected {moved_dense:.2f}")

# step: embedding
# under: embedding
# claim: shape for ten words = vectors.shape
# claim: output minus row of the table = np.abs(vectors[0, 2] - table[4]).max()
words = keras.Sequential([layers.Input(shape=(10,)), layers.Embedding(1000, 64)])
tokens = np.array([[3, 1, 4, 1, 5, 9, 2, 6, 5, 3]])
vectors = words.predict(tokens, verbose=0)
table = words.get_weights()[0]
print(vectors.shape, words.count_params(), np.array_equal(vectors[0, 2], table[4]))

# step: embedding-in-the-plane
# under: planefit
# claim: accuracy = plane_accuracy
keras.utils.set_random_seed(0)
ids = np.arange(10).reshape(10, 1)
groups = keras.utils.to_categorical((ids % 2 * 2 + (ids > 4)).ravel(), 4)
plane = keras.Sequential([
    layers.Input(shape=(1,)),
    layers.Embedding(10, 2),
    layers.Flatten(),
    layers.Dense(4, activation="softmax"),
])
adam = keras.optimizers.Adam(learning_rate=0.05)
plane.compile(loss="categorical_crossentropy", optimizer=adam, metrics=["accuracy"])
plane.fit(ids, groups, epochs=100, batch_size=10, verbose=0)
plane_loss, plane_accuracy = plane.evaluate(ids, groups, verbose=0)
print("accuracy", plane_accuracy, " loss below 0.02:", plane_loss < 0.02)

# step: losses
# under: losses
probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]])
classes = np.array([0, 2, 2])
by_hand = -(np.log(0.7) + np.log(0.6) + np.log(0.3)) / 3
print(f"{by_hand:.6f}")

# step: losses-of-keras
# under: lossesmore
# claim: CategoricalCrossentropy, SparseCategoricalCrossentropy = three[:2]
# claim: all outputs doubled: the same = three[2]
from keras import losses

one_hot = keras.utils.to_categorical(classes, 3)
one_hot_loss, integer_loss = losses.CategoricalCrossentropy(), losses.SparseCategoricalCrossentropy()
three = [
    float(one_hot_loss(one_hot, probabilities)),
    float(integer_loss(classes, probabilities)),
    float(one_hot_loss(one_hot, 2 * probabilities)),
]
print([round(loss, 6) for loss in three])

# step: sure-and-wrong
# under: lossplot-reveal
# claim: charged at 0.01: absolute error, squared error, cross-entropy = charged
right, said = np.array([[1.0]]), np.array([[0.01]])
kinds = losses.MeanAbsoluteError(), losses.MeanSquaredError(), losses.BinaryCrossentropy()
charged = [float(kind(right, said)) for kind in kinds]
print(np.round(charged, 4))

# step: labels-that-do-not-fit
# under: mixed
mixed = keras.Sequential([layers.Input(shape=(784,)), layers.Dense(10, activation="softmax")])
mixed.compile(loss="categorical_crossentropy", optimizer="sgd")
try:
    mixed.fit(test_x.reshape(-1, 784), test_labels, verbose=0)
except ValueError as error:
    print(error)

# step: metrics
# under: metrics-reveal
# claim: Accuracy = score(metrics.Accuracy(), one_hot, probabilities)
# claim: CategoricalAccuracy = score(metrics.CategoricalAccuracy(), one_hot, probabilities)
from keras import metrics

def score(metric, truth, given):
    metric.update_state(truth, given)
    return float(metric.result())

print(score(metrics.Accuracy(), one_hot, probabilities))
print(f"{score(metrics.CategoricalAccuracy(), one_hot, probabilities):.4f}")
print(f"{score(metrics.SparseCategoricalAccuracy(), classes, probabilities):.4f}")
print(f"{score(metrics.Accuracy(), classes, probabilities.argmax(axis=1)):.4f}")

# step: default-learning-rates
# under: optimizers
from keras import optimizers

family = {
    "SGD": optimizers.SGD(),
    "momentum": optimizers.SGD(momentum=0.9),
    "Adagrad": optimizers.Adagrad(),
    "Adadelta": optimizers.Adadelta(),
    "RMSprop": optimizers.RMSprop(),
    "Adam": optimizers.Adam(),
}
for name, optimizer in family.items():
    print(f"{name:9} {float(optimizer.learning_rate):.3f}")

# step: first-steps
# under: optimizersteps
# claim: SGD, Adagrad = [first_step("SGD"), first_step("Adagrad")]
def first_step(name):
    weight = keras.Variable([0.0])
    optimizer = family[name].from_config(family[name].get_config())  # a fresh one
    optimizer.apply([np.array([1.0], "float32")], [weight])
    return -float(weight.numpy()[0])

for name in family:
    print(f"{name:9} {first_step(name):.4g}")

# step: activations
# under: activations
from keras import activations

z = np.array([-2.0, 1.0], "float32")
by_name = {}
for name in ("sigmoid", "tanh", "relu", "softplus", "selu", "gelu"):
    by_name[name] = keras.ops.convert_to_numpy(activations.get(name)(z))
    print(f"{name:9}", by_name[name].round(4))
print("softmax  ", keras.ops.convert_to_numpy(activations.softmax(np.array([[-2.0, -1, 0, 1, 2]]))).round(4))

# step: activations-by-hand
# under: activations
import math

def selu(z, alpha=1.6732632423543772, scale=1.0507009873554805):
    return scale * np.where(z > 0, z, alpha * (np.exp(z) - 1))

def gelu(z):
    return z * (1 + np.vectorize(math.erf)(z / np.sqrt(2))) / 2

by_hand = {"relu": np.maximum(0, z), "softplus": np.log(1 + np.exp(z)), "selu": selu(z), "gelu": gelu(z)}
for name, values in by_hand.items():
    print(f"{name:9} as Keras's:", np.allclose(values, by_name[name], atol=1e-6))

# step: deep-stacks
# under: deepspreads-reveal
# claim: sigmoid, 20 layers: spread between samples = deep["sigmoid, Glorot"]
# claim: the same, all outputs in one heap = heap
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def last_signal(bend, sd):
    rng = np.random.RandomState(0)
    signal = rng.normal(0, 1, (100, 256))
    for layer in range(20):
        signal = bend(signal @ rng.normal(0, sd, (256, 256)))
    return signal

glorot, he = np.sqrt(1 / 256), np.sqrt(2 / 256)
stacks = {
    "sigmoid, Glorot": last_signal(sigmoid, glorot),
    "tanh, Glorot": last_signal(np.tanh, glorot),
    "relu, He": last_signal(lambda z: np.maximum(z, 0), he),
    "selu, LeCun": last_signal(selu, glorot),
}
deep = {name: signal.std(axis=0).mean() for name, signal in stacks.items()}
heap = stacks["sigmoid, Glorot"].std()
for name, spread in deep.items():
    print(f"{name:16} {spread:.1e}")
print(f"sigmoid, all in one heap: {heap:.2f}")

# step: gradients-that-vanish
# under: arrivals
# claim: sigmoid: length of the error at the first layer = arrived[0]
# claim: selu: length of the error at the first layer = arrived[1]
def first_gradient(bend, sd):
    rng = np.random.RandomState(0)
    signal = rng.normal(0, 1, (100, 256))
    stack = []
    for layer in range(20):
        weights = rng.normal(0, sd, (256, 256))
        sums = signal @ weights
        signal = bend(sums)
        stack.append((weights, (bend(sums + 1e-4) - bend(sums - 1e-4)) / 2e-4))
    error = rng.normal(0, 1, (100, 256)) / 160  # of length 1
    for weights, slope in reversed(stack):
        error = error * slope @ weights.T
    return np.linalg.norm(error)

arrived = [first_gradient(sigmoid, glorot), first_gradient(selu, glorot)]
print("sigmoid {:.1e}, selu {:.1f}".format(*arrived))

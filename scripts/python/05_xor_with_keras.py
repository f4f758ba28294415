# step: autodiff
# under: data
import math

class Value:
    """A number that remembers where it came from."""

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = data, 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def sigmoid(self):
        a = 1 / (1 + math.exp(-self.data))
        return Value(a, (self,), (a * (1 - a),))

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for parent in value.parents:
                    visit(parent)
                order.append(value)  # after everything it depends on

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad

a, b = Value(2.0), Value(-3.0)
(a * b + a).backward()
print(a.grad, b.grad)  # b + 1 and a

# step: build
# under: build
import keras
import numpy as np
from keras import layers

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
T = np.array([[0], [1], [1], [0]], "float32")

def build(hidden, learning_rate=0.3, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([layers.Input(shape=(2,))])
    for units in (*hidden, 1):
        model.add(layers.Dense(units, activation="sigmoid"))
    sgd = keras.optimizers.SGD(learning_rate=learning_rate)
    model.compile(optimizer=sgd, loss="mse", metrics=["accuracy"])
    return model

model = build([2])
for layer in model.layers:
    print(layer.name, layer.output.shape, layer.count_params())

# step: count-parameters
# under: parameters
# claim: parameters of 2-2-1 = model.count_params()
# claim: parameters of 2-2-4-1 = build([2, 4]).count_params()
# claim: parameters of 2-4-1 = build([4]).count_params()
print(model.count_params(), build([2, 4]).count_params(), build([4]).count_params())

# step: same-outputs
# under: same-outputs
# claim: predict against our own outputs = np.abs(y - by_hand).max()
rng = np.random.RandomState(0)  # the first weights of lesson 02
W1, W2 = 2 * rng.random((2, 2)) - 1, 2 * rng.random((2, 1)) - 1
B1, B2 = np.zeros(2), np.zeros(1)

def actf(z):
    return 1 / (1 + np.exp(-z))

by_hand = actf(actf(X @ W1 + B1) @ W2 + B2)
model.set_weights([W1, B1, W2, B2])
y = model.predict(X, verbose=0)
print(y.ravel(), "as by hand:", np.allclose(y, by_hand, atol=1e-6))

# step: same-steps
# under: same-steps
# claim: W1, B1, W2, B2 after 200 steps, against ours = gaps
model = build([2], learning_rate=0.25)
model.set_weights([W1, B1, W2, B2])
model.fit(X, T, batch_size=4, epochs=200, shuffle=False, verbose=0)

for step in range(200):  # lesson 02, with its 0.5
    A1 = actf(X @ W1 + B1)
    Y = actf(A1 @ W2 + B2)
    D2 = (Y - T) * Y * (1 - Y)
    D1 = D2 @ W2.T * A1 * (1 - A1)
    W1, B1 = W1 - 0.5 * X.T @ D1 / 4, B1 - 0.5 * D1.mean(axis=0)
    W2, B2 = W2 - 0.5 * A1.T @ D2 / 4, B2 - 0.5 * D2.mean(axis=0)
gaps = [np.abs(ours - theirs).max() for ours, theirs in zip((W1, B1, W2, B2), model.get_weights())]
print("largest gap below 1e-5:", max(gaps) < 1e-5)

# step: functional
# under: functional
# claim: parameters of the functional model = functional.count_params()
inputs = keras.Input(shape=(2,))
hidden = layers.Dense(2, activation="sigmoid")(inputs)
outputs = layers.Dense(1, activation="sigmoid")(hidden)
functional = keras.Model(inputs, outputs)
print(functional.count_params())

# step: branches
# under: functional
image = keras.Input(shape=(784,), batch_size=None, name="image")
words = keras.Input(shape=(20,), name="words")
left = layers.Dense(32, activation="relu")(image)
right = layers.Dense(8, activation="relu")(words)
both = layers.concatenate([left, right])
answer = layers.Dense(10, activation="softmax", name="answer")(both)
branching = keras.Model([image, words], answer)
print(both.shape, answer.shape, branching.count_params())

# step: subclass
# under: subclass
# claim: parameters after the first call, 32 units = mlp.count_params()
class SimpleMLP(keras.Model):
    def __init__(self, units, num_outputs):
        super().__init__()
        self.first = layers.Dense(units, activation="sigmoid")
        self.last = layers.Dense(num_outputs, activation="sigmoid")

    def call(self, x):
        return self.last(self.first(x))

mlp = SimpleMLP(32, 1)
mlp.predict(X, verbose=0)
print(mlp.count_params())

# step: all-three
# under: all-three
# claim: outputs of the three models, largest difference = [np.abs(p - predictions[0]).max() for p in predictions[1:]]
# claim: loss after 200 steps, largest difference = np.ptp(losses)
rng = np.random.RandomState(0)
first = [2 * rng.random((2, 2)) - 1, np.zeros(2), 2 * rng.random((2, 1)) - 1, np.zeros(1)]
subclassed = SimpleMLP(2, 1)
subclassed.predict(X, verbose=0)
predictions, losses = [], []
for one in (build([2]), functional, subclassed):
    one.set_weights(first)
    one.compile(optimizer=keras.optimizers.SGD(learning_rate=0.25), loss="mse")
    predictions.append(one.predict(X, verbose=0))
    one.fit(X, T, batch_size=4, epochs=200, shuffle=False, verbose=0)
    losses.append(np.mean((one.predict(X, verbose=0) - T) ** 2))
print([f"{loss:.6f}" for loss in losses])

# step: wrong-shape
# under: wrong-shape
try:
    model.predict(np.array([0, 1]), verbose=0)
except ValueError as error:
    print(str(error).splitlines()[0])
print(model.predict(np.array([[0, 1]]), verbose=0).shape)

# step: lecture-run
# under: lecture-run
# claim: shape of the outputs = answers.shape
# claim: largest error = np.abs(answers - T).max()
net = build([2])
# net.fit(X, T, batch_size=1, epochs=10000) takes minutes: it starts 10,000 passes over four samples.
# One pass over 40,000, shuffled four by four, takes the same steps.
rng = np.random.RandomState(0)
order = np.concatenate([rng.permutation(4) for epoch in range(10000)])
net.fit(X[order], T[order], batch_size=1, epochs=1, shuffle=False, verbose=0)
answers = net.predict(X, verbose=0)
print(answers.ravel().round(2))

# step: four-samples
# under: start
import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
T = np.array([[0], [1], [1], [0]], "float32")

# step: value
# under: value
class Value:
    """A number that knows what it was made from."""

    def __init__(self, data, made_from=()):
        self.data, self.grad = data, 0.0
        self.made_from = made_from  # pairs of a parent and a slope

# step: operations
# under: operations
import math

def add(a, b):
    return Value(a.data + b.data, [(a, 1), (b, 1)])

def mul(a, b):
    return Value(a.data * b.data, [(a, b.data), (b, a.data)])

def tanh(a):
    y = math.tanh(a.data)
    return Value(y, [(a, 1 - y * y)])

def sigmoid(a):
    y = 1 / (1 + math.exp(-a.data))
    return Value(y, [(a, y * (1 - y))])

# step: backward
# under: backward
def in_order(end, order):
    for parent, slope in end.made_from:
        if parent not in order:
            in_order(parent, order)
    order[end] = True  # a dict keeps the order
    return order

def backward(end):
    order = list(in_order(end, {}))
    for value in order:
        value.grad = 0.0
    end.grad = 1.0
    for value in reversed(order):
        for parent, slope in value.made_from:
            parent.grad += slope * value.grad

# step: used-twice
# under: twice-reveal
# claim: slope of w × w at w = 3 = w.grad
# claim: slope of tanh at 0.5 = half.grad
w, half = Value(3.0), Value(0.5)
backward(mul(w, w))
backward(tanh(half))
print(w.grad, round(half.grad, 6))

# step: network-of-values
# under: network-of-values
rng = np.random.RandomState(0)
first = [2 * rng.random((2, 2)) - 1, np.zeros(2), 2 * rng.random((2, 1)) - 1, np.zeros(1)]
weights = [Value(float(w)) for part in first for w in part.ravel()]
w1, w2, w3, w4, b1, b2, w5, w6, b3 = weights

def weighted(a, v, b, w, bias):
    return add(add(mul(a, v), mul(b, w)), bias)

def output(x1, x2):
    a1 = sigmoid(weighted(x1, w1, x2, w3, b1))
    a2 = sigmoid(weighted(x1, w2, x2, w4, b2))
    return sigmoid(weighted(a1, w5, a2, w6, b3))

# step: loss-of-values
# under: loss-of-values
def half_mse():
    total = Value(0.0)
    for (x1, x2), (t,) in zip(X.tolist(), T.tolist()):
        error = add(output(Value(x1), Value(x2)), Value(-t))
        total = add(total, mul(error, error))
    return mul(total, Value(1 / 8))

backward(half_mse())
print([round(weight.grad, 5) for weight in weights])

# step: nudge
# under: nudge
# claim: nine gradients against measured ones = grad_gaps
def numerical_gradient(weight, h=1e-5):
    data = weight.data
    weight.data = data + h
    up = half_mse().data
    weight.data = data - h
    down = half_mse().data
    weight.data = data
    return (up - down) / (2 * h)

grad_gaps = [abs(weight.grad - numerical_gradient(weight)) for weight in weights]
print("largest gap below 1e-9:", max(grad_gaps) < 1e-9)

# step: train-values
# under: train-values
# claim: largest error of an output = worst
for step in range(3000):
    backward(half_mse())
    for weight in weights:
        weight.data -= 5 * weight.grad
outputs = [output(Value(x1), Value(x2)).data for x1, x2 in X.tolist()]
worst = np.abs(outputs - T.ravel()).max()
print(np.round(outputs, 3))

# step: build
# under: build
import keras
from keras import layers

model = keras.Sequential([
    layers.Input(shape=(2,)),
    layers.Dense(2, activation="sigmoid"),
    layers.Dense(1, activation="sigmoid"),
])
for layer in model.layers:
    print(layer.name, layer.output.shape, layer.count_params())  # model.summary() has it as a table

# step: build-function
# under: build-function
def build(hidden, learning_rate=0.3, seed=0):
    keras.utils.set_random_seed(seed)
    made = keras.Sequential([layers.Input(shape=(2,))])
    for units in (*hidden, 1):
        made.add(layers.Dense(units, activation="sigmoid"))
    sgd = keras.optimizers.SGD(learning_rate=learning_rate)
    made.compile(optimizer=sgd, loss="mse", metrics=["accuracy"])
    return made

# step: count-parameters
# under: parameters
# claim: parameters of 2-2-4-1 = build([2, 4]).count_params()
# claim: parameters of 2-4-1 = build([4]).count_params()
print(build([2, 4]).count_params(), build([4]).count_params())

# step: same-outputs
# under: same-outputs
# claim: predict against our own outputs = np.abs(y - by_hand).max()
W1, B1, W2, B2 = first

def actf(z):
    return 1 / (1 + np.exp(-z))

by_hand = actf(actf(X @ W1 + B1) @ W2 + B2)
model.set_weights(first)
y = model.predict(X, verbose=0)
print(y.ravel(), "as by hand:", np.allclose(y, by_hand, atol=1e-6))

# step: same-steps
# under: same-steps
# claim: W1, B1, W2, B2 after 200 steps, against ours = gaps
model = build([2], learning_rate=0.25)
model.set_weights(first)
model.fit(np.tile(X, (200, 1)), np.tile(T, (200, 1)), batch_size=4, shuffle=False, verbose=0)  # 200 steps

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
inputs = keras.Input(shape=(2,))
hidden = layers.Dense(2, activation="sigmoid")(inputs)
outputs = layers.Dense(1, activation="sigmoid")(hidden)
functional = keras.Model(inputs, outputs)
print(functional.count_params())

# step: branches
# under: branch
def branching():
    pair = keras.Input(shape=(2,), name="pair")
    gate = layers.Dense(1, activation="sigmoid", name="gate")(pair)
    both = layers.concatenate([pair, gate], name="both")
    answer = layers.Dense(1, activation="sigmoid", name="answer")(both)
    return keras.Model(pair, answer)

# step: fit-branches
# under: branch-answer
# claim: one hidden unit, largest error for three seeds = branch_errors
branch_errors = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    branched = branching()
    branched.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss="mse")
    branched.fit(np.tile(X, (600, 1)), np.tile(T, (600, 1)), batch_size=4, shuffle=False, verbose=0)
    branch_errors.append(np.abs(branched.predict(X, verbose=0) - T).max())
print(np.round(branch_errors, 2))

# step: subclass
# under: subclass
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
# under: all-three-fit
# claim: outputs of the three models after 200 steps, largest difference = [np.abs(end - ends[0]).max() for end in ends[1:]]
subclassed = SimpleMLP(2, 1)
subclassed.predict(X, verbose=0)  # weights come with the first call
ends = []
for one in (build([2]), functional, subclassed):
    one.set_weights(first)
    one.compile(optimizer=keras.optimizers.SGD(learning_rate=0.25), loss="mse")
    one.fit(np.tile(X, (200, 1)), np.tile(T, (200, 1)), batch_size=4, shuffle=False, verbose=0)  # 200 steps
    ends.append(one.predict(X, verbose=0))
print("the same outputs:", all(np.allclose(end, ends[0], atol=1e-6) for end in ends))

# step: wrong-shape
# under: wrong-shape
try:
    model.predict(np.array([0, 1]), verbose=0)
except ValueError as error:
    print(str(error).splitlines()[0])
print(model.predict(np.array([[0, 1]]), verbose=0).shape)

# step: lecture-run
# under: lecture-run
# claim: largest error = np.abs(answers - T).max()
net = build([2])
# net.fit(X, T, batch_size=1, epochs=10000) takes minutes: it starts 10,000 passes over four samples.
# One pass over 40,000, shuffled four by four, takes the same steps.
rng = np.random.RandomState(0)
order = np.concatenate([rng.permutation(4) for epoch in range(10000)])
net.fit(X[order], T[order], batch_size=1, epochs=1, shuffle=False, verbose=0)
answers = net.predict(X, verbose=0)
print(answers.ravel().round(2))

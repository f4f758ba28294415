# step: slide-down
# under: slide-answer
# claim: η = 0.1 · 0.9, distance after 20 steps = [abs(slide(0.1)), abs(slide(0.9))]
# claim: distance, η = 0.5 after 1 step, η = 1 after 20 = [abs(slide(0.5, 1)), abs(slide(1))]
def slide(rate, steps=20):
    w = 5
    for step in range(steps):
        w -= rate * 2 * w
    return w

for rate in (0.1, 0.9, 1, 1.05):
    print(f"η = {rate}: {abs(slide(rate)):.6g}")

# step: valley
# under: valley
import numpy as np

def f(w):
    return w[0] ** 2 / 20 + w[1] ** 2

def gradient(w):
    return np.array([w[0] / 10, 2 * w[1]])

def walk(rule, steps=60, start=(-7, 2)):
    path = [np.array(start, float)]
    for step in range(steps):
        path.append(path[-1] + rule(gradient(path[-1])))
    return np.array(path)

def end(rule, steps=60):
    return f(walk(rule, steps)[-1])

def flips(path):
    return int((path[1:, 1] * path[:-1, 1] < 0).sum())

# step: sgd
# under: sgd-claims
# claim: η = 0.9: steps of 60 at which y changes sign = flips(walk(sgd(0.9)))
# claim: η = 0.9 · 1 · 1.05: height after 60 steps = [end(sgd(rate)) for rate in (0.9, 1, 1.05)]
def sgd(rate):
    return lambda g: -rate * g

for rate in (0.9, 1, 1.05):
    print(f"η = {rate}: height {end(sgd(rate)):.4g}")

# step: momentum
# under: momentum
# claim: η = 0.1, m = 0.9: steps at which y changes sign = flips(walk(momentum(0.1)))
# claim: η = 1.89: height after 400 steps = end(momentum(1.89), 400)
# claim: η = 1.91: the same = end(momentum(1.91), 400)
def momentum(rate, m=0.9):
    v = np.zeros(2)

    def rule(g):
        nonlocal v
        v = m * v - rate * g
        return v

    return rule

print(f"after 10 steps: {end(momentum(0.1), 10):.4f}, y changed sign {flips(walk(momentum(0.1)))} times")

# step: adagrad
# under: adagrad
# claim: Adagrad, η = 1.5: steps at which y changes sign = flips(walk(adagrad(1.5)))
def adagrad(rate, first=0.0):
    G = np.full(2, first)

    def rule(g):
        nonlocal G
        G = G + g**2
        return -rate * g / np.sqrt(G + 1e-7)

    return rule

print(f"after 10 steps: {end(adagrad(1.5), 10):.5f}")

# step: rmsprop
# under: rmsprop-answer-reveal
# claim: height after 60 · 300 steps = [end(rmsprop(0.3)), end(rmsprop(0.3), 300)]
# claim: |x|, |y| after 300 steps = np.abs(walk(rmsprop(0.3), 300)[-1])
def rmsprop(rate, rho=0.9):
    v = np.zeros(2)

    def rule(g):
        nonlocal v
        v = rho * v + (1 - rho) * g**2
        return -rate * g / np.sqrt(v + 1e-7)

    return rule

print(f"after 60 steps: {end(rmsprop(0.3)):.4g}, after 300: {end(rmsprop(0.3), 300):.4f}")

# step: adadelta
# under: adadelta-claims
# claim: Adadelta's first step = adadelta()(gradient((-7, 2)))
# claim: Adadelta's height after 60 · 600 steps = [end(adadelta(), steps) for steps in (60, 600)]
def adadelta(rate=1.0, rho=0.95, epsilon=1e-7):
    v, s = np.zeros(2), np.zeros(2)  # averages of squared gradients, of squared steps

    def rule(g):
        nonlocal v, s
        v = rho * v + (1 - rho) * g**2
        step = -np.sqrt(s + epsilon) / np.sqrt(v + epsilon) * g
        s = rho * s + (1 - rho) * step**2
        return rate * step

    return rule

print(adadelta()(gradient((-7, 2))).round(6))
print([round(float(end(adadelta(), steps)), 2) for steps in (60, 600)])

# step: adam
# under: adam-claims
# claim: Adam's first step, η = 0.3 = first_step
# claim: without the correction, / η = adam(0.3, corrected=False)(gradient((-7, 2)))[0] / 0.3
def adam(rate, beta_1=0.9, beta_2=0.999, corrected=True):
    m, v, t = np.zeros(2), np.zeros(2), 0

    def rule(g):
        nonlocal m, v, t
        t += 1
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * g**2
        m_hat, v_hat = (m / (1 - beta_1**t), v / (1 - beta_2**t)) if corrected else (m, v)
        return -rate * m_hat / (np.sqrt(v_hat) + 1e-7)

    return rule

first_step = adam(0.3)(gradient((-7, 2)))
print(first_step.round(4))

# step: five-walks
# under: first-below
# claim: first step below 0.01: SGD · momentum · Adagrad · RMSprop · Adam = first_below
rules = {
    "SGD": sgd(0.9),
    "momentum": momentum(0.1),
    "Adagrad": adagrad(1.5),
    "RMSprop": rmsprop(0.3),
    "Adam": adam(0.3),
}
first_below = []
for name, rule in rules.items():
    heights = [f(w) for w in walk(rule)]
    first_below.append(next(step for step, height in enumerate(heights) if height < 0.01))
    print(f"{name:9} below 0.01 at step {first_below[-1]}")

# step: keras-optimizers
# under: keras-compare
# claim: largest gap in 60 steps, six rules = gaps
# claim: first step of Keras's Adagrad, whose sum starts at 0.1 = adagrad(1.5, 0.1)(gradient((-7, 2)))[0]
import keras
from keras import optimizers

def keras_walk(optimizer, steps=60):
    w = keras.Variable([-7.0, 2.0])
    path = [w.numpy()]
    for step in range(steps):
        optimizer.apply([gradient(w.numpy()).astype("float32")], [w])
        path.append(w.numpy())
    return np.array(path)

pairs = [
    (sgd(0.9), optimizers.SGD(learning_rate=0.9)),
    (momentum(0.1), optimizers.SGD(learning_rate=0.1, momentum=0.9)),
    (adagrad(1.5, 0.1), optimizers.Adagrad(learning_rate=1.5)),
    (rmsprop(0.3), optimizers.RMSprop(learning_rate=0.3)),
    (adam(0.3), optimizers.Adam(learning_rate=0.3)),
    (adadelta(1.0), optimizers.Adadelta(learning_rate=1.0)),
]
gaps = []
for rule, optimizer in pairs:
    gaps.append(np.linalg.norm(walk(rule) - keras_walk(optimizer), axis=1).max())
    print(f"{optimizer.name:9} same path as ours: {gaps[-1] < 1e-3}")

# step: keras-on-mnist
# under: mnist-results-reveal
# claim: accuracy of RMSprop, Adam = [scores["rmsprop"], scores["adam"]]
# claim: accuracy: Adadelta · Adagrad · SGD · SGD + momentum = [scores[name] for name in ("adadelta", "adagrad", "sgd", "sgd, momentum 0.9")]
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = x_train.reshape(-1, 784) / 255, x_test.reshape(-1, 784) / 255

def one_epoch(optimizer):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, batch_size=128, epochs=1, verbose=0)
    return model.evaluate(x_test, y_test, verbose=0)[1]

contest = {name: name for name in ("rmsprop", "adam", "sgd", "adagrad", "adadelta")}
contest["sgd, momentum 0.9"] = optimizers.SGD(learning_rate=0.01, momentum=0.9)
scores = {}
for name, optimizer in contest.items():
    scores[name] = one_epoch(optimizer)
    print(f"{name:18} {scores[name]:.2f}")

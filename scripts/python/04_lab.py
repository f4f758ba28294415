# step: points-of-the-plane
# under: data
import numpy as np

def quadrants(seed, n=200):
    u = np.random.RandomState(seed).uniform(-1, 1, (n, 2))
    x = np.sign(u) * (0.12 + 0.88 * np.abs(u))  # a gap beside the axes
    return x, (x[:, 0] * x[:, 1] < 0).astype(int)

def disc_in_ring(seed, n=200):
    inner = np.arange(n) % 2
    u, v = np.random.RandomState(seed).uniform(size=(n, 2)).T
    radius = np.where(inner, 0.5 * u, 0.7 + 0.3 * u)
    angle = 2 * np.pi * v
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), inner

def standardised(draw):
    (x, y), (x_validation, y_validation) = draw(seed=0), draw(seed=1)
    mean, sd = x.mean(axis=0), x.std(axis=0)
    return ((x - mean) / sd, y), ((x_validation - mean) / sd, y_validation)

(x_train, y_train), (x_validation, y_validation) = standardised(quadrants)
circles, circles_validation = standardised(disc_in_ring)
print(x_train.shape, "share of class 1:", y_train.mean())

# step: one-run
# under: one-run-claim
# claim: η = 0.1, B = 4: median validation accuracy of 20 seeds = np.median(accuracies)
import warnings
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore", category=ConvergenceWarning)

def train(rate, batch_size, hidden=(4,), epochs=100, seed=0, data=None):
    x, y = data or (x_train, y_train)
    network = MLPClassifier(
        hidden, activation="tanh", solver="sgd", learning_rate_init=rate, batch_size=batch_size,
        max_iter=epochs, momentum=0, alpha=0, tol=0, n_iter_no_change=epochs, random_state=seed,
    )
    with np.errstate(all="ignore"):
        return network.fit(x, y)

accuracies = [train(0.1, 4, epochs=200, seed=seed).score(x_validation, y_validation) for seed in range(9)]
print(f"median of 9 seeds: {np.median(accuracies):.2f}")

# step: three-rates
# under: three-curves-reveal
for rate in (0.003, 1, 10):
    curve = train(rate, 16).loss_curve_
    print(f"η = {rate}: loss {curve[0]:.2f} → {curve[-1]:.2f}, rises in {(np.diff(curve) > 0).sum()} epochs")

# step: rate-and-batch-size
# under: sweep-reveal
# claim: the fastest corner = int(table[[0, 0, -1, -1], [0, -1, 0, -1]].argmin())
# claim: fastest rate for batch size 1 · 16 · 64 = fastest[:3]
rates, batch_sizes = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], [1, 16, 64, 200]

def loss_after_20(rate, batch_size):
    curves = [train(rate, batch_size, epochs=20, seed=seed).loss_curve_ for seed in range(3)]
    return np.nan_to_num(np.median([curve[-1] for curve in curves]), nan=9.0)

table = np.array([[loss_after_20(rate, size) for rate in rates] for size in batch_sizes])
fastest = [rates[row.argmin()] for row in table]
print("  ".join(f"{rate:5}" for rate in rates))
for row in table:
    print("  ".join(f"{loss:5.2f}" for loss in row))
print("fastest rate for B = 1, 16, 64, 200:", fastest)

# step: hidden-units-for-a-disc
# under: units-reveal
# claim: median validation accuracy with two hidden units = middles[2]
# claim: median validation accuracy with three hidden units = middles[3]
middles = {}
for units in (2, 3):
    runs = [train(0.1, 4, (units,), 200, seed, circles).score(*circles_validation) for seed in range(5)]
    middles[units] = np.median(runs)
print({units: round(float(middle), 2) for units, middle in middles.items()})

# step: one-line
# under: lines
# claim: no hidden layer: median accuracy after training = trained
# claim: the best of all lines = best
from sklearn.linear_model import LogisticRegression

trained = LogisticRegression().fit(*circles).score(*circles_validation)
angles = np.arange(36) * np.pi / 18
normals = np.column_stack([np.cos(angles), np.sin(angles)])
offsets = (np.arange(81) - 40) / 8
sides = (circles_validation[0] @ normals.T)[:, :, None] > offsets
best = np.mean(sides == (circles_validation[1] == 1)[:, None, None], axis=0).max()
print(f"trained: {trained:.2f}, best of {sides[0].size} lines: {best:.2f}")

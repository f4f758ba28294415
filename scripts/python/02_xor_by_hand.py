# step: four-samples
# under: data
import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([[0], [1], [1], [0]])
print(X.shape, T.shape)

# step: best-plane
# under: best-line-reveal
# claim: outputs of the best plane = plane.ravel()
# claim: its mean squared error = np.mean((plane - T) ** 2)
with_ones = np.hstack([X, np.ones((4, 1))])
solution = np.linalg.lstsq(with_ones, T)[0]
slopes, plane = solution[:2], with_ones @ solution
print(plane.ravel().round(6), "mean squared error", np.mean((plane - T) ** 2).round(6))

# step: sigmoid
# under: sigmoid
def actf(z):
    return 1 / (1 + np.exp(-z))

def actf_deriv(a):
    return a * (1 - a)

# step: sigmoid-check
# under: sigmoid-check
# claim: a(1 − a) against the measured slope = difference
# claim: largest derivative, at z = 0 = actf_deriv(actf(z)).max()
z, h = np.array([-3, -1, 0, 0.5, 2]), 1e-5
measured = (actf(z + h) - actf(z - h)) / (2 * h)
difference = np.abs(measured - actf_deriv(actf(z))).max()
print(actf_deriv(actf(z)).round(4), "difference below 1e-9:", difference < 1e-9)

# step: first-weights
# under: weights
np.random.seed(0)
W1 = 2 * np.random.random((2, 2)) - 1
W2 = 2 * np.random.random((2, 1)) - 1
B1, B2 = np.zeros(2), np.zeros(1)
print(W1)
print(W2)

# step: one-sample-forward
# under: one-forward
import math

def s(total):
    return 1 / (1 + math.exp(-total))

w1, w2, w3, w4 = W1.ravel()
w5, w6 = W2.ravel()
b1 = b2 = b3 = 0

def forward_one(x1, x2):
    a1 = s(x1 * w1 + x2 * w3 + b1)
    a2 = s(x1 * w2 + x2 * w4 + b2)
    return a1, a2, s(a1 * w5 + a2 * w6 + b3)

print([round(value, 5) for value in forward_one(0, 1)])

# step: one-sample-backward
# under: one-backward
def backward_one(x1, x2, t):
    a1, a2, y = forward_one(x1, x2)
    d3 = (y - t) * y * (1 - y)
    d1 = d3 * w5 * a1 * (1 - a1)
    d2 = d3 * w6 * a2 * (1 - a2)
    return [d1 * x1, d2 * x1, d1 * x2, d2 * x2, d1, d2, d3 * a1, d3 * a2, d3]

# step: gradients-of-one-sample
# under: one-answer-reveal
# claim: gradients of w₁, w₂ = of_one[:2]
of_one = backward_one(0, 1, 1)
for place, gradient in zip("w1 w2 w3 w4 b1 b2 w5 w6 b3".split(), of_one):
    print(place, f"{gradient + 0:.5f}")

# step: forward-pass
# under: predict
def forward(x):
    A1 = actf(x @ W1 + B1)
    Y = actf(A1 @ W2 + B2)
    return A1, Y

print(forward(X)[1].ravel().round(6))

# step: rows-never-mix
# under: rows
# claim: one at a time against all at once = row_gap
one_by_one = [forward_one(*row)[2] for row in X]
row_gap = np.abs(one_by_one - forward(X)[1].ravel()).max()
print("largest gap below 1e-15:", row_gap < 1e-15)
print(forward(np.vstack([X, [0.5, 0.5]]))[1].shape)  # another example under it

# step: backward-pass
# under: gradients
def gradients(x, t):
    A1, Y = forward(x)
    D2 = (Y - t) * actf_deriv(Y)
    D1 = D2 @ W2.T * actf_deriv(A1)
    return x.T @ D1 / 4, D1.sum(axis=0) / 4, A1.T @ D2 / 4, D2.sum(axis=0) / 4

# step: mean-of-single-gradients
# under: gradients-mean
# claim: mean of the four single gradients against the matrices = mean_gap
singles = [backward_one(*x, t[0]) for x, t in zip(X, T)]
in_one_list = np.concatenate([g.ravel() for g in gradients(X, T)])
mean_gap = np.abs(np.mean(singles, axis=0) - in_one_list).max()
print("largest gap below 1e-15:", mean_gap < 1e-15)

# step: numerical-gradient
# under: numerical
def loss():
    return np.mean((forward(X)[1] - T) ** 2) / 2

def numerical_gradient(weights):
    slopes = np.zeros_like(weights)
    for i in np.ndindex(weights.shape):
        w = weights[i]
        weights[i] = w + h
        up = loss()
        weights[i] = w - h
        down = loss()
        weights[i] = w
        slopes[i] = (up - down) / (2 * h)
    return slopes

# step: gradient-check
# under: gradient-check
# claim: backward pass against the measured gradient, relative = relative
numbers = np.concatenate([numerical_gradient(w).ravel() for w in (W1, B1, W2, B2)])
relative = np.abs(in_one_list - numbers).max() / np.abs(numbers).max()
print("relative error below 1e-5:", relative < 1e-5)

# step: sixty-thousand-iterations
# under: fit-claims
# claim: mean squared error after 1,000 iterations = mse[1000]
# claim: largest error of an output after 60,000 iterations = np.abs(forward(X)[1] - T).max()
learning_rate, mse = 0.5, {}
for iteration in range(60001):
    if iteration in (0, 1000, 5000, 10000, 20000, 60000):
        mse[iteration] = 2 * loss()
        print(f"{iteration:6} mean squared error {mse[iteration]:.6f}")
    if iteration < 60000:
        dW1, dB1, dW2, dB2 = gradients(X, T)
        W1, B1 = W1 - learning_rate * dW1, B1 - learning_rate * dB1
        W2, B2 = W2 - learning_rate * dW2, B2 - learning_rate * dB2
print(forward(X)[1].ravel().round(6))

# step: a-hundred-seeds
# under: hundred-reveal
# claim: seeds of 100 that learn XOR = int((final < 0.01).sum())
# claim: outputs near 0.5 in each stuck run = near_half
def start(seed):
    rng = np.random.RandomState(seed)
    return 2 * rng.random((2, 2)) - 1, 2 * rng.random((2, 1)) - 1

# a third axis: 100 networks side by side; @ multiplies the last two axes
W1, W2 = (np.array(w) for w in zip(*map(start, range(100))))
B1, B2 = np.zeros((100, 1, 2)), np.zeros((100, 1, 1))
for iteration in range(60000):
    A1 = actf(X @ W1 + B1)
    Y = actf(A1 @ W2 + B2)
    D2 = (Y - T) * actf_deriv(Y)
    D1 = D2 @ W2.mT * actf_deriv(A1)
    W1 -= learning_rate * X.T @ D1 / 4
    B1 -= learning_rate * D1.mean(axis=1, keepdims=True)
    W2 -= learning_rate * A1.mT @ D2 / 4
    B2 -= learning_rate * D2.mean(axis=1, keepdims=True)
final = np.mean((Y - T) ** 2, axis=(1, 2))
near_half = (np.abs(Y[final >= 0.01] - 0.5) < 0.05).sum(axis=(1, 2))
print("learned:", (final < 0.01).sum(), " outputs near 0.5 in the others:", near_half)

# step: start-at-zero
# under: zero-reveal
# claim: the four outputs, started at 0 = forward(X)[1].ravel()
W1, B1, W2, B2 = np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), np.zeros(1)
for iteration in range(1000):  # and so on for ever
    dW1, dB1, dW2, dB2 = gradients(X, T)
    W1, B1, W2, B2 = W1 - 0.5 * dW1, B1 - 0.5 * dB1, W2 - 0.5 * dW2, B2 - 0.5 * dB2
print(forward(X)[1].ravel().round(6))

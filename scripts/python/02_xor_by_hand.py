# step: four-samples
# under: data
# claim: four pairs of inputs = X.ravel()
# claim: targets = T.ravel()
import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([[0], [1], [1], [0]])
print(X.shape, T.shape)

# step: best-plane
# under: best-line
# claim: slopes of the best plane = slopes
# claim: mean squared error of the best plane = np.mean((plane - T) ** 2)
with_ones = np.hstack([X, np.ones((4, 1))])
solution = np.linalg.lstsq(with_ones, T)[0]
slopes, plane = solution[:2], with_ones @ solution
print(plane.ravel().round(6), "mean squared error", np.mean((plane - T) ** 2).round(6))

# step: sigmoid
# under: sigmoid
# claim: a(1 − a) against the measured slope = difference
# claim: largest derivative, at z = 0 = actf_deriv(actf(z)).max()
def actf(z):
    return 1 / (1 + np.exp(-z))

def actf_deriv(a):
    return a * (1 - a)

z, h = np.array([-3, -1, 0, 0.5, 2]), 1e-5
measured = (actf(z + h) - actf(z - h)) / (2 * h)
difference = np.abs(measured - actf_deriv(actf(z))).max()
print(actf_deriv(actf(z)).round(4), "difference below 1e-9:", difference < 1e-9)

# step: first-weights
# under: weights
# claim: W1 of seed 0 = W1.ravel()
# claim: W2 of seed 0 = W2.ravel()
np.random.seed(0)
W1 = 2 * np.random.random((2, 2)) - 1
W2 = 2 * np.random.random((2, 1)) - 1
B1, B2 = np.zeros(2), np.zeros(1)
print(W1)
print(W2)

# step: forward-pass
# under: predict
def forward(x):
    A1 = actf(x @ W1 + B1)
    Y = actf(A1 @ W2 + B2)
    return A1, Y

def predict(x):
    return forward(x)[1]

print(predict(X).ravel().round(6))

# step: rows-never-mix
# under: rows
# claim: one at a time against all at once = row_gap
one_by_one = np.vstack([predict(X[row : row + 1]) for row in range(4)])
row_gap = np.abs(one_by_one - predict(X)).max()
print("largest gap below 1e-15:", row_gap < 1e-15)
print(predict(np.vstack([X, [[0.5, 0.5]]])).shape)  # one more example, the same formula

# step: one-sample-backwards
# under: gradients
x, t = X[1:2], T[1:2]  # one sample, still with two axes
a1, y = forward(x)
d2 = (y - t) * actf_deriv(y)  # 1 × 1
d1 = d2 @ W2.T * actf_deriv(a1)  # 1 × 2
print("dW2", (a1.T @ d2).ravel().round(5), " dW1", (x.T @ d1).ravel().round(5))

# step: backward-pass
# under: gradients
def gradients(x, t):
    A1, Y = forward(x)
    D2 = (Y - t) * actf_deriv(Y)
    D1 = D2 @ W2.T * actf_deriv(A1)
    n = len(x)
    return x.T @ D1 / n, D1.sum(axis=0) / n, A1.T @ D2 / n, D2.sum(axis=0) / n

singles = [gradients(X[i : i + 1], T[i : i + 1]) for i in range(4)]
mean_of_singles = [np.mean(parts, axis=0) for parts in zip(*singles)]
print([bool(np.allclose(one, all4)) for one, all4 in zip(mean_of_singles, gradients(X, T))])

# step: numerical-gradient
# under: numerical
def loss():
    return np.mean((predict(X) - T) ** 2) / 2

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
formula = np.concatenate([g.ravel() for g in gradients(X, T)])
numbers = np.concatenate([numerical_gradient(w).ravel() for w in (W1, B1, W2, B2)])
relative = np.abs(formula - numbers).max() / np.abs(numbers).max()
print("relative error below 1e-5:", relative < 1e-5)

# step: sixty-thousand-iterations
# under: fit-claims
# claim: outputs after 60,000 iterations = predict(X).ravel()
# claim: largest error after 60,000 iterations = np.abs(predict(X) - T).max()
# claim: mean squared error after 1,000 iterations = mse[1000]
learning_rate, mse = 0.5, {}
for iteration in range(60001):
    if iteration in (0, 1000, 5000, 10000, 20000, 60000):
        mse[iteration] = 2 * loss()
        print(f"{iteration:6} mean squared error {mse[iteration]:.6f}")
    if iteration < 60000:
        dW1, dB1, dW2, dB2 = gradients(X, T)
        W1, B1 = W1 - learning_rate * dW1, B1 - learning_rate * dB1
        W2, B2 = W2 - learning_rate * dW2, B2 - learning_rate * dB2
print(predict(X).ravel().round(6))

# step: a-hundred-seeds
# under: hundred
# claim: seeds of 100 that solve XOR = int((final < 0.01).sum())
# claim: loss of the others = final[final >= 0.01]
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
print("solved:", (final < 0.01).sum(), " the others:", final[final >= 0.01].round(4))

# step: load-the-digits
# under: load
# claim: shape of the training samples = x_train.shape
# claim: shape of the test samples = x_test.shape
import keras
import numpy as np

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
print(x_train.shape, x_test.shape, y_train[:5])
counts = np.bincount(y_train)
print(counts)

# step: draw-a-mini-batch
# under: choose
# claim: seed 0 draws NumPy's numbers = chosen
np.random.seed(0)
chosen = np.random.choice(60000, 12)
print(chosen)
print(y_train[chosen])

# step: draw-with-replacement
# under: unseen-reveal
# claim: share never drawn in 5,000 batches, 1/e = unseen
# claim: samples seen in one shuffled pass = len(set(shuffled))
np.random.seed(0)
seen = set()
for draw in range(5000):
    seen.update(np.random.choice(60000, 12))
unseen = 1 - len(seen) / 60000
shuffled = np.random.permutation(60000)
print(f"never drawn: {unseen:.4f}, 1/e = {np.exp(-1):.4f}")
print("one shuffled pass sees", len(set(shuffled)))

# step: noisy-points
# under: points
np.random.seed(0)
x = np.random.uniform(-1, 1, 240)
t = 2 * x + 1 + np.random.normal(0, 0.5, 240)
print(x[:3], t[:3])

# step: gradient-of-a-batch
# under: gradient
def gradient(w, b, samples):
    error = w * x[samples] + b - t[samples]
    return 2 * (error * x[samples]).mean(), 2 * error.mean()

print(np.round(gradient(-1, 3, np.arange(12)), 4))

# step: mean-of-the-gradients
# under: mean-gradient
# claim: mean gradient against gradient of the mean = gap
singles = np.array([gradient(-1, 3, [i]) for i in range(240)])
gap = np.abs(singles.mean(axis=0) - gradient(-1, 3, np.arange(240))).max()
print("largest gap below 1e-12:", gap < 1e-12)

# step: one-loop-for-all-three
# under: descend
def descend(batch_size, learning_rate=0.2, epochs=10, seed=0):
    rng = np.random.RandomState(seed)
    w, b = -1.0, 3.0
    path = [(w, b)]
    for epoch in range(epochs):
        order = rng.permutation(240)
        for start in range(0, 240, batch_size):
            dw, db = gradient(w, b, order[start : start + batch_size])
            w, b = w - learning_rate * dw, b - learning_rate * db
            path.append((w, b))
    return np.array(path)

for batch_size in (240, 12, 1):
    path = descend(batch_size)
    print(f"B = {batch_size}: {len(path) - 1} steps, ends at {path[-1].round(3)}")

# step: twenty-seeds
# under: seeds-reveal
# claim: 20 seeds, median distance left: mini-batch · online · full batch = [np.median(left[1]), np.median(left[2]), np.median(left[0])]
bottom = np.polyfit(x, t, 1)  # least squares: w and b
runs = [[descend(batch_size, seed=seed) for seed in range(20)] for batch_size in (240, 12, 1)]
left = [[np.linalg.norm(path[-1] - bottom) for path in paths] for paths in runs]
for name, distances in zip(("full batch", "mini-batch", "online"), left):
    print(f"{name}: {np.median(distances):.4f} left")

# step: steps-that-climb
# under: uphill
# claim: share of steps that raise the loss, full batch = uphill[0]
# claim: share of steps that raise the loss, mini-batch and online = uphill[1:]
def losses(path):
    errors = path[:, :1] * x + path[:, 1:] - t
    return (errors**2).mean(axis=1)

uphill = [np.median([np.mean(np.diff(losses(path)) > 0) for path in paths]) for paths in runs]
print(np.round(uphill, 2))

# step: noise-of-the-gradient
# under: noise-claims-reveal
# claim: error × √B does not depend on the batch size = noise * np.sqrt(batch_sizes)
images = x_train.reshape(-1, 784) / 255
one_hot = np.eye(10)[y_train]

def gradient_at_zero(samples):
    return (0.1 - one_hot[samples]).T @ images[samples] / len(samples)

full_gradient = gradient_at_zero(np.arange(60000))
batch_sizes = np.array([1, 12, 128, 1200, 6000])
np.random.seed(0)
noise = []
for size in batch_sizes:
    draws = [gradient_at_zero(np.random.choice(60000, size)) - full_gradient for _ in range(100)]
    noise.append(np.sqrt(np.mean(np.square(np.linalg.norm(draws, axis=(1, 2))))))
noise = np.array(noise) / np.linalg.norm(full_gradient)
print("error:", noise.round(3))
print("error × √B:", (noise * np.sqrt(batch_sizes)).round(2))

# step: softmax
# under: network
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

print(softmax(np.array([[1.0, 2.0, 3.0]])).round(3))

# step: one-pass
# under: one-pass
test_images = x_test.reshape(-1, 784) / 255

def one_pass(batch_size, learning_rate=0.1):
    W, b = np.zeros((784, 10)), np.zeros(10)
    order = np.random.RandomState(0).permutation(60000)
    for start in range(0, 60000, batch_size):
        batch = order[start : start + batch_size]
        error = softmax(images[batch] @ W + b) - one_hot[batch]
        W -= learning_rate * images[batch].T @ error / len(batch)
        b -= learning_rate * error.mean(axis=0)
    return np.mean((test_images @ W + b).argmax(axis=1) == y_test)

# step: once-through-mnist
# under: pass-claims
# claim: accuracy after one pass, B = 60,000 · 6,000 · 1,200 · 128 · 12 = passes[:5]
# claim: accuracy for B = 1 = passes[5]
passes = [one_pass(batch_size) for batch_size in (60000, 6000, 1200, 128, 12, 1)]
print(np.round(passes, 3))

# step: one-step
# under: one-step-reveal
# claim: accuracy after one step, learning rate 0.01, 0.1, 0.5 = one_step
one_step = [one_pass(60000, learning_rate) for learning_rate in (0.01, 0.1, 0.5)]
print(np.round(one_step, 4))

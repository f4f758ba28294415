# step: load
# under: load
# claim: shape of the training images = train_images.shape
# claim: the first five labels = train_labels[:5]
import keras
import numpy as np
from keras import layers

(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
print(train_images.shape, test_images.shape, train_labels[:5])

# step: flatten-and-normalise
# under: flatten
# claim: smallest and largest value = [all_x.min(), all_x.max()]
all_x = train_images.reshape(60000, 784).astype("float32") / 255
train_x, validation_x = all_x[:50000], all_x[50000:]
test_x = test_images.reshape(10000, 784).astype("float32") / 255
print(train_x.shape, validation_x.shape, test_x.shape, all_x.min(), all_x.max())

# step: one-hot
# under: onehot
# claim: one-hot of 5 = train_y[0]
all_y = keras.utils.to_categorical(train_labels, 10)
train_y, validation_y = all_y[:50000], all_y[50000:]
test_y = keras.utils.to_categorical(test_labels, 10)
print(train_labels[0], train_y[0])

# step: lecture-model
# under: model
def lecture_model(units=512, activation="relu", optimizer="rmsprop"):
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(units, activation=activation),
        layers.Dense(10, activation="sigmoid"),
    ])
    model.compile(loss="mse", optimizer=optimizer, metrics=["accuracy"])
    return model

# step: count-parameters
# under: summary
# claim: 784 × 512 + 512 + 512 × 10 + 10 = lecture.count_params()
keras.utils.set_random_seed(0)
lecture = lecture_model()
print(lecture.count_params())

# step: lecture-fit
# under: fit
history = lecture.fit(
    train_x, train_y, epochs=5, batch_size=128, validation_data=(validation_x, validation_y), verbose=0
).history
print({name: round(values[-1], 3) for name, values in history.items()})

# step: lecture-evaluate
# under: evaluate
# claim: validation accuracy = lecture_accuracy
lecture_loss, lecture_accuracy = lecture.evaluate(validation_x, validation_y, verbose=0)
print(round(lecture_accuracy, 3))

# step: softmax-and-cross-entropy
# under: softmax
def softmax_model(units=512, activation="relu"):
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(units, activation=activation),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
    return model

# step: softmax-fit
# under: softmaxfit
keras.utils.set_random_seed(0)
reader = softmax_model()
reader.fit(train_x, train_y, epochs=5, batch_size=128, verbose=0)

# step: softmax-accuracy
# under: softmaxclaims
# claim: validation accuracy = reader_accuracy
# claim: better than the lecture's model by = reader_accuracy - lecture_accuracy
reader_accuracy = reader.evaluate(validation_x, validation_y, verbose=0)[1]
print(round(reader_accuracy, 3))

# step: sums-of-outputs
# under: sums
# claim: sigmoid outputs, row sums: standard deviation = sigmoid_sums.std()
# claim: softmax outputs, row sums: smallest, largest = [softmax_sums.min(), softmax_sums.max()]
sigmoid_sums = lecture.predict(validation_x, verbose=0).sum(axis=1)
softmax_sums = reader.predict(validation_x, verbose=0).sum(axis=1)
print(f"sigmoid: {sigmoid_sums.min():.2f} to {sigmoid_sums.max():.2f}")
print(f"softmax: {softmax_sums.min():.2f} to {softmax_sums.max():.2f}")

# step: not-normalised
# under: raw-reveal
# claim: mse + sigmoid, not normalised = raw_mse
# claim: softmax + cross-entropy, not normalised = raw_softmax
raw_x = train_images.reshape(-1, 784)

def raw_accuracy(model):
    model.fit(raw_x[:6000], train_y[:6000], epochs=5, batch_size=128, verbose=0)
    return model.evaluate(raw_x[50000:], validation_y, verbose=0)[1]

keras.utils.set_random_seed(1)
raw_mse, raw_softmax = raw_accuracy(lecture_model()), raw_accuracy(softmax_model())
print(f"mse + sigmoid {raw_mse:.2f}, softmax + cross-entropy {raw_softmax:.2f}")

# step: epsilon-outside-the-root
# under: epsilon
# claim: validation accuracy with ε outside the root = old_accuracy
class OldRMSprop(keras.optimizers.RMSprop):
    """RMSprop as tf.keras had it: g / (√v + ε)."""

    def update_step(self, gradient, variable, learning_rate):
        v = self._velocities[self._get_variable_index(variable)]
        self.assign(v, self.rho * v + (1 - self.rho) * keras.ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / (keras.ops.sqrt(v) + self.epsilon))

keras.utils.set_random_seed(0)
old_rule = lecture_model(optimizer=OldRMSprop())
old_rule.fit(train_x, train_y, epochs=5, batch_size=128, verbose=0)
old_accuracy = old_rule.evaluate(validation_x, validation_y, verbose=0)[1]
print(round(old_accuracy, 3))

# step: confusion-matrix
# under: confusion
# claim: errors of 10,000 = int((predicted != truth).sum())
from sklearn.metrics import confusion_matrix

truth = train_labels[50000:]
predicted = reader.predict(validation_x, verbose=0).argmax(axis=1)
print(confusion_matrix(truth, predicted))

# step: random-dots
# under: noiseclaim-reveal
# claim: mean probability on random dots = confidence.mean()
dots = np.random.RandomState(0).uniform(0, 1, (1000, 784)).astype("float32")
confidence = reader.predict(dots, verbose=0).max(axis=1)
print(f"{confidence.mean():.2f}")

# step: overfitting
# under: overfitclaims
# claim: epoch with the smallest validation loss = turn + 1
# claim: rise of the validation loss from there to the end = memorised["val_loss"][59] - memorised["val_loss"][turn]
few = (train_x[:1000], train_y[:1000])
watched = (validation_x[:2000], validation_y[:2000])

def long_run(model, batch_size=128, **options):
    keras.utils.set_random_seed(0)
    options = {"epochs": 60, "validation_data": watched, "verbose": 0, **options}
    return model().fit(*few, batch_size=batch_size, **options).history

memorised = long_run(softmax_model)
turn = int(np.argmin(memorised["val_loss"]))
for epoch in (turn, 59):
    loss, val_loss = memorised["loss"][epoch], memorised["val_loss"][epoch]
    print(f"epoch {epoch + 1}: training {loss:.3f}, validation {val_loss:.2f}")

# step: early-stopping
# under: early
# claim: epochs saved of 60 = 60 - len(short["loss"])
stopping = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
short = long_run(softmax_model, callbacks=[stopping])
print(len(short["loss"]), "epochs")

# step: dropout-and-l2
# under: remedies
def guarded_model(rate=0.0, l2=0.0):
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(512, activation="relu", kernel_regularizer=keras.regularizers.L2(l2)),
        layers.Dropout(rate),
        layers.Dense(10, activation="softmax"),
    ])
    metrics = ["accuracy", "categorical_crossentropy"]  # the loss without λΣw²
    model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=metrics)
    return model

# step: train-with-dropout-and-l2
# under: remediesrun
# claim: median validation loss of the last ten epochs, lower by: dropout, L2 = [ends[0] - ends[1], ends[0] - ends[2]]
dropout = long_run(lambda: guarded_model(rate=0.5))["val_categorical_crossentropy"]
l2 = long_run(lambda: guarded_model(l2=0.001))["val_categorical_crossentropy"]
ends = [np.median(losses[-10:]) for losses in (memorised["val_loss"], dropout, l2)]
print("nothing {:.2f}, dropout {:.2f}, L2 {:.2f}".format(*ends))

# step: overfitting-by-batch-size
# under: overfitbatch-reveal
# claim: epoch of the smallest validation loss for batch size 16, 128, 1,000 = turns
curves = [long_run(softmax_model, 16), memorised, long_run(softmax_model, 1000)]
turns = [int(np.argmin(curve["val_loss"])) + 1 for curve in curves]
print(turns)

# step: challenges
# under: challengeactivation
# claim: median of 512 units minus median of 16 = medians["512 units"] - medians["16 units"]
# claim: median of batch size 16 minus median of 1,024 = medians["batch 16"] - medians["batch 1024"]
# claim: lecture's model: median of relu minus median of sigmoid = medians["relu, mse"] - medians["sigmoid, mse"]
def median_of_three(build, batch_size=128):
    scores = []
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        model = build()
        model.fit(train_x[:6000], train_y[:6000], epochs=5, batch_size=batch_size, verbose=0)
        scores.append(model.evaluate(validation_x, validation_y, verbose=0)[1])
    return np.median(scores)

medians = {
    "16 units": median_of_three(lambda: softmax_model(16)),
    "512 units": median_of_three(softmax_model),
    "batch 16": median_of_three(softmax_model, 16),
    "batch 1024": median_of_three(softmax_model, 1024),
    "relu, mse": median_of_three(lecture_model),
    "sigmoid, mse": median_of_three(lambda: lecture_model(activation="sigmoid")),
}
for setting, median in medians.items():
    print(f"{setting:13} {median:.2f}")

# step: test-once
# under: test
# claim: test accuracy = test_accuracy
# claim: test minus validation accuracy = test_accuracy - reader_accuracy
test_accuracy = reader.evaluate(test_x, test_y, verbose=0)[1]
print(round(test_accuracy, 3))

# step: draw-a-two
# under: draw
from PIL import Image, ImageDraw, ImageOps

def draw_two(dx=0, dy=0, pen=24):
    angles = np.radians(200 + 17 * np.arange(13))
    arc = np.column_stack([52 * np.cos(angles), -48 + 46 * np.sin(angles)])
    points = np.vstack([arc, [(-56, 86), (60, 86)]]) + (140 + dx, 140 + dy)
    paper = Image.new("L", (280, 280), 255)
    draw = ImageDraw.Draw(paper)
    draw.line([tuple(point) for point in points], fill=0, width=pen, joint="curve")
    return paper

# step: four-lines
# under: fourstages
# claim: prediction = probabilities.argmax()
# claim: probability of 2 = probabilities[2]
def read_small(small):
    pixels = np.asarray(small, "float32").reshape(1, 784) / 255
    return reader.predict(pixels, verbose=0)[0]

paper = draw_two()
shrunk = paper.resize((28, 28), Image.Resampling.BOX)  # the mean of each square
inverted = ImageOps.invert(shrunk)
probabilities = read_small(inverted)
print("prediction", probabilities.argmax())

# step: moved-two
# under: moved-reveal
# claim: probability of 2 for the moved 2 = moved[2]
moved_paper = draw_two(dx=-50, dy=-40)
moved = read_small(ImageOps.invert(moved_paper.resize((28, 28), Image.Resampling.BOX)))
print("probability of 2 below 0.3:", moved[2] < 0.3)

# step: prepare-as-mnist
# under: cured
# claim: prediction after preparing = cured.argmax()
# claim: probability of 2 after preparing = cured[2]
def prepare(paper):
    ink = ImageOps.invert(ImageOps.autocontrast(paper))
    digit = ink.crop(ink.point(lambda grey: 255 * (grey > 60)).getbbox())
    scale = 20 / max(digit.size)
    size = [max(1, round(scale * side)) for side in digit.size]
    small = np.asarray(digit.resize(size, Image.Resampling.BOX), float)
    rows, columns = np.indices(small.shape)
    top = round(14 - (rows * small).sum() / small.sum())  # centre of mass to (14, 14)
    left = round(14 - (columns * small).sum() / small.sum())
    frame = np.zeros((28, 28))
    frame[top : top + size[1], left : left + size[0]] = small
    return frame

cured = read_small(prepare(moved_paper))
print("prediction", cured.argmax())

# step: slips
# under: slipclaims
# claim: not inverted: worse than guessing, near or below 0.1 = slips["not inverted"]
first = validation_x[:2000]

def shifted(by):
    images = first.reshape(-1, 28, 28)
    return np.pad(images, ((0, 0), (0, 0), (by, 0)))[:, :, :28].reshape(-1, 784)

prepared = {
    "none": first,
    "not inverted": 1 - first,
    "grey paper, not stretched": 0.6 * first + 0.2,
    "2 pixels to the right": shifted(2),
    "4 pixels to the right": shifted(4),
    "not divided by 255": 255 * first,
}
slips = {}
for slip, images in prepared.items():
    slips[slip] = reader.evaluate(images, validation_y[:2000], verbose=0)[1]
    print(f"{slip:26} {slips[slip]:.2f}")

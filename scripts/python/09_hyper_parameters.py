# step: data
# under: data
import keras
import numpy as np
from keras import layers

(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
all_x = train_images.reshape(60000, 784).astype("float32") / 255
all_y = keras.utils.to_categorical(train_labels, 10)
test_x = test_images.reshape(10000, 784).astype("float32") / 255
x, y = all_x[:6000], all_y[:6000]
labels = train_labels[:6000]
validation_x, validation_labels = all_x[50000:], train_labels[50000:]  # no search sees them
print(x.shape, validation_x.shape)

# step: build-model
# under: buildmodel
from keras.wrappers import SKLearnClassifier

def build_model(X=None, y=None, units=512, learning_rate=0.001, output="sigmoid"):
    model = keras.Sequential([
        layers.Input(shape=(784,)),
        layers.Dense(units, activation="relu"),
        layers.Dense(10, activation=output),
    ])
    rmsprop = keras.optimizers.RMSprop(learning_rate=learning_rate)
    model.compile(loss="categorical_crossentropy", optimizer=rmsprop, metrics=["accuracy"])
    return model

def classifier(model=None, **fit):
    """A model builder as an estimator of scikit-learn's. It makes labels one-hot itself."""
    return SKLearnClassifier(build_model, model_kwargs=model or {}, fit_kwargs={"verbose": 0, **fit})

# step: sigmoid-or-softmax
# under: sameloss-reveal
# claim: loss with sigmoid minus loss with softmax = first_losses[0] - first_losses[1]
first_losses = []
for output in ("sigmoid", "softmax"):
    keras.utils.set_random_seed(0)
    fitted = build_model(output=output).fit(x[:2000], y[:2000], epochs=1, verbose=0)
    first_losses.append(fitted.history["loss"][0])
print("the same loss:", abs(first_losses[0] - first_losses[1]) < 1e-6)

# step: manual-search
# under: manual
for units, learning_rate, batch_size in [
    (512, 0.001, 32),
    (128, 0.001, 32),
    (512, 0.01, 32),
    (512, 0.001, 128),
]:
    keras.utils.set_random_seed(0)
    model = build_model(units=units, learning_rate=learning_rate)
    model.fit(x[:4000], y[:4000], epochs=2, batch_size=batch_size, verbose=0)
    accuracy = model.evaluate(x[4000:], y[4000:], verbose=0)[1]
    print(f"{units} units, η = {learning_rate}, B = {batch_size}: {accuracy:.2f}")

# step: folds
# under: folds
# claim: digit 8 in KFold's folds = count(plain, 8)
# claim: digit 8 in StratifiedKFold's folds = count(stratified, 8)
from sklearn.model_selection import KFold, StratifiedKFold

plain = [test for train, test in KFold(3).split(x)]
stratified = [test for train, test in StratifiedKFold(3).split(x, labels)]

def count(folds, digit):
    return [int((labels[fold] == digit).sum()) for fold in folds]

print("KFold          ", count(plain, 2), count(plain, 8))
print("StratifiedKFold", count(stratified, 2), count(stratified, 8))

# step: grid-search
# under: gridclaims
# claim: best cross-validation score = search.best_score_
from sklearn.model_selection import GridSearchCV, ParameterGrid

keras.utils.set_random_seed(0)
grid = ParameterGrid({"epochs": [1, 2, 3], "batch_size": [32, 64]})
settings = [{"verbose": 0, **setting} for setting in grid]
search = GridSearchCV(classifier(), {"fit_kwargs": settings}, cv=KFold(3))
search.fit(x, labels)
for setting, score in zip(grid, search.cv_results_["mean_test_score"]):
    print(setting, round(score, 2))

# step: search-the-rate
# under: rateclaims
# claim: 0.001 better than 0.0001 by (batch 32, 64) = gains
rates = [1e-4, 1e-3, 1e-2]
parameters = {
    "model_kwargs": [{"learning_rate": rate} for rate in rates],
    "fit_kwargs": [{"verbose": 0, "epochs": 2, "batch_size": size} for size in (32, 64)],
}
rate_search = GridSearchCV(classifier(), parameters, cv=KFold(3)).fit(x, labels)
by_size = rate_search.cv_results_["mean_test_score"].reshape(2, 3)  # batch sizes × rates
gains = by_size[:, 1] - by_size[:, 0]
print(by_size.round(2))

# step: random-search
# under: randomclaims
# claim: different learning rates: grid, random = [len(set(rates)), len(set(drawn))]
from scipy.stats import loguniform, randint
from sklearn.model_selection import ParameterSampler, RandomizedSearchCV

space = {"learning_rate": loguniform(1e-4, 3e-2), "units": randint(64, 513)}
draws = [dict(draw) for draw in ParameterSampler(space, 6, random_state=0)]
parameters = {
    "model_kwargs": draws,
    "fit_kwargs": [{"verbose": 0, "epochs": 2, "batch_size": size} for size in (16, 32, 64, 128)],
}
random_search = RandomizedSearchCV(classifier(), parameters, n_iter=6, cv=KFold(3), random_state=0)
random_search.fit(x, labels)
drawn = [draw["learning_rate"] for draw in draws]
for setting, score in zip(random_search.cv_results_["params"], random_search.cv_results_["mean_test_score"]):
    rate, size = setting["model_kwargs"]["learning_rate"], setting["fit_kwargs"]["batch_size"]
    print(f"η = {rate:.4f}, B = {size}: {score:.2f}")

# step: halving
# under: halving
# claim: units spent (epochs) = sum(epochs * len(candidates) for epochs, candidates in rounds)
# HalvingRandomSearchCV of scikit-learn counts samples or a single parameter; epochs lie inside
# fit_kwargs here, so the three rounds are written out
from sklearn.model_selection import cross_val_score

candidates, rounds = draws[:4], []
for epochs in (1, 2, 4):
    rounds.append((epochs, candidates))
    scores = [
        cross_val_score(classifier(draw, epochs=epochs, batch_size=32), x, labels, cv=KFold(3)).mean()
        for draw in candidates
    ]
    print(f"{epochs} epochs:", np.round(scores, 2))
    best_first = np.argsort(scores)[::-1]
    candidates = [candidates[i] for i in best_first[: max(1, len(candidates) // 2)]]

# step: refit-and-validate
# under: refit
contest = {"grid": search, "rate grid": rate_search, "random": random_search}
validated = {name: one.score(validation_x, validation_labels) for name, one in contest.items()}
for name, score in validated.items():
    print(f"{name:9} cross-validation {contest[name].best_score_:.2f}, validation {score:.2f}")

# step: test-once
# under: chosen
# claim: test accuracy of the chosen one, looked at once = accuracy
chosen = contest[max(validated, key=validated.get)]
accuracy = chosen.score(test_x, test_labels)
print(f"{accuracy:.2f}")

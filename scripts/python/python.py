# step: names
# above: names
# claim: parameters of the model = model.count_params()
import keras
from keras import layers

model = keras.Sequential([
    layers.Input(shape=(784,)),
    layers.Dense(32, activation="relu", use_bias=False),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
print(model.count_params())

# step: indexing
# above: indexing
# claim: one element = x[1, 1, 4]
# claim: shapes of x[-1], x[1:], x[:, 0], x[1:, :, ::2] = [x[-1].shape, x[1:].shape, x[:, 0].shape, x[1:, :, ::2].shape]
# claim: elements above 25 = x[x > 25]
import numpy as np

x = np.arange(30).reshape(3, 2, 5)
print(x[1, 1, 4], x[-1].shape, x[1:].shape, x[:, 0].shape, x[1:, :, ::2].shape)
print(x[x > 25])

# step: await
# above: await
# claim: shape of the answers = answers.shape
answers = model.predict(np.zeros((2, 784)), verbose=0)
print(answers.shape)

# step: types
# above: types
# claim: double(21) = double(21)
def double(x: float) -> float:
    return 2 * x

print(double(21), double("ab"))  # hints are not checked
print(2**53 + 1)  # as large as you like

# step: trap-1-division
# above: trap1
# claim: 7 / 2, 7 // 2, -7 // 2 = [7 / 2, 7 // 2, -7 // 2]
print(7 / 2, 7 // 2, -7 // 2)

# step: trap-2-remainder
# above: trap2
# claim: Python's -7 % 3 = -7 % 3
print(-7 % 3)

# step: trap-3-power
# above: trap3
# claim: Python's -2 ** 2 = -(2**2)
print(-(2**2), -2**2, (-2) ** 2)

# step: trap-4-negative-index
# above: trap4
# claim: the last of the list = numbers[-1]
numbers = [3, 1, 2]
print(numbers[-1], numbers[-2:])

# step: trap-5-slices
# above: trap5
# claim: the list, after its slice was changed = some
# claim: the array, after its slice was changed = many
some, many = [0, 1, 2, 3], np.arange(4)
part, view = some[1:3], many[1:3]
part[0] = view[0] = 99
print(some, many)

# step: trap-6-truth
# above: trap6
print(bool([]), bool(""), bool(0), bool("0"))

# step: trap-7-sorting-and-copies
# above: trap7
# claim: sorted as numbers = ascending
heights = [10, 9, 1]
ascending = sorted(heights)  # a new list; heights.sort() changes the old one
same = heights
same.append(5)
print(ascending, heights)

# step: trap-8-equality
# above: trap8
left, right = [1, 2], [1, 2]
print(left == right, left is right)
print(np.array(left) == np.array(right), np.array_equal(left, right))

# step: trap-9-ranges
# above: trap9
# claim: range(3) = list(range(3))
# claim: range(0, 10, 4) = list(range(0, 10, 4))
print(list(range(3)), list(range(0, 10, 4)))
for place, letter in enumerate("ab"):
    print(place, letter)

# step: trap-10-operators
# above: trap10
# claim: 2x + 1 = 2 * m + 1
# claim: the product of matrices = m @ m
# claim: each row less its mean = m - m.mean(axis=1, keepdims=True)
m = np.array([[1, 2], [3, 4]])
print(2 * m + 1)
print(m @ m)
print(m - m.mean(axis=1, keepdims=True))

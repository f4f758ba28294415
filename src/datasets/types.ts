// What data loaders return.
import type { NDArray } from "../array/index.js";

/** Training and test data in Keras's order: `const [[xTrain, yTrain], [xTest, yTest]] = …`. */
export type TrainAndTest = [
  train: [xTrain: NDArray, yTrain: NDArray],
  test: [xTest: NDArray, yTest: NDArray],
];

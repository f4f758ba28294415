// One split into training and test data.
import { arange, type ArrayLike, type NDArray } from "../array/index.js";
import { Table } from "../table/index.js";
import { type Samples, samplesOf } from "../table/internal.js";
import { checkOptions, complaint } from "../validation.js";
import {
  checkLength,
  ShuffleSplit,
  type Split,
  splitSizes,
  type SplitSizes,
  StratifiedShuffleSplit,
} from "./splitters/index.js";

/** Options of {@link trainTestSplit}. */
export interface TrainTestSplitOptions extends SplitSizes {
  /** Test samples: a share below 1 or a number of samples. Default: 0.25. */
  testSize?: number | undefined;
  /** Mix the samples first. Default: true. */
  shuffle?: boolean;
  /** Seed of the mixing; default: a new one every time. */
  seed?: number | undefined;
  /** Class labels whose shares both parts keep; needs `shuffle`. */
  stratify?: ArrayLike | undefined;
}

/** A part of a table is a table, a part of all else an array. */
type PartOf<X> = unknown extends X ? NDArray : X extends Table<infer Name> ? Table<Name> : NDArray;

type Parts<Arrays extends readonly unknown[]> = Arrays extends readonly [infer First, ...infer Others]
  ? [train: PartOf<First>, test: PartOf<First>, ...Parts<Others>]
  : [];

/**
 * Splits arrays and tables in the same way into a training and a test part.
 *
 * @param x - Samples along the first axis.
 * @param others - Labels and what else belongs to the samples, as many as they are; then the options.
 * @returns `[xTrain, xTest, yTrain, yTest, …]`, scikit-learn's order; copies, or views without `shuffle`.
 * @throws RangeError if sizes do not fit or lengths differ; TypeError for an option that there is not.
 *
 * @example
 * ```ts
 * import { trainTestSplit } from "gradus";
 * import { expect } from "vitest";
 *
 * const [xTrain, xTest, yTrain, yTest] = trainTestSplit([[1], [2], [3], [4]], [1, 2, 3, 4], { testSize: 0.5, seed: 0 });
 * expect([xTrain.shape, yTest.shape]).toEqual([[2, 1], [2]]);
 * expect(xTest.flatten().toArray()).toEqual(yTest.toArray());
 * expect([...yTrain.data, ...yTest.data].sort()).toEqual([1, 2, 3, 4]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.train_test_split`
 */
export function trainTestSplit<X extends ArrayLike>(
  x: X,
  options?: TrainTestSplitOptions,
): [xTrain: PartOf<X>, xTest: PartOf<X>];
export function trainTestSplit<X extends ArrayLike, Y extends ArrayLike>(
  x: X,
  y: Y,
  options?: TrainTestSplitOptions,
): [xTrain: PartOf<X>, xTest: PartOf<X>, yTrain: PartOf<Y>, yTest: PartOf<Y>];
export function trainTestSplit<Arrays extends readonly ArrayLike[]>(
  ...args: [...arrays: Arrays, options: TrainTestSplitOptions]
): Parts<Arrays>;
export function trainTestSplit<Arrays extends readonly ArrayLike[]>(...arrays: Arrays): Parts<Arrays>;
export function trainTestSplit(
  ...args: readonly (ArrayLike | TrainTestSplitOptions | undefined)[]
): Samples[] {
  const action = "split into training and test data";
  const given = args.filter((one) => one !== undefined);
  const options = isOptions(given.at(-1)) ? (given.pop() as TrainTestSplitOptions) : {};
  checkOptions(action, options, ["testSize", "trainSize", "shuffle", "seed", "stratify"]);
  const { shuffle = true, stratify, seed } = options;
  const [x, ...others] = given as [ArrayLike, ...ArrayLike[]];
  const samples = samplesOf(x);
  const nameOf = (i: number) => (i === 0 ? "y" : `array ${String(i + 2)}`);
  const arrays = [samples, ...others.map(samplesOf)];
  others.forEach((_, i) => checkLength(action, samples, nameOf(i), arrays[i + 1]!));
  const [trainSize, testSize] = splitSizes(samples.length, options, 0.25);
  if (!shuffle) {
    if (stratify !== undefined)
      throw new TypeError(
        complaint({ action, name: "stratify", wanted: "left out with shuffle: false", got: stratify }),
      );
    return arrays.flatMap((array) => [
      rowsFrom(array, 0, trainSize),
      rowsFrom(array, trainSize, trainSize + testSize),
    ]);
  }
  const splitter = new (stratify === undefined ? ShuffleSplit : StratifiedShuffleSplit)({
    numSplits: 1,
    trainSize,
    testSize,
    seed,
  });
  const [[train, test]] = [...splitter.split(samples, stratify)] as [Split];
  return arrays.flatMap((array) => [array.take(train), array.take(test)]);
}

function rowsFrom(array: Samples, start: number, end: number): Samples {
  return array instanceof Table ? array.take(arange(start, end)) : array.slice(start, end);
}

function isOptions(value: unknown): value is TrainTestSplitOptions {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

import { describe, expect, it, vi } from "vitest";
import {
  checkCv,
  GroupKFold,
  KFold,
  RepeatedKFold,
  RepeatedStratifiedKFold,
  ShuffleSplit,
  type Splitter,
  StratifiedKFold,
  StratifiedShuffleSplit,
  TimeSeriesSplit,
  toCategorical,
  trainTestSplit,
  zeros,
} from "gradus";
import { fixture } from "./fixture.js";

const lists = (splitter: Splitter, n: number, y?: number[], groups?: number[]) =>
  [...splitter.split({ length: n }, y, groups)].map(([train, test]) => [[...train], [...test]]);
const seeded = (seed: number | null) => (seed === null ? {} : { shuffle: true, seed });

describe("splitters", () => {
  it("KFold is scikit-learn's", () => {
    for (const { n, k, seed, splits } of fixture.kFold)
      expect(lists(new KFold({ numSplits: k, ...seeded(seed) }), n)).toEqual(splits);
  });

  it("StratifiedKFold is scikit-learn's", () => {
    for (const { y, k, seed, splits } of fixture.stratified)
      expect(lists(new StratifiedKFold({ numSplits: k, ...seeded(seed) }), y.length, y)).toEqual(splits);
  });

  it("ShuffleSplit and StratifiedShuffleSplit are scikit-learn's", () => {
    for (const { n, options, splits } of fixture.shuffleSplit)
      expect(lists(new ShuffleSplit({ numSplits: 3, seed: 7, ...options }), n)).toEqual(splits);
    for (const { y, options, splits } of fixture.stratifiedShuffle)
      expect(lists(new StratifiedShuffleSplit({ numSplits: 4, seed: 3, ...options }), y.length, y)).toEqual(
        splits,
      );
  });

  it("GroupKFold is scikit-learn's", () => {
    for (const { groups, k, seed, splits } of fixture.groupKFold)
      expect(
        lists(new GroupKFold({ numSplits: k, ...seeded(seed) }), groups.length, undefined, groups),
      ).toEqual(splits);
    expect(() => lists(new GroupKFold(2), 4)).toThrow(
      "Cannot make folds of groups: groups must be the group of each sample",
    );
    expect(() => lists(new GroupKFold(3), 4, undefined, [1, 1, 2, 2])).toThrow(
      "numSplits must be <= 2, the number of groups, current value is 3",
    );
    expect(() => lists(new GroupKFold(2), 4, undefined, [1, 2])).toThrow(
      "length of groups must be 4, as of x",
    );
  });

  it("TimeSeriesSplit is scikit-learn's", () => {
    for (const { n, options, splits } of fixture.timeSeries) {
      const splitter = new TimeSeriesSplit(options);
      expect(lists(splitter, n)).toEqual(splits);
      expect(splitter.getNumSplits()).toBe(splits.length);
    }
    expect(() => lists(new TimeSeriesSplit(), 5)).toThrow(
      "Cannot split 5 samples in time: number of samples must be >= 6 for 5 splits",
    );
    expect(() => lists(new TimeSeriesSplit({ testSize: 3, gap: 5 }), 20)).toThrow(
      "must be >= 21 for 5 splits",
    );
  });

  it("RepeatedKFold and RepeatedStratifiedKFold are scikit-learn's", () => {
    const { y, plain, stratified } = fixture.repeated;
    expect(lists(new RepeatedKFold({ numSplits: 3, numRepeats: 2, seed: 4 }), 10)).toEqual(plain);
    const splitter = new RepeatedStratifiedKFold({ numSplits: 3, numRepeats: 4, seed: 6 });
    expect(lists(splitter, y.length, y)).toEqual(stratified);
    expect(splitter.getNumSplits()).toBe(12);
  });

  it("refuse options that they do not have, and Python's spelling with ours", () => {
    for (const [make, name, fix] of [
      [() => new KFold({ n_splits: 3 } as never), "n_splits", "numSplits"],
      [() => new StratifiedKFold({ shuffle: true, randomState: 1 } as never), "randomState", "seed"],
      [() => new ShuffleSplit({ random_state: 1 } as never), "random_state", "seed"],
      [() => new StratifiedShuffleSplit({ test_size: 0.5 } as never), "test_size", "testSize"],
      [() => new TimeSeriesSplit({ max_train_size: 3 } as never), "max_train_size", "maxTrainSize"],
      [() => new RepeatedStratifiedKFold({ n_repeats: 3 } as never), "n_repeats", "numRepeats"],
      [() => checkCv(3, [1], { Classifier: true } as never), "Classifier", "classifier"],
      [() => trainTestSplit([1, 2, 3], { randomState: 1 } as never), "randomState", "seed"],
      [() => trainTestSplit([1, 2, 3], [1, 2, 3], { test_size: 1 } as never), "test_size", "testSize"],
    ] as const)
      expect(make).toThrow(new RegExp(`current value is "${name}"; write ${fix}$`));
  });

  it("trainTestSplit takes any number of arrays", () => {
    const x = Array.from({ length: 9 }, (_, i) => i);
    const three = trainTestSplit(
      x,
      x.map((i) => 2 * i),
      x.map((i) => 3 * i),
      { testSize: 3, seed: 1 },
    );
    expect(three.map((part) => part.toArray())).toEqual(fixture.trainTestThree);
    expect(trainTestSplit(x, x, x).length).toBe(6);
    expect(() => trainTestSplit(x, x, [1], { seed: 1 })).toThrow("length of array 3 must be 9, as of x");
  });

  it.each([2, 3, 5, 10])("folds of %i use every sample once as test data", (numSplits) => {
    const y = Array.from({ length: 57 }, (_, i) => i % 3);
    for (const splitter of [
      new KFold({ numSplits }),
      new KFold({ numSplits, shuffle: true }),
      new StratifiedKFold({ numSplits, shuffle: true }),
    ]) {
      const tested = lists(splitter, 57, y).flatMap(([train, test]) => {
        expect(train!.filter((i) => test!.includes(i))).toEqual([]);
        expect(train!.length + test!.length).toBe(57);
        return test!;
      });
      expect(tested.sort((a, b) => a - b)).toEqual(Array.from({ length: 57 }, (_, i) => i));
    }
  });

  it("trainTestSplit is scikit-learn's", () => {
    const x = Array.from({ length: 21 }, (_, i) => i);
    const y = x.map((i) => i % 3);
    for (const { options, parts } of fixture.trainTest) {
      const { stratify, ...rest } = options;
      const got = trainTestSplit(x, y, {
        ...rest,
        ...(stratify && { stratify: y }),
        ...(options.shuffle === false ? {} : { seed: 5 }),
      });
      expect(got.map((part) => part.toArray())).toEqual(parts);
    }
    expect(trainTestSplit(zeros([8, 2, 3]), { testSize: 2 }).map(({ shape }) => shape)).toEqual([
      [6, 2, 3],
      [2, 2, 3],
    ]);
  });

  it("say what does not fit", () => {
    expect(() => lists(new KFold(5), 3)).toThrow(
      "Cannot split 3 samples into 5 folds: numSplits must be <= 3, current value is 5; load more samples or lower numSplits",
    );
    expect(() => new KFold(1)).toThrow(
      "Cannot make folds: numSplits must be an integer >= 2, current value is 1; one fold would leave nothing to train on",
    );
    expect(() => new KFold({ seed: 1 })).toThrow("seed must be left out without shuffle: true");
    expect(() => lists(new StratifiedKFold(2), 4)).toThrow(
      "Cannot make stratified folds: y must be the class of each sample",
    );
    expect(() => [...new StratifiedKFold(2).split({ length: 4 }, toCategorical([0, 1, 0, 1]))]).toThrow(
      'y must be class numbers, shape [n], current value is "multilabel-indicator"; for one-hot rows use KFold, or argmax(y, 1)',
    );
    expect(() => trainTestSplit([1, 2, 3], { testSize: 3 })).toThrow(
      "Cannot split 3 samples: testSize must be a share in (0, 1), or a number of samples below all, current value is 3",
    );
    expect(() => trainTestSplit([1, 2, 3, 4], { testSize: 0.9 })).toThrow(
      "number of training samples must be >= 1, current value is 0",
    );
    expect(() => trainTestSplit([1, 2, 3], [1, 2])).toThrow(
      "length of y must be 3, as of x, current value is 2",
    );
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    lists(new StratifiedKFold(3), 7, [0, 0, 0, 0, 0, 1, 1]);
    expect(warn.mock.calls[0]![0]).toBe(
      "The smallest class has only 2 samples, fewer than the 3 folds: some folds have none of it",
    );
    warn.mockRestore();
  });

  it("checkCv() follows scikit-learn's rule", () => {
    const labels = [0, 1, 2, 0, 1, 2];
    const name = (...args: Parameters<typeof checkCv>) => checkCv(...args).constructor.name;
    expect(name(3, labels, { classifier: true })).toBe("StratifiedKFold");
    expect(name(3, labels)).toBe("KFold");
    expect(name(3, toCategorical(labels), { classifier: true })).toBe("KFold");
    expect(name(3, [0.5, 1.5], { classifier: true })).toBe("KFold");
    const given = checkCv([
      [[0, 1], [2]],
      [[2], [0]],
    ]);
    expect(given.getNumSplits()).toBe(2);
    expect([...given.split({ length: 3 })][0]![1]).toEqual(Int32Array.of(2));
    expect(() => checkCv("three" as never)).toThrow(
      "cv must be a number of folds, a splitter, or pairs of indices",
    );
  });
});

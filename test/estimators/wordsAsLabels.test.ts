// Labels that are words: scikit-learn takes them, arrays here do not, so whoever brings them reads what makes them numbers.
import { expect, it } from "vitest";
import {
  accuracyScore,
  array,
  confusionMatrix,
  DummyClassifier,
  LabelEncoder,
  LogisticRegression,
  StratifiedKFold,
  trainTestSplit,
} from "gradus";

const x = [[1, 2], [3, 4], [5, 6], [7, 8]]; // prettier-ignore
const words = ["cat", "dog", "cat", "dog"] as never;

it.each([
  () => new LogisticRegression().fit(x, words),
  () => new DummyClassifier().fit(x, words),
  () => trainTestSplit(x, words),
  () => trainTestSplit(x, [0, 1, 0, 1], { stratify: words }),
  () => [...new StratifiedKFold({ numSplits: 2 }).split(x, words)],
  () => accuracyScore(words, words),
  () => confusionMatrix(words, words),
])("%s", (act) => {
  expect(act).toThrow(
    'x[0] must be a number or boolean, current value is "cat"; LabelEncoder makes labels that are words into numbers',
  );
});

it("what LabelEncoder makes of them is taken", () => {
  const numbers = new LabelEncoder().fitTransform(words);
  expect(new LogisticRegression().fit(x, numbers).predict(x).shape).toEqual([4]);
  expect(trainTestSplit(x, numbers, { stratify: numbers, testSize: 0.5 })[3].toArray()).toContain(1);
});

it("numbers in texts and big integers say how they become numbers", () => {
  expect(() => array(["1.5"] as never)).toThrow(
    'current value is "1.5"; write Number(x) for numbers in texts',
  );
  expect(() => array([1n] as never)).toThrow("current value is 1; write Number(x)");
});

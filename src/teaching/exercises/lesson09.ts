// Exercises of lesson 09: hyper-parameters.
import type { Exercise } from "./types.js";

export interface FoundSetting {
  setting: Readonly<Record<string, unknown>>;
  score: number;
}

const foundSetting: Exercise<FoundSetting> = {
  start: {
    ko: "model__units에 더 큰 수를, model__learningRate에 더 큰 값을 넣어 보세요.",
    en: "Give model__units larger numbers, and model__learningRate some larger values.",
  },
  right: {
    ko: "유닛이 넉넉하고 걸음이 크면 XOR를 나눕니다.",
    en: "With units enough and larger steps it parts XOR.",
  },
  check({ setting, score }) {
    if (score >= 0.95 && score <= 1) return undefined;
    const found = score.toFixed(3);
    return "model__learningRate" in setting
      ? {
          ko: `가장 좋은 점수가 ${found}입니다. 유닛이 넷이나 여덟이면 어떤가요?`,
          en: `The best score is ${found}. How about four or eight units?`,
        }
      : {
          ko: `가장 좋은 점수가 ${found}입니다. 유닛만 찾고 있나요? 학습률도 검색할 수 있습니다.`,
          en: `The best score is ${found}. Does the search try units only? It can search the learning rate, too.`,
        };
  },
};

const cutFolds: Exercise<(count: number, folds: number) => readonly ArrayLike<number>[]> = {
  start: {
    ko: "나머지를 앞의 폴드에 하나씩 나눠 주세요.",
    en: "Give what is left to the first folds, one each.",
  },
  right: { ko: "KFold와 똑같이 자릅니다.", en: "It cuts as KFold does." },
  check(answer) {
    for (const [count, folds, wanted] of [
      [9, 3, [3, 3, 3]],
      [10, 3, [4, 3, 3]],
      [11, 4, [3, 3, 3, 2]],
    ] as const) {
      const cut = answer(count, folds).map((fold) => Array.from(fold));
      const sizes = cut.map((fold) => fold.length);
      if (sizes.join() !== wanted.join()) {
        const [got, want] = [sizes.join(", "), wanted.join(", ")];
        return {
          ko: `${String(count)}개를 ${String(folds)}개의 폴드로 자르면 크기가 ${want}여야 하는데 ${got}입니다.`,
          en: `${String(count)} samples in ${String(folds)} folds should have sizes ${want}, yours are ${got}.`,
        };
      }
      if (cut.flat().some((number, i) => number !== i)) {
        return {
          ko: "크기는 맞습니다. 번호가 차례대로 이어지는지 보세요.",
          en: "The sizes are right. Do the numbers follow each other?",
        };
      }
    }
    return undefined;
  },
};

const drawRate: Exercise<(u: number, low: number, high: number) => number> = {
  start: {
    ko: "학습률이 아니라 그 로그가 고르게 뽑혀야 합니다.",
    en: "Not the rate but its logarithm should come evenly.",
  },
  right: {
    ko: "distributions.logUniform이 이렇게 뽑습니다.",
    en: "That is how distributions.logUniform draws.",
  },
  check(answer) {
    for (const [u, wanted] of [
      [0, 1e-4],
      [1, 1e-2],
      [0.5, 1e-3],
    ] as const) {
      const got = answer(u, 1e-4, 1e-2);
      if (Math.abs(got / wanted - 1) < 1e-6) continue;
      if (u === 0.5) {
        return {
          ko: `u = 0.5면 0.0001과 0.01의 한가운데 자릿수인 0.001이어야 하는데 ${String(got)}입니다.`,
          en: `u = 0.5 should give 0.001, half-way in magnitude between 0.0001 and 0.01; yours gives ${String(got)}.`,
        };
      }
      return {
        ko: `u = ${String(u)}이면 끝값인 ${String(wanted)}이어야 하는데 ${String(got)}입니다.`,
        en: `u = ${String(u)} should give the end, ${String(wanted)}; yours gives ${String(got)}.`,
      };
    }
    return undefined;
  },
};

const tenAccuracies: Exercise<readonly number[]> = {
  start: {
    ko: "시드를 0부터 9까지 바꾸며 훈련하고 정확도를 모으세요.",
    en: "Train with seeds 0 to 9 and collect the accuracies.",
  },
  right: { ko: "한 번의 점수가 아니라 퍼짐을 보게 되었습니다.", en: "Now you see a spread, not one score." },
  check(accuracies) {
    if (accuracies.length === 0) return tenAccuracies.start;
    if (accuracies.length !== 10) {
      return {
        ko: `열 개가 아니라 ${String(accuracies.length)}개입니다.`,
        en: `There are ${String(accuracies.length)}, not ten.`,
      };
    }
    if (accuracies.some((accuracy) => !(accuracy >= 0 && accuracy <= 1))) {
      return { ko: "정확도는 0과 1 사이입니다.", en: "An accuracy lies between 0 and 1." };
    }
    return new Set(accuracies).size > 1
      ? undefined
      : { ko: "열 번이 모두 같습니다. 시드를 바꾸었나요?", en: "All ten are equal. Did the seed change?" };
  },
};

export const lesson09 = {
  "09-1": foundSetting,
  "09-2": cutFolds,
  "09-3": drawRate,
  "09-4": tenAccuracies,
};

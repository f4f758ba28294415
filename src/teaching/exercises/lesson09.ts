// Exercises of lesson 09: hyper-parameters.
import type { Exercise } from "./types.js";

const bestUnits: Exercise<number> = {
  start: {
    ko: "paramGrid에 model__units: [1, 2, 4, 8]을 쓰세요.",
    en: "Use model__units: [1, 2, 4, 8] as the paramGrid.",
  },
  right: { ko: "유닛이 넷이나 여덟이면 XOR를 나눌 수 있습니다.", en: "Four or eight units can part XOR." },
  check(units) {
    if (units === 0) return bestUnits.start;
    if (units === 4 || units === 8) return undefined;
    return {
      ko: "그보다 더 좋은 유닛 수가 있습니다. 에포크가 너무 적지 않았나요?",
      en: "Another number of units scores higher. Were there enough epochs?",
    };
  },
};

const splitter: Exercise<string> = {
  start: { ko: "폴드마다 레이블의 개수를 세어 보세요.", en: "Count the labels in each fold." },
  right: { ko: "정수 레이블은 층화합니다.", en: "Integer labels are stratified." },
  check(name) {
    if (name === "") return splitter.start;
    return name === "StratifiedKFold"
      ? undefined
      : {
          ko: "폴드마다 레이블의 비율이 같은지 보세요.",
          en: "Do the folds have equal shares of each label?",
        };
  },
};

const scoreAndFinished: Exercise<readonly [number, number]> = {
  start: {
    ko: "검색을 실행하고 cvResults.meanTestScore를 보세요.",
    en: "Run the search and look at cvResults.meanTestScore.",
  },
  right: { ko: "한 후보가 실패해도 나머지는 끝까지 갑니다.", en: "One candidate fails, the rest goes on." },
  check([score, finished]) {
    if (score === 0 && finished === 0) return scoreAndFinished.start;
    if (!Number.isNaN(score))
      return { ko: "실패한 후보의 점수는 errorScore입니다.", en: "A failed candidate scores errorScore." };
    return finished === 2
      ? undefined
      : { ko: "끝난 후보를 다시 세어 보세요.", en: "Count the finished candidates again." };
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
  "09-1": bestUnits,
  "09-2": splitter,
  "09-3": scoreAndFinished,
  "09-4": tenAccuracies,
};

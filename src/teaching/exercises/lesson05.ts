// Exercises of lesson 05: XOR the Keras way.
import type { Exercise } from "./types.js";

const epochsWithBatch4: Exercise<number> = {
  start: {
    ko: "study를 베껴 batchSize만 4로 바꿔 보세요.",
    en: "Copy study and change batchSize to 4.",
  },
  right: {
    ko: "한 에포크에 한 걸음이니 네 배쯤 더 걸립니다.",
    en: "One step an epoch in place of four: about four times as many epochs.",
  },
  check: (epochs) =>
    epochs >= 3300 && epochs <= 5200
      ? undefined
      : epochs < 3300
        ? {
            ko: "배치 크기가 1일 때와 비슷합니다. 한 에포크에 몇 걸음을 걷나요?",
            en: "That is close to batch size 1. How many steps does an epoch make now?",
          }
        : {
            ko: "너무 큽니다. 끝까지 0.01에 못 이른 시드를 빼고 세었나요?",
            en: "Too large. Did you leave out the seeds that never get below 0.01?",
          },
};

const timesFaster: Exercise<number> = {
  start: {
    ko: '지표 이름은 metrics: ["mse"]로 넣고, 기록에서 "mse"를 보세요.',
    en: 'Pass metrics: ["mse"] and look at "mse" in the history.',
  },
  right: {
    ko: "교차 엔트로피는 σ′을 지워 고원에서도 그래디언트가 살아 있습니다.",
    en: "Cross-entropy cancels σ′, so that the gradient survives on the plateau.",
  },
  check: (factor) =>
    factor >= 1.7 && factor <= 3
      ? undefined
      : factor > 0 && factor < 1
        ? { ko: "나누는 순서가 바뀌었습니다.", en: "The other way round: mse over cross-entropy." }
        : {
            ko: "손실이 아니라 평균 제곱 오차가 0.01 아래로 내려간 에포크를 비교하세요.",
            en: "Compare the epochs at which the mean squared error, not the loss, falls below 0.01.",
          },
};

const solvedWithThree: Exercise<number> = {
  start: {
    ko: "study에 [3]을 넣고 numSolved로 세어 보세요.",
    en: "Give study the hidden layers [3] and count with numSolved.",
  },
  right: {
    ko: "유닛 하나의 여유가 막다른 길을 돌아가게 합니다.",
    en: "One unit to spare is a way around the traps.",
  },
  check(solved) {
    if (solved === 0) return solvedWithThree.start;
    if (solved >= 97 && solved <= 100) return undefined;
    return solved >= 60 && solved < 97
      ? {
          ko: "유닛이 둘일 때와 비슷합니다. 은닉층의 유닛을 바꾸었나요?",
          en: "That is close to what two units solve. Has the hidden layer changed?",
        }
      : { ko: "시드 100개 가운데 몇 개인지 세세요.", en: "Count how many of the 100 seeds." };
  },
};

const countedParameters: Exercise<number> = {
  start: { ko: "XOR의 출력은 몇 개인가요?", en: "How many outputs has XOR?" },
  right: {
    ko: "은닉층 96개에 출력층 33개를 더한 수입니다.",
    en: "96 in the hidden layer and 33 in the output layer.",
  },
  check: (count) =>
    count === 129
      ? undefined
      : {
          ko: "출력이 하나일 때의 수가 아닙니다. 층마다 (입력 수 + 1) × 유닛 수로 세어 보세요.",
          en: "Not the number for a single output. Count (inputs + 1) × units for each layer.",
        },
};

export const lesson05 = {
  "05-1": epochsWithBatch4,
  "05-2": timesFaster,
  "05-3": solvedWithThree,
  "05-4": countedParameters,
};

// Exercises of lesson 01: how many samples before a step?
import type { Exercise } from "./types.js";

/** Numbers in a list, a typed array or an array with `toArray()`. */
export type Indices = ArrayLike<number> | { toArray(): unknown };

const batchesOfOneEpoch: Exercise<(numSamples: number, batchSize: number) => Iterable<Indices>> = {
  start: {
    ko: "먼저 번호 전체를 섞고, 앞에서부터 batchSize개씩 잘라 보세요.",
    en: "Shuffle all the numbers first, then cut them into pieces of batchSize from the front.",
  },
  right: {
    ko: "한 에포크에 모든 샘플이 한 번씩 나옵니다.",
    en: "In one epoch every sample comes up exactly once.",
  },
  check(cut) {
    const batches = [...cut(60, 12)].map(toList);
    const all = batches.flat();
    if (batches.length !== 5 || batches.some((batch) => batch.length !== 12)) {
      return {
        ko: `60개를 12개씩 나누면 12개짜리 묶음이 다섯 개여야 하는데, 묶음의 크기가 [${batches.map((b) => b.length).join(", ")}]입니다.`,
        en: `60 samples by 12 make five batches of 12; yours have sizes [${batches.map((b) => b.length).join(", ")}].`,
      };
    }
    if (all.some((index) => !Number.isInteger(index) || index < 0 || index >= 60)) {
      return { ko: "0부터 59까지가 아닌 번호가 섞여 있습니다.", en: "There are numbers outside 0 to 59." };
    }
    const missing = 60 - new Set(all).size;
    if (missing > 0) {
      return {
        ko: `60개 가운데 ${String(missing)}개를 한 번도 보지 못했습니다. 묶음마다 새로 뽑고 있지 않은지 살펴보세요.`,
        en: `${String(missing)} of the 60 samples were never seen. Do you draw anew for every batch?`,
      };
    }
    if (all.every((index, i) => index === i)) {
      return {
        ko: "빠진 샘플은 없지만 순서가 늘 같습니다. 에포크마다 섞어야 합니다.",
        en: "No sample is missing, but the order never changes. An epoch starts with a shuffle.",
      };
    }
    const last = [...cut(10, 4)].map(toList);
    return last.flat().length === 10
      ? undefined
      : {
          ko: "10개를 4개씩 나누면 마지막 묶음은 2개입니다. 남은 샘플을 버리지 마세요.",
          en: "10 samples by 4 leave a last batch of 2. Keep the remainder.",
        };
  },
};

const onlineRate: Exercise<number> = {
  start: {
    ko: "배치 크기가 12에서 1로 줄었습니다. 한 에포크의 걸음 수는 몇 배가 되었나요?",
    en: "The batch shrank from 12 to 1. By which factor did the number of steps an epoch grow?",
  },
  right: {
    ko: "학습률을 배치 크기만큼 줄이면 두 방법이 같은 거리에서 멈춥니다.",
    en: "Shrink the learning rate with the batch, and both end at the same distance.",
  },
  check(rate) {
    if (!(rate > 0)) return { ko: "학습률은 0보다 커야 합니다.", en: "A learning rate is greater than 0." };
    if (rate > 0.03) {
      return {
        ko: "아직 걸음이 큽니다. η / B가 미니 배치와 같아지는 값을 찾아보세요.",
        en: "The steps are still too long. Look for the value where η / B equals the mini-batch's.",
      };
    }
    if (rate < 0.01) {
      return {
        ko: "걸음이 너무 작아 도착하기 전에 에포크가 끝납니다.",
        en: "The steps are so short that the epochs end before the arrival.",
      };
    }
    return undefined;
  },
};

const epochsTo90: Exercise<number> = {
  start: {
    ko: "풀 배치 에포크 하나는 한 걸음입니다. 걸음마다 테스트 정확도를 재고, 0.9를 처음 넘을 때를 적으세요.",
    en: "A full-batch epoch is one step. Measure the test accuracy after each, and note the first one at 0.9.",
  },
  right: {
    ko: "미니 배치가 한 에포크에 가는 곳을 풀 배치는 백 에포크쯤에 갑니다.",
    en: "Full batch takes about a hundred epochs to get where mini-batches get in one.",
  },
  check(epochs) {
    if (!Number.isInteger(epochs))
      return { ko: "에포크 수는 정수입니다.", en: "A number of epochs is whole." };
    if (epochs < 85) {
      return {
        ko: "그만큼으로는 아직 90%에 못 미칩니다. 학습률이 0.5인지, 정확도를 테스트 샘플로 쟀는지 확인하세요.",
        en: "That many are not enough for 90 %. Is the learning rate 0.5, and the accuracy the test samples'?",
      };
    }
    if (epochs > 120) {
      return {
        ko: "그보다 먼저 90%를 넘습니다. 걸음마다 재고 있나요?",
        en: "It reaches 90 % earlier. Do you measure after every step?",
      };
    }
    return undefined;
  },
};

const batchWithAllDigits: Exercise<number> = {
  start: {
    ko: "배치 크기를 정하고 1,000번 뽑아, 레이블이 10가지인 배치의 비율을 세어 보세요.",
    en: "Fix a batch size, draw 1,000 batches, and count the share that shows ten different labels.",
  },
  right: {
    ko: "배치 100개 가운데 99개에 열 가지 숫자가 모두 들어 있습니다.",
    en: "99 of 100 such batches hold all ten digits.",
  },
  check(batchSize) {
    if (batchSize < 56) {
      return {
        ko: "그 크기에서는 빠지는 숫자가 있는 배치가 1%보다 많습니다.",
        en: "At that size more than 1 % of the batches lack a digit.",
      };
    }
    if (batchSize > 72) {
      return {
        ko: "99%를 넘지만 더 작은 배치로도 됩니다.",
        en: "Above 99 %, but a smaller batch will do.",
      };
    }
    return undefined;
  },
};

export const lesson01 = {
  "01-1": batchesOfOneEpoch,
  "01-2": onlineRate,
  "01-3": epochsTo90,
  "01-4": batchWithAllDigits,
};

function toList(batch: Indices): number[] {
  return "toArray" in batch ? (batch.toArray() as number[]) : Array.from(batch);
}

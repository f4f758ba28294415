// Exercises of lesson 06: MNIST.
import type { Exercise, Sentence } from "./types.js";

type Medians = Readonly<Record<string | number, number>>;

/** The first setting without a usable number, said in both languages. */
function missing(medians: Medians, settings: readonly (string | number)[]): Sentence | undefined {
  const left = settings.find(
    (setting) => !((medians[setting] ?? NaN) >= 0 && (medians[setting] ?? NaN) <= 1),
  );
  if (left === undefined) return undefined;
  return {
    ko: `${String(left)}의 정확도가 없습니다. 0과 1 사이의 수를 적으세요.`,
    en: `The accuracy of ${String(left)} is missing. Note a number from 0 to 1.`,
  };
}

interface Comparison {
  settings: readonly (string | number)[];
  /** The first setting must beat the second by more than this. */
  better: readonly [string | number, string | number, by: number];
  start: Sentence;
  right: Sentence;
  /** Said when the difference is too small. */
  hint: Sentence;
}

/** An exercise that notes the median accuracy of each setting. */
function medians({ settings, better: [high, low, by], start, right, hint }: Comparison): Exercise<Medians> {
  return {
    start,
    right,
    check(answer) {
      if (Object.keys(answer).length === 0) return start;
      return missing(answer, settings) ?? (answer[high]! - answer[low]! > by ? undefined : hint);
    },
  };
}

const unitsMedians = medians({
  settings: [16, 64, 128, 512],
  better: [512, 16, 0.01],
  start: {
    ko: "설정마다 시드 3, 4, 5로 훈련하고 중앙값을 적으세요.",
    en: "Train each setting with seeds 3, 4 and 5 and note the median.",
  },
  right: {
    ko: "유닛이 많을수록 높지만 뒤로 갈수록 이득이 줄어듭니다.",
    en: "More units score higher, by less and less.",
  },
  hint: {
    ko: "512개와 16개가 거의 같습니다. 다섯 에포크를 모두 훈련했나요?",
    en: "512 and 16 units come out alike. Did all five epochs run?",
  },
});

const batchMedians = medians({
  settings: [16, 128, 1024],
  better: [16, 1024, 0.01],
  start: {
    ko: "유닛은 512개로 두고 배치 크기만 바꿉니다.",
    en: "Leave 512 units and change the batch size only.",
  },
  right: {
    ko: "배치가 크면 걸음 수가 줄어 다섯 에포크로는 모자랍니다.",
    en: "A large batch takes fewer steps, and five epochs are not enough for it.",
  },
  hint: {
    ko: "1,024에서는 걸음 수가 30번뿐입니다. 더 낮아야 합니다.",
    en: "At 1,024 there are only 30 steps. It should score lower.",
  },
});

const activationMedians = medians({
  settings: ["relu", "sigmoid"],
  better: ["relu", "sigmoid", 0.005],
  start: { ko: "은닉층의 활성화 함수만 바꿉니다.", en: "Change the hidden layer's activation only." },
  right: {
    ko: "relu가 앞섭니다. sigmoid의 미분치는 0.25를 넘지 않기 때문입니다.",
    en: "relu leads: the sigmoid's derivative never exceeds 0.25.",
  },
  hint: {
    ko: "relu가 더 높아야 합니다. 출력층을 바꾸지 않았나요?",
    en: "relu should score higher. Did the output layer change?",
  },
});

const bestEpoch: Exercise<number> = {
  start: {
    ko: "history.val_loss에서 가장 작은 값의 자리를 찾으세요.",
    en: "Find the place of the smallest value in history.val_loss.",
  },
  right: { ko: "그 뒤로는 훈련 손실만 줄어듭니다.", en: "After it, only the training loss falls." },
  check(epoch) {
    if (epoch === 0) return bestEpoch.start;
    if (!Number.isInteger(epoch) || epoch < 0)
      return { ko: "에포크는 1부터 세는 정수입니다.", en: "Epochs are whole numbers from 1." };
    if (epoch === 1)
      return { ko: "첫 에포크에서는 아직 배우는 중입니다.", en: "In the first epoch it is still learning." };
    return epoch <= 4
      ? undefined
      : {
          ko: "훈련 손실이 아니라 테스트 손실을 보세요.",
          en: "Look at the test loss, not the training loss.",
        };
  },
};

const shiftedAccuracy: Exercise<number> = {
  start: { ko: "에포크마다 이미지를 새로 밀어서 훈련하세요.", en: "Shift the images anew for every epoch." },
  right: {
    ko: "밀린 숫자도 읽습니다. 데이터가 가르쳐 준 것입니다.",
    en: "It reads shifted digits, too: the data taught it.",
  },
  check(accuracy) {
    if (Number.isNaN(accuracy)) return shiftedAccuracy.start;
    return accuracy > 0.85 && accuracy <= 1
      ? undefined
      : {
          ko: "아직 낮습니다. 가로와 세로를 모두 밀었는지, 에포크가 넉넉한지 보세요.",
          en: "Still low. Are both directions shifted, and are there enough epochs?",
        };
  },
};

const sureShare: Exercise<number> = {
  start: {
    ko: "predict의 줄마다 최댓값을 구해 0.9와 비교하세요.",
    en: "Take the largest value of each row of predict and compare it with 0.9.",
  },
  right: {
    ko: "잡음인데도 확신합니다. 모델에는 “숫자가 아님”이 없습니다.",
    en: "It is sure about noise: there is no class “not a digit”.",
  },
  check(share) {
    if (Number.isNaN(share)) return sureShare.start;
    return share > 0 && share <= 1
      ? undefined
      : {
          ko: "비율은 0과 1 사이입니다. 개수를 1,000으로 나누었나요?",
          en: "A share lies between 0 and 1. Is the count divided by 1,000?",
        };
  },
};

export const lesson06 = {
  "06-1": unitsMedians,
  "06-2": batchMedians,
  "06-3": activationMedians,
  "06-4": bestEpoch,
  "06-5": shiftedAccuracy,
  "06-6": sureShare,
};

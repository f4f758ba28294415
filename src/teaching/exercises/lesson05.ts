// Exercises of lesson 05: XOR the Keras way.
import type { Exercise } from "./types.js";

/** Three times relu at x, and what came back to x. */
type ReluProbe = (x: number) => { value: number; slope: number };

const newOperation: Exercise<ReluProbe> = {
  start: {
    ko: "0보다 작은 수를 넣으면 값과 기울기가 모두 0이어야 합니다.",
    en: "For a number below 0, value and slope should both be 0.",
  },
  right: {
    ko: "값도 기울기도 맞습니다. 라이브러리의 연산도 하나하나 이렇게 생겼습니다.",
    en: "Value and slope are right. Every operation of a library looks like this.",
  },
  check(relu) {
    for (const x of [2, 0.5, -0.5, -2]) {
      const { value, slope } = relu(x);
      const wanted = 3 * Math.max(0, x);
      if (value !== wanted) {
        return {
          ko: `relu(${String(x)})의 값이 다릅니다.`,
          en: `The value of relu(${String(x)}) is not right.`,
        };
      }
      const h = 1e-6;
      const measured = (relu(x + h).value - relu(x - h).value) / (2 * h);
      if (!(Math.abs(slope - measured) < 1e-6)) {
        return {
          ko: `값은 맞는데 ${String(x)}에서 기울기가 다릅니다. 거기서 값은 얼마나 빨리 변하나요?`,
          en: `The values are right, the slope at ${String(x)} is not. How fast does the value change there?`,
        };
      }
    }
    return undefined;
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

const twoInputs: Exercise<{ inputNames: readonly string[]; countParams: () => number }> = {
  start: {
    ko: "입력 둘을 layers.concatenate()로 이어 붙이세요.",
    en: "Join two inputs with layers.concatenate().",
  },
  right: {
    ko: "두 입력이 한 모델에서 만납니다. Sequential로는 만들 수 없는 모양입니다.",
    en: "Two inputs meet in one model, which no stack can do.",
  },
  check(model) {
    if (model.inputNames.length !== 2) {
      return {
        ko: "모델의 입력이 하나입니다. inputs에 두 입력의 목록을 주세요.",
        en: "The model has one input. Give inputs a list of two.",
      };
    }
    return model.countParams() === 9
      ? undefined
      : {
          ko: "이어 붙인 뒤는 2-2-1과 같은 모양이어야 합니다. 은닉 유닛이 두 입력을 모두 보나요?",
          en: "Once joined, it should go on as 2-2-1. Do the hidden units see both inputs?",
        };
  },
};

const anyNumberOfLayers: Exercise<readonly number[]> = {
  start: {
    ko: "층의 목록을 속성에 두고, call에서 차례로 지나가세요.",
    en: "Keep a list of layers as a property, and pass through them in call.",
  },
  right: {
    ko: "은닉층이 하나든 셋이든 같은 클래스입니다.",
    en: "One hidden layer or three, it is the same class.",
  },
  check([one, two, three]) {
    if (one !== 9) {
      return {
        ko: "은닉층이 하나일 때부터 매개변수의 수가 다릅니다.",
        en: "With one hidden layer the number of parameters is off already.",
      };
    }
    if (two === 9) {
      return { ko: "둘째 은닉층이 없습니다.", en: "There is no second hidden layer." };
    }
    // 2-2-4-1 has 6 + 12 + 5; 2-3-3-2-1 has 9 + 12 + 8 + 3.
    return two === 23 && three === 32
      ? undefined
      : {
          ko: "층마다 앞 층의 출력을 받아야 합니다. (입력 수 + 1) × 유닛 수로 세어 보세요.",
          en: "Each layer takes what the one before it gave. Count (inputs + 1) × units.",
        };
  },
};

export const lesson05 = {
  "05-1": newOperation,
  "05-2": timesFaster,
  "05-3": twoInputs,
  "05-4": anyNumberOfLayers,
};

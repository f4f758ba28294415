// Exercises of lesson 08: a tour of the classes.
import type { Exercise } from "./types.js";

const lossDifference: Exercise<number> = {
  start: {
    ko: "같은 시드로 두 모델을 만들어 한 에포크씩 훈련하고, history의 첫 손실을 비교하세요.",
    en: "Build both models from the same seed, train one epoch each, and compare the first loss in history.",
  },
  right: {
    ko: "차이가 없습니다. 레이블을 적는 방법만 다릅니다.",
    en: "No difference: only the labels are written differently.",
  },
  check(difference) {
    if (Number.isNaN(difference)) return lesson08["08-1"].start;
    if (Math.abs(difference) < 1e-5) return undefined;
    return {
      ko: "차이가 남습니다. 시드를 다시 정했는지, shuffle을 껐는지 살펴보세요.",
      en: "There is a difference left. Is the seed set again, and shuffle off?",
    };
  },
};

const parameters: Exercise<number> = {
  start: { ko: "필터 하나의 가중치부터 세어 보세요.", en: "Count the weights of one filter first." },
  right: { ko: "8 × (5 × 5 × 3 + 1) = 608개입니다.", en: "8 × (5 × 5 × 3 + 1) = 608." },
  check(count) {
    if (count === 0) return lesson08["08-2"].start;
    if (count === 600) return { ko: "바이어스가 빠졌습니다.", en: "The biases are missing." };
    if (count === 208) return { ko: "채널이 셋입니다.", en: "There are three channels." };
    return count === 608
      ? undefined
      : {
          ko: "필터 하나는 높이 × 너비 × 채널에 바이어스 하나입니다.",
          en: "A filter is height × width × channels, and one bias.",
        };
  },
};

const softmax: Exercise<(logits: number[]) => ArrayLike<number>> = {
  start: { ko: "exp를 취한 뒤 합으로 나눕니다.", en: "Take exp, then divide by the sum." },
  right: { ko: "큰 수에서도 합이 1입니다.", en: "The shares sum to 1 for large numbers, too." },
  check(answer) {
    const small = Array.from(answer([0, Math.log(3)]));
    if (small.length !== 2 || Math.abs(small[0]! - 0.25) > 1e-9) {
      return {
        ko: "softmax([0, ln 3])은 [0.25, 0.75]여야 합니다.",
        en: "softmax([0, ln 3]) should be [0.25, 0.75].",
      };
    }
    const large = Array.from(answer([1000, 1001]));
    if (large.some((share) => !Number.isFinite(share))) {
      return {
        ko: "[1000, 1001]에서 NaN이 나옵니다. 모든 값에서 같은 수를 빼도 몫은 변하지 않습니다.",
        en: "[1000, 1001] gives NaN. Subtracting one number from all values leaves the shares as they are.",
      };
    }
    return Math.abs(large[1]! - 0.7310585786300049) < 1e-9
      ? undefined
      : {
          ko: "[1000, 1001]은 [0, 1]과 같은 몫을 주어야 합니다.",
          en: "[1000, 1001] should give the shares of [0, 1].",
        };
  },
};

const nameAndFactor: Exercise<readonly [string, number]> = {
  start: {
    ko: "위의 그림에서 주황 곡선이 가장 낮은 것을 찾으세요.",
    en: "Find the lowest orange curve in the picture above.",
  },
  right: { ko: "0.25¹⁰은 백만분의 일이 안 됩니다.", en: "0.25¹⁰ is less than a millionth." },
  check([name, factor]) {
    if (name === "") return lesson08["08-4"].start;
    if (name.toLowerCase() !== "sigmoid") {
      return {
        ko: "그 함수의 미분치는 0.25를 넘는 곳이 있습니다.",
        en: "That one's derivative exceeds 0.25 somewhere.",
      };
    }
    return Math.abs(factor - 0.25 ** 10) < 1e-8
      ? undefined
      : {
          ko: "이름은 맞습니다. 0.25를 열 번 곱해 보세요.",
          en: "The name is right. Multiply 0.25 ten times.",
        };
  },
};

export const lesson08 = {
  "08-1": lossDifference,
  "08-2": parameters,
  "08-3": softmax,
  "08-4": nameAndFactor,
};

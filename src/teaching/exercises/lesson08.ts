// Exercises of lesson 08: a tour of the classes.
import type { Exercise } from "./types.js";

const crossEntropy: Exercise<(labels: number[], rows: number[][]) => number> = {
  start: {
    ko: "줄마다 레이블이 가리키는 자리의 확률을 보세요.",
    en: "In each row, look at the probability that the label points to.",
  },
  right: {
    ko: "SparseCategoricalCrossentropy와 같습니다.",
    en: "It gives what SparseCategoricalCrossentropy gives.",
  },
  check(answer) {
    const rows = [
      [0.7, 0.2, 0.1],
      [0.1, 0.3, 0.6],
      [0.2, 0.5, 0.3],
    ];
    const wanted = -(Math.log(0.7) + Math.log(0.6) + Math.log(0.3)) / 3;
    const got = answer([0, 2, 2], rows);
    if (Math.abs(got - wanted) < 1e-9) return undefined;
    if (Math.abs(got - 3 * wanted) < 1e-9)
      return { ko: "합입니다. 샘플 수로 나누세요.", en: "That is the sum: divide by the number of samples." };
    if (Math.abs(got + wanted) < 1e-9)
      return { ko: "부호가 반대입니다.", en: "The sign is the other way round." };
    return crossEntropy.start;
  },
};

export interface ConvDescription {
  shape: readonly number[];
  parameters: number;
}

const describeConv: Exercise<(image: number[], filters: number, kernelSize: number) => ConvDescription> = {
  start: {
    ko: "창이 가장자리를 넘지 않으면 출력은 얼마나 작아질까요?",
    en: "The window never leaves the image. How much smaller is the output?",
  },
  right: { ko: "summary()와 같습니다.", en: "It says what summary() says." },
  check(answer) {
    const { shape, parameters } = answer([28, 28, 3], 8, 5);
    if (shape.join() !== "24,24,8") {
      return shape.join() === "28,28,8"
        ? describeConv.start
        : {
            ko: `5 × 5 창이 28칸에 24번 들어가는데 형상이 ${shape.join(" × ")}입니다.`,
            en: `A window of 5 fits 24 times into 28; your shape is ${shape.join(" × ")}.`,
          };
    }
    if (parameters === 600) return { ko: "바이어스가 빠졌습니다.", en: "The biases are missing." };
    if (parameters === 208 || parameters === 200)
      return { ko: "채널이 셋입니다.", en: "There are three channels." };
    const wide = answer([10, 20, 1], 2, 3);
    if (parameters === 608 && wide.shape.join() === "8,18,2" && wide.parameters === 20) return undefined;
    return {
      ko: "필터 하나는 높이 × 너비 × 채널에 바이어스 하나입니다. 높이와 너비가 다른 이미지도 보세요.",
      en: "A filter is height × width × channels, and one bias. Try an image that is not square, too.",
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

const sorterAccuracy: Exercise<number> = {
  start: {
    ko: "출력이 몇 개여야 세 종류에 확률을 하나씩 줄 수 있을까요? 표에서 한 줄을 골라 보세요.",
    en: "How many outputs give each of three kinds a probability? Pick a row of the table.",
  },
  right: { ko: "출력층, 손실 함수, 레이블이 한 벌입니다.", en: "Output layer, loss and labels are one set." },
  check(accuracy) {
    if (accuracy > 0.9 && accuracy <= 1) return undefined;
    return accuracy < 0.7 // one output tells two of the three kinds apart at best
      ? sorterAccuracy.start
      : {
          ko: "배우고 있습니다. 에포크를 늘리거나 학습률을 키워 보세요.",
          en: "It learns. Give it more epochs or a larger learning rate.",
        };
  },
};

export const lesson08 = {
  "08-1": crossEntropy,
  "08-2": describeConv,
  "08-3": softmax,
  "08-4": sorterAccuracy,
};

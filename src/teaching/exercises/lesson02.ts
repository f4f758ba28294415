// Exercises of lesson 02: XOR by hand, in matrices.
import { array, type NDArray } from "../../array/index.js";
import { RandomState } from "../../random/index.js";
import { trainXor } from "../xorNetwork.js";
import type { Exercise } from "./types.js";

const forwardThrough: Exercise<(x: NDArray, layers: [W: NDArray, B: NDArray][]) => NDArray> = {
  start: {
    ko: "층마다 forward의 한 줄을 되풀이하세요.",
    en: "Repeat one line of forward for every layer.",
  },
  right: {
    ko: "한 층, 두 층, 세 층 모두 지나갑니다. 한 층의 출력이 다음 층의 입력입니다.",
    en: "One layer, two or three: the output of each is the input of the next.",
  },
  check(forward) {
    const random = new RandomState(0);
    const sizes = [2, 3, 4, 1];
    const layers = sizes
      .slice(1)
      .map((units, k): [NDArray, NDArray] => [
        random.normal(0, 1, [sizes[k]!, units]),
        random.normal(0, 1, [units]),
      ]);
    const x = random.normal(0, 1, [5, 2]);
    let wanted = x;
    for (const [depth, [W, B]] of layers.entries()) {
      const before = wanted;
      wanted = sigmoid(before.dot(W).add(B));
      const got = forward(x, layers.slice(0, depth + 1));
      if (isClose(got, wanted)) continue;
      if (depth > 0 && isClose(got, sigmoid(x.dot(layers[0]![0]).add(layers[0]![1])))) {
        return {
          ko: `층을 ${String(depth + 1)}개 주었는데 첫 층만 지나갔습니다.`,
          en: `There were ${String(depth + 1)} layers, and only the first was passed.`,
        };
      }
      return isClose(got, before.dot(W).add(B))
        ? { ko: "마지막 층에서 시그모이드를 지나지 않았습니다.", en: "The last layer has no sigmoid." }
        : {
            ko: `층이 ${String(depth + 1)}개일 때 출력이 다릅니다. 앞 층의 출력을 다음 층에 넣었나요?`,
            en: `With ${String(depth + 1)} layers the outputs differ. Does each layer get what the one before it gave?`,
          };
    }
    return undefined;
  },
};

const gradientsOfBatch: Exercise<(x: NDArray, t: NDArray) => NDArray> = {
  start: {
    ko: "4 대신 배치의 행 수를 쓰세요.",
    en: "Put the number of rows of the batch in place of the 4.",
  },
  right: {
    ko: "샘플 두 개, 네 개, 여덟 개 모두에서 평균이 나옵니다.",
    en: "Two, four or eight samples: always the mean.",
  },
  check(gradient) {
    const x = array([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
    const t = array([[0], [1], [1], [0]]);
    const all = gradient(x, t);
    const twice = gradient(x.take([0, 1, 2, 3, 0, 1, 2, 3]), t.take([0, 1, 2, 3, 0, 1, 2, 3]));
    const [first, second] = [gradient(x.slice(0, 2), t.slice(0, 2)), gradient(x.slice(2, 4), t.slice(2, 4))];
    if (twice.sub(all.mul(2)).abs().max() < 1e-12 && all.abs().max() > 0) {
      return {
        ko: "같은 네 샘플을 두 번 넣었더니 그래디언트도 두 배가 되었습니다. 평균이라면 그대로여야 합니다.",
        en: "The same four samples given twice doubled the gradient. A mean would stay what it was.",
      };
    }
    if (twice.sub(all).abs().max() > 1e-12 || first.add(second).div(2).sub(all).abs().max() > 1e-12) {
      return {
        ko: "두 샘플씩 구한 그래디언트 둘을 평균 내면 네 샘플의 그래디언트와 같아야 합니다.",
        en: "The mean of the gradients of two pairs should be the gradient of all four.",
      };
    }
    return undefined;
  },
};

const gates: Exercise<readonly string[]> = {
  start: {
    ko: "표의 열이 은닉 유닛입니다. 어느 샘플에서만 1에 가까운지 보세요.",
    en: "Columns are hidden units. For which samples is each close to 1?",
  },
  right: {
    ko: "하나는 둘 다 0일 때, 하나는 둘 다 1일 때 켜집니다. 출력은 “둘 다 아닐 때” 1입니다.",
    en: "One lights up when both are 0, the other when both are 1; the output says “neither”.",
  },
  check(names) {
    const [first, second] = names.map((name) => name.toUpperCase());
    if (first === "NOR" && second === "AND") return undefined;
    if (first === "AND" && second === "NOR") {
      return { ko: "이름은 맞고 순서가 바뀌었습니다.", en: "The right names in the other order." };
    }
    return {
      ko: "열을 위에서 아래로 읽으세요. 행은 차례로 (0, 0), (0, 1), (1, 0), (1, 1)입니다.",
      en: "Read each column downwards. The rows are (0, 0), (0, 1), (1, 0), (1, 1).",
    };
  },
};

const weightsByHand: Exercise<{
  W1: readonly (readonly number[])[];
  B1: readonly number[];
  W2: readonly number[];
  B2: number;
}> = {
  start: {
    ko: "둘째 유닛을 NAND로 만들고, 출력은 둘 다 켜졌을 때 1이 되게 하세요.",
    en: "Make the second unit a NAND, and let the output be 1 when both are on.",
  },
  right: {
    ko: "학습하지 않고 XOR를 풀었습니다. 학습은 이런 수를 찾는 일입니다.",
    en: "XOR without training. Numbers like these are what training looks for.",
  },
  check({ W1, B1, W2, B2 }) {
    const weights = [...W1.flat(), ...B1, ...W2, B2];
    if (weights.length !== 9) {
      return { ko: "수는 모두 아홉 개입니다.", en: "There are nine numbers in all." };
    }
    const { outputs } = trainXor({ weights, iterations: 0 });
    const row = outputs.findIndex((y, i) => !(Math.abs(y - [0, 1, 1, 0][i]!) < 0.1));
    if (row < 0) return undefined;
    const sample = ["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"][row]!;
    const y = outputs[row]!.toFixed(2);
    return {
      ko: `${sample}의 출력이 ${y}입니다. 두 은닉 유닛이 이 샘플에 무엇을 내는지 먼저 적어 보세요.`,
      en: `The output for ${sample} is ${y}. Write down first what the two hidden units answer to it.`,
    };
  },
};

const plantedBug: Exercise<number> = {
  start: { ko: "gradients에서 한 곳만 바꿔 보세요.", en: "Change one place in gradients." },
  right: {
    ko: "검산이 버그를 잡았습니다. 상대 오차가 1e-5보다 훨씬 큽니다.",
    en: "The check caught the bug: the relative error is far above 1e-5.",
  },
  check: (error) =>
    error > 1e-3
      ? undefined
      : {
          ko: "아직 그래디언트가 맞습니다. 결과가 달라지는 곳을 바꿔 보세요.",
          en: "The gradient is still right. Change something that matters.",
        },
};

function sigmoid(z: NDArray): NDArray {
  return z.neg().exp().add(1).pow(-1);
}

function isClose(got: NDArray, wanted: NDArray): boolean {
  return String(got.shape) === String(wanted.shape) && got.sub(wanted).abs().max() < 1e-12;
}

export const lesson02 = {
  "02-1": forwardThrough,
  "02-2": gradientsOfBatch,
  "02-3": gates,
  "02-4": weightsByHand,
  "02-5": plantedBug,
};

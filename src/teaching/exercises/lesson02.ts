// Exercises of lesson 02: XOR by hand, in matrices.
import { array, type NDArray } from "../../array/index.js";
import type { Exercise } from "./types.js";

const solvedWithFour: Exercise<number> = {
  start: {
    ko: "시드 0부터 99까지 학습하고, 손실이 0.01보다 작은 것을 세어 보세요.",
    en: "Train seeds 0 to 99 and count the losses below 0.01.",
  },
  right: {
    ko: "은닉 유닛을 둘 더하니 막다른 길이 사라집니다.",
    en: "Two more hidden units, and the trap is gone.",
  },
  check: (solved) =>
    solved === 100
      ? undefined
      : solved < 88
        ? {
            ko: "은닉 유닛이 둘일 때보다 뚜렷이 많이 풉니다. hidden: 4를 넣었나요?",
            en: "Clearly more than with two hidden units. Did you pass hidden: 4?",
          }
        : {
            ko: "아깝습니다. 시드 100개를 60,000번씩 모두 학습했나요?",
            en: "Close. Did all 100 seeds train for the full 60,000 iterations?",
          },
};

const outputsFromZero: Exercise<readonly number[]> = {
  start: {
    ko: "0이 아홉 개인 목록을 weights로 넣으세요.",
    en: "Pass a list of nine zeros as weights.",
  },
  right: {
    ko: "두 은닉 유닛이 늘 똑같아서 서로 다른 일을 배우지 못합니다. 난수 초기화는 이 대칭을 깨려고 합니다.",
    en: "The two hidden units stay twins and cannot learn different jobs. Random initialisation breaks the tie.",
  },
  check: (outputs) =>
    outputs.length !== 4
      ? { ko: "출력은 네 개입니다.", en: "There are four outputs." }
      : outputs.every((y) => Math.abs(y - 0.5) < 1e-3)
        ? undefined
        : {
            ko: "가중치가 0이면 은닉 유닛 둘이 같은 값을 냅니다. 그래디언트도 같을까요? 실행해서 확인하세요.",
            en: "With zero weights both hidden units answer alike. Are their gradients alike too? Run it and look.",
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

export const lesson02 = {
  "02-1": solvedWithFour,
  "02-2": outputsFromZero,
  "02-3": gradientsOfBatch,
  "02-4": gates,
  "02-5": plantedBug,
};

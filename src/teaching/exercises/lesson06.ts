// Exercises of lesson 06: MNIST.
import type { Exercise } from "./types.js";

export interface Reader {
  parameters: number;
  accuracy: number;
}

const smallReader: Exercise<Reader> = {
  start: {
    ko: "유닛 수를 줄여 보세요. 층을 하나 더 두어도 됩니다.",
    en: "Take fewer units; a second layer is allowed, too.",
  },
  right: {
    ko: "작은 모델이 큰 모델을 거의 따라잡습니다.",
    en: "A small model comes close to the large one.",
  },
  check({ parameters, accuracy }) {
    if (!(parameters > 0)) return smallReader.start;
    if (parameters > 30000) {
      const [ko, en] = [parameters.toLocaleString("ko"), parameters.toLocaleString("en")];
      return {
        ko: `매개변수가 ${ko}개입니다. 유닛 하나가 첫 층에서 785개를 씁니다.`,
        en: `It has ${en} parameters. One unit takes 785 of them in the first layer.`,
      };
    }
    return accuracy >= 0.88 && accuracy <= 1
      ? undefined
      : {
          ko: "작지만 아직 0.88이 안 됩니다. 남은 매개변수를 어디에 쓰면 좋을까요?",
          en: "Small enough, but not at 0.88 yet. Where are the remaining parameters best spent?",
        };
  },
};

/** Losses of an epoch each, a patience, and the number of epochs after which Keras's EarlyStopping ends. */
const stops: readonly [losses: number[], patience: number, epochs: number][] = [
  [[5, 4, 3, 2], 2, 4],
  [[5, 4, 3, 4, 4, 4, 1], 2, 5],
  [[5, 4, 5, 3, 4, 5, 6], 2, 6],
  [[3, 3, 3, 3], 2, 3],
  [[2, 1, 3, 0, 4], 1, 3],
];

const stopAfter: Exercise<(losses: number[], patience: number) => number> = {
  start: {
    ko: "지금까지의 최솟값과, 그 뒤로 기다린 에포크 수를 기억하세요.",
    en: "Remember the smallest loss so far, and the epochs waited since.",
  },
  right: {
    ko: "callbacks.earlyStopping이 멈추는 곳과 같습니다.",
    en: "It stops where callbacks.earlyStopping does.",
  },
  check(answer) {
    for (const [losses, patience, epochs] of stops) {
      const got = answer([...losses], patience);
      if (got === epochs) continue;
      const [list, wait] = [losses.join(", "), String(patience)];
      return {
        ko: `손실이 ${list}이고 patience가 ${wait}일 때 ${String(got)}번째에 멈춥니다. ${String(patience)}번 잇달아 나아지지 않은 때가 언제인가요?`,
        en: `For losses ${list} and patience ${wait} it stops after ${String(got)}. When have ${wait} epochs in a row brought nothing better?`,
      };
    }
    return undefined;
  },
};

export interface Sturdy {
  shiftBy: (pixels: number[], dx: number, dy: number) => ArrayLike<number>;
  accuracy: number;
}

const sturdy: Exercise<Sturdy> = {
  start: {
    ko: "새 이미지의 [행, 열]에는 옛 이미지의 [행 − dy, 열 − dx]가 옵니다. 밖에서 오면 0입니다.",
    en: "The new image's [row, column] is the old one's [row − dy, column − dx], or 0 from outside.",
  },
  right: {
    ko: "밀린 숫자도 읽습니다. 데이터가 가르쳐 준 것입니다.",
    en: "It reads shifted digits, too: the data taught it.",
  },
  check({ shiftBy, accuracy }) {
    const image = new Array<number>(784).fill(0);
    image[14 * 28 + 9] = image[5 * 28 + 27] = 1;
    const moved = Array.from(shiftBy([...image], 2, -1));
    if (moved[14 * 28 + 9] === 1) return sturdy.start;
    if (moved[13 * 28 + 11] !== 1) {
      return {
        ko: "오른쪽으로 2, 위로 1 밀면 [14, 9]의 픽셀은 [13, 11]로 가야 합니다.",
        en: "Shifted right by 2 and up by 1, the pixel at [14, 9] must go to [13, 11].",
      };
    }
    if (moved.reduce((sum, pixel) => sum + pixel, 0) !== 1) {
      return {
        ko: "오른쪽 끝을 넘어간 픽셀이 다음 줄의 왼쪽에서 나옵니다.",
        en: "A pixel that leaves on the right comes back on the left of the next row.",
      };
    }
    return accuracy > 0.85 && accuracy <= 1
      ? undefined
      : {
          ko: "함수는 맞습니다. 에포크마다 새로 밀었는지, 에포크가 넉넉한지 보세요.",
          en: "The function is right. Are the images shifted anew in every epoch, and are there enough epochs?",
        };
  },
};

const careful: Exercise<(row: number[]) => number | "?"> = {
  start: {
    ko: "가장 큰 확률이 낮으면 “?”라고 답하세요.",
    en: 'Answer "?" when the largest probability is low.',
  },
  right: {
    ko: "이제 모른다고 말할 수 있습니다. 확신하는 잡음은 여전히 통과합니다.",
    en: "Now it can say that it does not know. Noise that it is sure of still gets through.",
  },
  check(answer) {
    const row = (digit: number, p: number) =>
      Array.from({ length: 10 }, (_, i) => (i === digit ? p : (1 - p) / 9));
    const sure = answer(row(3, 0.99));
    if (sure !== 3) {
      return {
        ko: `3의 확률이 0.99이면 3이라고 해야 하는데 ${String(sure)}입니다.`,
        en: `With a probability of 0.99 for 3 it should answer 3, yours is ${String(sure)}.`,
      };
    }
    return answer(row(3, 0.15)) === "?" ? undefined : careful.start;
  },
};

export const lesson06 = {
  "06-1": smallReader,
  "06-2": stopAfter,
  "06-3": sturdy,
  "06-4": careful,
};

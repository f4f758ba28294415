// Exercises of lesson 07: input data and tensors.
import type { Exercise } from "./types.js";

const leakyError: Exercise<number> = {
  start: {
    ko: "정답을 series[t + 19]로 바꾸어 다시 훈련하고, 테스트 오차를 적으세요.",
    en: "Train again with series[t + 19] as the target, and note the test error.",
  },
  right: {
    ko: "잡음의 분산 0.01보다 작습니다. 정답이 창 안에 있었습니다.",
    en: "Less than the noise's variance of 0.01: the target was inside the window.",
  },
  check(error) {
    if (Number.isNaN(error)) return lesson07["07-1"].start;
    if (error < 0)
      return { ko: "제곱한 값의 평균은 음수일 수 없습니다.", en: "A mean of squares is never negative." };
    if (error > 0.006) {
      return {
        ko: "아직 잡음이 남아 있습니다. 창의 마지막 값과 정답이 같은지 살펴보세요.",
        en: "The noise is still in it. Is the window's last value the target?",
      };
    }
    return undefined;
  },
};

const shift: Exercise<(image: number[], dx: number, dy: number) => ArrayLike<number>> = {
  start: {
    ko: "새 이미지의 [행, 열]에는 옛 이미지의 [행 − dy, 열 − dx]가 옵니다.",
    en: "The new image's [row, column] is the old one's [row − dy, column − dx].",
  },
  right: { ko: "모든 방향으로 바르게 밀립니다.", en: "It shifts the right way in every direction." },
  check(move) {
    const image = Array.from({ length: 784 }, (_, p) => p + 1);
    for (const [dx, dy] of [
      [0, 0],
      [2, 0],
      [0, 2],
      [-1, 0],
      [1, -2],
    ] as const) {
      const moved = move([...image], dx, dy);
      if (moved.length !== 784) {
        return {
          ko: `길이가 784여야 하는데 ${String(moved.length)}입니다.`,
          en: `The length must be 784, yours is ${String(moved.length)}.`,
        };
      }
      for (let p = 0; p < 784; p++) {
        const [row, column] = [Math.floor(p / 28) - dy, (p % 28) - dx];
        const inside = row >= 0 && row < 28 && column >= 0 && column < 28;
        if (moved[p] === (inside ? image[row * 28 + column] : 0)) continue;
        const at = `[${String(Math.floor(p / 28))}, ${String(p % 28)}]`;
        return inside
          ? {
              ko: `(${String(dx)}, ${String(dy)})만큼 밀 때 ${at}의 값이 다릅니다. 행과 열이 바뀌지 않았나요?`,
              en: `Shifted by (${String(dx)}, ${String(dy)}), the pixel at ${at} is another. Are row and column swapped?`,
            }
          : {
              ko: `(${String(dx)}, ${String(dy)})만큼 밀 때 ${at}은 0이어야 합니다. 반대쪽에서 넘어온 픽셀이 아닌가요?`,
              en: `Shifted by (${String(dx)}, ${String(dy)}), ${at} must be 0. Did a pixel come around from the other side?`,
            };
      }
    }
    return undefined;
  },
};

const wantedShapes = [
  [100, 28, 28, 1],
  [1, 480, 640, 3],
  [365, 24, 2],
  [30, 5],
  [60000, 10],
  [32, 10, 64],
];

const shapes: Exercise<readonly (readonly number[])[]> = {
  start: { ko: "하나씩 배열에 더해 보세요.", en: "Add one after the other to the list." },
  right: { ko: "여섯 가지 모두 맞습니다.", en: "All six are right." },
  check(answers) {
    for (const [i, wanted] of wantedShapes.entries()) {
      const answer = answers[i];
      const number = String(i + 1);
      if (!answer) return { ko: `${number}번이 남아 있습니다.`, en: `Number ${number} is left.` };
      if (answer.join() === wanted.join()) continue;
      if (answer.length !== wanted.length) {
        return {
          ko: `${number}번: 축의 개수를 다시 세어 보세요. 배치 축과 채널이 들어 있나요?`,
          en: `Number ${number}: count the axes again. Are batch and channel there?`,
        };
      }
      return {
        ko: `${number}번: 축의 개수는 맞습니다. 순서와 길이를 살펴보세요.`,
        en: `Number ${number}: the number of axes is right. Look at their order and lengths.`,
      };
    }
    return undefined;
  },
};

const batchesAndRest: Exercise<readonly [number, number]> = {
  start: { ko: "60,000을 128로 나누어 보세요.", en: "Divide 60,000 by 128." },
  right: { ko: "배치 469개, 마지막 배치에 96개입니다.", en: "469 batches, the last one with 96 samples." },
  check([batches, last]) {
    if (batches === 0) return { ko: "아직 0입니다. 나누어 보세요.", en: "Still 0: divide." };
    if (batches === 468)
      return { ko: "남은 샘플도 배치 하나를 이룹니다.", en: "What is left makes a batch, too." };
    if (batches !== 469) return { ko: "배치의 개수가 다릅니다.", en: "The number of batches is another." };
    return last === 96
      ? undefined
      : { ko: "마지막 배치의 크기를 다시 세어 보세요.", en: "Count the last batch again." };
  },
};

export const lesson07 = {
  "07-1": leakyError,
  "07-2": shift,
  "07-3": shapes,
  "07-4": batchesAndRest,
};

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

const deal: Exercise<(count: number, batchSize: number) => readonly ArrayLike<number>[]> = {
  start: {
    ko: "나머지도 배치 하나를 이룹니다. 그리고 번호를 섞으세요.",
    en: "What is left makes a batch, too. And shuffle the numbers.",
  },
  right: { ko: "모든 샘플이 에포크마다 한 번씩 나옵니다.", en: "Every sample comes once in an epoch." },
  check(answer) {
    for (const [count, size] of [
      [100, 10],
      [1000, 128],
    ] as const) {
      const batches = answer(count, size);
      const dealt = batches.flatMap((batch) => Array.from(batch));
      const [ko, en] = [
        `${String(count)}개를 ${String(size)}개씩 나눌 때`,
        `With ${String(count)} in batches of ${String(size)}`,
      ];
      const left = count - new Set(dealt).size;
      if (dealt.length < count || left > 0) {
        return {
          ko: `${ko} 나오지 않는 번호가 ${String(left)}개 있습니다. 나머지도 배치 하나를 이룹니다.`,
          en: `${en}, ${String(left)} numbers never come. What is left makes a batch, too.`,
        };
      }
      if (dealt.length > count) {
        return { ko: `${ko} 두 번 나오는 번호가 있습니다.`, en: `${en}, some number comes twice.` };
      }
      if (batches.some((batch, i) => batch.length !== size && i < batches.length - 1)) {
        return {
          ko: `${ko} 마지막이 아닌 배치의 크기가 다릅니다.`,
          en: `${en}, a batch before the last is of another size.`,
        };
      }
      if (dealt.every((number, i) => number === i)) {
        return {
          ko: `${ko} 번호가 차례대로입니다. 섞으세요.`,
          en: `${en}, the numbers come in order. Shuffle them.`,
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

export type Pairs = readonly (readonly [window: ArrayLike<number>, target: number])[];

const windowsAhead: Exercise<(values: number[], length: number, ahead: number) => Pairs> = {
  start: {
    ko: "t번째 창은 t에서 시작해 t + length − 1에서 끝납니다. 정답은 거기서 ahead번째입니다.",
    en: "Window t ends at t + length − 1. The target lies ahead places after that.",
  },
  right: { ko: "창과 정답이 모두 맞습니다.", en: "Windows and targets are right." },
  check(answer) {
    const values = Array.from({ length: 30 }, (_, i) => i);
    for (const [length, ahead] of [
      [5, 1],
      [5, 3],
      [8, 7],
    ] as const) {
      const pairs = answer([...values], length, ahead);
      const [first] = pairs;
      const at = `length ${String(length)}, ahead ${String(ahead)}`;
      if (first === undefined) return { ko: `${at}: 쌍이 없습니다.`, en: `${at}: there are no pairs.` };
      if (Array.from(first[0]).join() !== values.slice(0, length).join()) {
        return {
          ko: `${at}: 첫 창은 처음 ${String(length)}개여야 합니다.`,
          en: `${at}: the first window must be the first ${String(length)} values.`,
        };
      }
      if (pairs.some(([window, target]) => target !== window[length - 1]! + ahead)) return windowsAhead.start;
      if (pairs.length !== 30 - length - ahead + 1) {
        return {
          ko: `${at}: 값 30개에서 쌍이 ${String(pairs.length)}개 나왔습니다. 마지막 정답까지 썼나요?`,
          en: `${at}: 30 values gave ${String(pairs.length)} pairs. Is the last target used?`,
        };
      }
    }
    return undefined;
  },
};

export const lesson07 = {
  "07-1": leakyError,
  "07-2": deal,
  "07-3": shapes,
  "07-4": windowsAhead,
};

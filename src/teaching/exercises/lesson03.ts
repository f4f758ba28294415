// Exercises of lesson 03: learning rate and optimizers.
import type { Exercise } from "./types.js";

const bestMomentum: Exercise<number> = {
  start: {
    ko: "m을 0에서 0.9까지, 학습률을 0.1에서 1.8까지 바꿔 보세요.",
    en: "Vary m from 0 to 0.9 and the learning rate from 0.1 to 1.8.",
  },
  right: {
    ko: "이 골짜기에는 0.9보다 작은 모멘텀과 큰 학습률이 어울립니다.",
    en: "This valley likes less momentum than 0.9 and a larger learning rate.",
  },
  check: (settled) =>
    settled <= 20
      ? undefined
      : settled <= 45
        ? {
            ko: "나아졌지만 더 빨리 멈출 수 있습니다. m을 중간쯤에 두고 학습률을 1 근처까지 올려 보세요.",
            en: "Better, but it can settle sooner. Put m half-way and raise the rate towards 1.",
          }
        : {
            ko: "공이 너무 오래 출렁이거나 너무 굼뜹니다. m이 클수록 오래 출렁입니다.",
            en: "The ball swings too long or crawls. More momentum means longer swings.",
          },
};

const decayingRmsprop: Exercise<number> = {
  start: {
    ko: "t가 커질수록 작아지는 식을 생각해 보세요.",
    en: "Think of an expression that shrinks as t grows.",
  },
  right: {
    ko: "걸음이 차츰 짧아지니 바닥에 내려앉습니다.",
    en: "The steps get shorter and the walker settles at the bottom.",
  },
  check: (height) =>
    height < 1e-5
      ? undefined
      : height > 0.02 && height < 0.03
        ? {
            ko: "아직 ±η/2 사이를 오갑니다. 학습률이 줄지 않았습니다.",
            en: "It still swings between ±η/2: the rate does not shrink.",
          }
        : height > 1
          ? {
              ko: "너무 빨리 줄어 바닥에 닿기 전에 멈췄습니다.",
              en: "It shrinks too fast and stops before the bottom.",
            }
          : {
              ko: "줄기는 하지만 아직 느립니다. 해마다 이자가 줄듯, 걸음마다 같은 비율로 줄여 보세요.",
              en: "It shrinks, but too slowly. Take off the same percentage at every step.",
            },
};

const tiredAdagrad: Exercise<number> = {
  start: {
    ko: "걸음의 길이는 이어지는 두 점 사이의 거리입니다.",
    en: "The length of a step is the distance between two points in a row.",
  },
  right: {
    ko: "누적은 커지기만 하니 걸음은 짧아지기만 합니다.",
    en: "The sum only grows, so the steps only shrink.",
  },
  check: (ratio) =>
    ratio > 28 && ratio < 33
      ? undefined
      : ratio > 0 && ratio < 1
        ? { ko: "나누는 순서가 바뀌었습니다.", en: "The other way round: first over last." }
        : {
            ko: "tired[0]과 tired[1] 사이, tired[299]와 tired[300] 사이의 거리를 재세요.",
            en: "Measure from tired[0] to tired[1] and from tired[299] to tired[300].",
          },
};

const nesterovPath: Exercise<() => readonly ArrayLike<number>[]> = {
  start: {
    ko: "momentum의 마지막 줄과 같은 꼴인데, 여기의 v는 이미 새 값입니다.",
    en: "It has the form of momentum's line, only that v is already the new one here.",
  },
  right: {
    ko: "60걸음 뒤의 높이가 모멘텀의 400분의 1쯤입니다.",
    en: "After 60 steps it is about 400 times lower than plain momentum.",
  },
  check(walked) {
    const path = walked();
    const heights = path.map((w) => w[0]! ** 2 / 20 + w[1]! ** 2);
    const last = heights[60] ?? NaN;
    if (Math.abs(last - 1.2423e-5) < 1e-8) return undefined;
    if (Math.abs(last - 5.3606e-3) < 1e-5) {
      return {
        ko: "이것은 보통 모멘텀입니다. v를 그대로 돌려주지 말고 한 번 더 내다보세요.",
        en: "This is plain momentum. Do not return v itself; look ahead once more.",
      };
    }
    return {
      ko: "길이 다릅니다. m에는 새 v를, rate에는 g를 곱했는지 확인하세요.",
      en: "The path is another one. Is m multiplied by the new v, and rate by g?",
    };
  },
};

export const lesson03 = {
  "03-1": bestMomentum,
  "03-2": decayingRmsprop,
  "03-3": tiredAdagrad,
  "03-4": nesterovPath,
};

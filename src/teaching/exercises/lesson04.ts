// Exercises of lesson 04: learning rate × batch size.
import type { Exercise } from "./types.js";

const withinThreeEpochs: Exercise<number> = {
  start: {
    ko: "지도의 메뉴에서 동심원을 고르고 가장 작은 숫자를 찾아보세요.",
    en: "Choose circles in the menu of the map, and look for the smallest numbers.",
  },
  right: { ko: "세 에포크면 됩니다.", en: "Three epochs are enough." },
  check: (epochs) =>
    epochs <= 3
      ? undefined
      : Number.isFinite(epochs)
        ? {
            ko: `아직 ${String(epochs)}에포크가 걸립니다. 배치를 줄이거나, 학습률이나 유닛을 늘려 보세요.`,
            en: `It still takes ${String(epochs)} epochs. Shrink the batch, raise the rate or add units.`,
          }
        : {
            ko: "에포크 100번으로도 95%에 이르지 못합니다. 기어가는 쪽인지 날뛰는 쪽인지 손실 곡선을 보세요.",
            en: "A hundred epochs do not reach 95 %. Crawling or thrashing? Look at the loss curve.",
          },
};

const solvedSpirals: Exercise<number> = {
  start: {
    ko: "은닉층을 두 층으로 늘려 보세요.",
    en: "Give it two hidden layers.",
  },
  right: { ko: "나선을 풀었습니다.", en: "The spirals are solved." },
  check: (accuracy) =>
    accuracy >= 0.95
      ? undefined
      : accuracy >= 0.8
        ? {
            ko: "거의 다 왔습니다. 에포크나 유닛을 늘려 보세요.",
            en: "Nearly there. More epochs, or more units.",
          }
        : {
            ko: "직선 몇 개로는 나선을 따라갈 수 없습니다. 층, 유닛, 활성화 함수, 옵티마이저를 바꿔 보세요.",
            en: "A few straight lines cannot follow a spiral. Change layers, units, activation or optimizer.",
          },
};

const sigmoidOverTanh: Exercise<number> = {
  start: {
    ko: "new PlaneNetwork({ activation, seed })로 시드 20개를 학습해 보세요.",
    en: "Train 20 seeds with new PlaneNetwork({ activation, seed }).",
  },
  right: {
    ko: "시그모이드는 미분치가 작아 훨씬 느리게 배웁니다.",
    en: "The sigmoid's small derivative makes it learn far more slowly.",
  },
  check: (factor) =>
    factor >= 8 && factor <= 16
      ? undefined
      : factor > 0 && factor < 1
        ? { ko: "나누는 순서가 바뀌었습니다.", en: "The other way round: sigmoid over tanh." }
        : {
            ko: "두 중앙값을 나누세요. 끝까지 95%에 못 이른 시드는 무한대로 셉니다.",
            en: "Divide the two medians. A seed that never gets to 95 % counts as infinite.",
          },
};

const equalIterations: Exercise<readonly number[]> = {
  start: {
    ko: "B = 1은 한 에포크에 200번, B = 200은 한 번 반복합니다.",
    en: "B = 1 makes 200 iterations an epoch, B = 200 makes one.",
  },
  right: {
    ko: "반복이 같고 학습률이 작으면 배치 크기는 손실을 바꾸지 않습니다.",
    en: "With equal iterations and a small rate, the batch size does not change the loss.",
  },
  check([one = Number.NaN, full = Number.NaN]) {
    // 2,500 iterations at 0.03 end near 0.112, whatever the batch size.
    const isNear = (loss: number) => Math.abs(loss - 0.112) < 0.015;
    if (isNear(one) && isNear(full)) return undefined;
    const [size, loss] = isNear(one) ? [200, full] : [1, one];
    return {
      ko: `배치 크기 ${String(size)}의 손실이 ${loss.toFixed(3)}입니다. 반복이 2,500번이 되려면 몇 에포크여야 할까요?`,
      en: `The loss of batch size ${String(size)} is ${loss.toFixed(3)}. How many epochs make 2,500 iterations?`,
    };
  },
};

export const lesson04 = {
  "04-1": withinThreeEpochs,
  "04-2": solvedSpirals,
  "04-3": sigmoidOverTanh,
  "04-4": equalIterations,
};

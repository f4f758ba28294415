// What is said around a prediction, in both languages.
import type { Language } from "../exercises/types.js";

/** Words of a prediction; `option` is an option as shown, `(b) 0.5 everywhere`. */
export interface PredictionWords {
  title: string;
  /** Under the buttons, before and after one has been pressed. */
  commit: string;
  committed: string;
  /** In place of an answer that must wait. */
  wait: string;
  showAnyway: string;
  answer: string;
  right: (option: string) => string;
  wrong: (chosen: string, right: string) => string;
}

export const predictionWords: Readonly<Record<Language, PredictionWords>> = {
  en: {
    title: "Predict first",
    commit: "Choose one before you run the next cell.",
    committed: "You have committed. The answer comes with the result.",
    wait: "Commit to your prediction first: choose an option above.",
    showAnyway: "Show anyway",
    answer: "Answer",
    right: (option) => `Right: ${option}`,
    wrong: (chosen, right) => `You said ${chosen}. The answer is ${right}`,
  },
  ko: {
    title: "먼저 예상해 보세요",
    commit: "다음 셀을 실행하기 전에 하나를 고르세요.",
    committed: "예상을 정했습니다. 답은 결과와 함께 나옵니다.",
    wait: "먼저 위에서 하나를 골라 예상을 정하세요.",
    showAnyway: "그냥 보기",
    answer: "답",
    right: (option) => `맞았습니다: ${option}`,
    wrong: (chosen, right) => `내 예상: ${chosen} · 답: ${right}`,
  },
};

// What the diagram says.
import type { Language } from "../exercises/types.js";

export interface DiagramWords {
  play: string;
  pause: string;
  back: string;
  next: string;
  step: string;
  label: string;
  captions: {
    start: string;
    hidden: string;
    output: string;
    loss: string;
    outputError: string;
    outputWeights: string;
    hiddenError: string;
    hiddenWeights: string;
    rowsForward: (rows: number) => string;
    rowsBack: (rows: number) => string;
    gradient: (rows: number) => string;
  };
}

export const diagramWords: Record<Language, DiagramWords> = {
  en: {
    play: "Play",
    pause: "Pause",
    back: "Back",
    next: "Next",
    step: "Step",
    label: "Network, step by step",
    captions: {
      start: "One sample goes in.",
      hidden: "Forward: a hidden unit multiplies, adds and squashes.",
      output: "Forward: the output does the same with what the hidden units say.",
      loss: "How wrong is the output?",
      outputError: "Back: how does the loss change with the output's sum?",
      outputWeights: "Back: a weight is responsible for as much as went through it.",
      hiddenError: "Back: the error comes to a hidden unit through its weights.",
      hiddenWeights: "Back: the first layer's weights, by the same rule.",
      rowsForward: (rows) => `${String(rows)} samples at once: each is a row, and the rows do not touch.`,
      rowsBack: (rows) => `${String(rows)} errors at once: each walks back in its own row.`,
      gradient: (rows) => `The gradient is the mean over the ${String(rows)} rows.`,
    },
  },
  ko: {
    play: "재생",
    pause: "멈춤",
    back: "뒤로",
    next: "다음",
    step: "단계",
    label: "한 단계씩 보는 신경망",
    captions: {
      start: "샘플 하나가 들어갑니다.",
      hidden: "순전파: 은닉 유닛은 곱하고, 더하고, 활성화 함수에 넣습니다.",
      output: "순전파: 출력도 은닉 유닛의 값으로 똑같이 계산합니다.",
      loss: "출력이 얼마나 틀렸을까요?",
      outputError: "역전파: 출력의 합이 변하면 손실은 얼마나 변할까요?",
      outputWeights: "역전파: 가중치는 자신을 지나간 값만큼 책임을 집니다.",
      hiddenError: "역전파: 오차가 가중치를 거슬러 은닉 유닛에 이릅니다.",
      hiddenWeights: "역전파: 첫 층의 가중치도 같은 규칙입니다.",
      rowsForward: (rows) =>
        `샘플 ${String(rows)}개를 한꺼번에: 샘플마다 한 행이고, 행끼리는 섞이지 않습니다.`,
      rowsBack: (rows) => `오차 ${String(rows)}개를 한꺼번에: 저마다 자기 행에서 거슬러 갑니다.`,
      gradient: (rows) => `그래디언트는 ${String(rows)}개 행의 평균입니다.`,
    },
  },
};

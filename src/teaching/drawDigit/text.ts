// What the pad says.
import type { Language } from "../exercises/types.js";

export interface PadWords {
  paper: string;
  hint: string;
  clear: string;
  prepare: string;
  empty: string;
  answer: string;
  example: string;
}

export const padWords: Record<Language, PadWords> = {
  en: {
    paper: "Paper to write a digit on. Keys 0 to 9 write an example, arrow keys move it, Delete clears.",
    hint: "Write a digit with mouse, pen or finger. Keys: 0–9 example, arrows move it, Delete clears.",
    clear: "Clear",
    prepare: "prepare as MNIST was",
    empty: "Nothing is written yet.",
    answer: "most likely",
    example: "an example digit",
  },
  ko: {
    paper: "숫자를 쓰는 종이. 0부터 9까지의 키는 예를 쓰고, 화살표 키는 옮기고, Delete는 지웁니다.",
    hint: "마우스, 펜, 손가락으로 숫자를 씁니다. 키보드: 0–9 예, 화살표 옮기기, Delete 지우기.",
    clear: "지우기",
    prepare: "MNIST처럼 준비",
    empty: "아직 아무것도 쓰지 않았습니다.",
    answer: "가장 그럴듯한 숫자",
    example: "예로 쓴 숫자",
  },
};

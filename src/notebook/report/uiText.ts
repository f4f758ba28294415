// The few phrases that pages say themselves, in the page's language.

export type PageLanguage = "ko" | "en";

interface UiText {
  /** The language's own name. */
  language: string;
  title: string;
  contents: string;
  index: string;
  /** The table of seconds and claims, where another page is the first. */
  run: string;
  /** The API reference, where `npm run api` has put it beside the lessons. */
  reference: string;
  /** Opens the notebook where it runs. */
  live: string;
  previous: string;
  next: string;
  other: string;
  theme: string;
  lesson: string;
  time: string;
  claims: string;
  solutions: string;
  failed: (cell: number) => string;
  done: (day: string, seconds: string, claims: number) => string;
}

export const uiText: Record<PageLanguage, UiText> = {
  en: {
    language: "English",
    title: "Lessons",
    contents: "On this page",
    index: "All lessons",
    run: "This run",
    reference: "Reference",
    live: "Run this lesson",
    previous: "Before",
    next: "Next",
    other: "한국어",
    theme: "Light or dark",
    lesson: "Lesson",
    time: "Time",
    claims: "Claims held",
    solutions: "Solutions",
    failed: (cell) => `This run stopped at cell ${String(cell)}.`,
    done: (day, seconds, claims) =>
      `Executed on ${day} in ${seconds} s; ${String(claims)} ${claims === 1 ? "claim" : "claims"} held. What moves stands still here: sliders, menus and buttons are in the notebook.`,
  },
  ko: {
    language: "한국어",
    title: "레슨",
    contents: "이 레슨의 차례",
    index: "모든 레슨",
    run: "실행 결과",
    reference: "레퍼런스",
    live: "이 레슨 실행하기",
    previous: "앞",
    next: "다음",
    other: "English",
    theme: "밝게 또는 어둡게",
    lesson: "레슨",
    time: "시간",
    claims: "확인",
    solutions: "풀이",
    failed: (cell) => `${String(cell)}번 칸에서 멈췄습니다.`,
    done: (day, seconds, claims) =>
      `${day}에 ${seconds}초 동안 실행했고, 확인 ${String(claims)}개가 모두 맞았습니다. 움직이는 그림은 여기서는 멈춰 있습니다. 막대, 메뉴, 버튼은 노트북에 있습니다.`,
  },
};

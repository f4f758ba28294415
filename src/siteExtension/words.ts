// The few words of this extension, in the language of the notebook that they are about.

const words = {
  en: {
    reset: "Reset this lesson",
    resetCaption: "Bring back the notebook as the site has it",
    resetBody: "Your changes to this notebook will be lost.",
    confirm: "Reset",
    cancel: "Cancel",
    share: "Copy a link",
    shareCaption: "Copy a link that carries this notebook's cells, without what they showed",
    copied: "The link is copied. Who opens it sees your cells, and runs them only if they want to.",
  },
  ko: {
    reset: "이 레슨 되돌리기",
    resetCaption: "노트북을 사이트에 있는 처음 모습으로 되돌립니다",
    resetBody: "이 노트북에서 바꾼 것이 모두 사라집니다.",
    confirm: "되돌리기",
    cancel: "취소",
    share: "링크 복사",
    shareCaption: "이 노트북의 칸을 담은 링크를 복사합니다. 출력은 담기지 않습니다",
    copied: "링크를 복사했습니다. 링크를 열면 칸이 먼저 보이고, 눌러야 실행됩니다.",
  },
};

/** @param path - A notebook's; that of a Korean lesson lies below `ko`. */
export function wordsFor(path = ""): (typeof words)["en"] {
  const isKorean = /(^|\/)ko\//.test(path) || (!/(^|\/)en\//.test(path) && /^ko\b/.test(navigator.language));
  return words[isKorean ? "ko" : "en"];
}

// One word for one thing: the glossary's. The list itself is `glossary.json`; `not` holds the spellings it replaces.
import fs from "node:fs";
import { createMarkdown, flatTokens } from "../markdown.js";
import type { Problem, Rule } from "./lesson.js";

interface Term {
  ko: string;
  en: string;
  not?: string[];
}

const terms = JSON.parse(fs.readFileSync(new URL("./glossary.json", import.meta.url), "utf8")) as Term[];

/** Checks the prose of a lesson: no other spelling of a term, and the right English behind a Korean one. */
export const checkGlossary: Rule = ({ file, language, notebook }) => {
  const markdown = createMarkdown();
  if (language === undefined) return [];
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "markdown") return [];
    const words = flatTokens(markdown, cell.source)
      .filter((token) => token.type === "text")
      .map((token) => token.content)
      .join("\n");
    const faults = language === "ko" ? [...wrongWords(words), ...wrongEnglish(words)] : wrongWords(words);
    return faults.map((message): Problem => ({ file, cell: index, message }));
  });
};

function wrongWords(words: string): string[] {
  return terms.flatMap(({ ko, en, not = [] }) =>
    not
      .filter((wrong) => pattern(wrong).test(words))
      .map((wrong) => `“${wrong}” is “${isKorean(wrong) ? ko : en}” in the glossary`),
  );
}

/** Korean words carry particles, so they end anywhere; English ones end at a letter's end, or with an s. */
function pattern(word: string): RegExp {
  return isKorean(word) ? new RegExp(word) : new RegExp(`(?<![\\w-])${word}(?:s|es)?(?![\\w-])`, "i");
}

const isKorean = (text: string): boolean => /\p{Script=Hangul}/u.test(text);

/** 미니 배치(mini-batch): what stands in brackets is the glossary's English. */
function wrongEnglish(words: string): string[] {
  return [...words.matchAll(/([\p{Script=Hangul} ]+)\(([A-Za-z][A-Za-z -]+)\)/gu)].flatMap(
    ([, before, english]) => {
      const term = terms
        .filter(({ ko }) => before!.endsWith(ko))
        .sort((a, b) => b.ko.length - a.ko.length)[0];
      if (!term || term.en.toLowerCase() === english!.toLowerCase() || /^[A-Z]+$/.test(english!)) return [];
      return [`${term.ko}(${english!}) is ${term.ko}(${term.en}) in the glossary`];
    },
  );
}

// Does a text give the right option away? It does when it says the option's words or its telling number, which neither
// the question nor another option has.
import type { Asked } from "./find.js";

/** How a piece gives the answer away; undefined when it does not. */
export function leakOf(
  piece: { text: string; isNear: boolean },
  asked: Asked,
  right: string,
): string | undefined {
  const option = asked.options.get(right)!;
  const others = [...asked.options].filter(([key]) => key !== right).map(([, text]) => text);
  const harmless = [asked.question, ...others];
  if (piece.isNear && namesOnlyKey(piece.text, right, [...asked.options.keys()])) return `(${right})`;
  if (isTelling(option, piece.isNear) && says(piece.text, option)) {
    const isDiscussed = others.some((other) => says(piece.text, other));
    const isAsked = harmless.some((text) => says(text, option));
    if (!isDiscussed && !isAsked) return `“${option}”`;
  }
  const seen = new Set(numbersIn(piece.text));
  const known = new Set(harmless.flatMap(numbersIn));
  return numbersIn(option).find(
    (number) => !known.has(number) && isTellingNumber(number, piece.isNear) && seen.has(number),
  );
}

/** “The answer is (b)”: the right key alone in brackets. */
function namesOnlyKey(text: string, right: string, keys: readonly string[]): boolean {
  const has = (key: string) => text.includes(`(${key})`);
  return has(right) && keys.every((key) => key === right || !has(key));
}

/** Whether one text says the words of another, whatever ending the last has. */
function says(text: string, words: string): boolean {
  const wanted = wordsIn(words);
  const last = wanted.pop();
  if (last === undefined) return false;
  // 움직이지 않는다, 움직이지 않습니다: Korean verbs agree in their beginning.
  const end = /\p{Script=Hangul}/u.test(last) ? last.slice(0, Math.max(1, last.length - 2)) : `${last} `;
  return ` ${wordsIn(text).join(" ")} `.includes(` ${[...wanted, end].join(" ")}`);
}

/** Near the question a few letters tell; elsewhere in the lesson a phrase does. */
function isTelling(option: string, isNear: boolean): boolean {
  const words = wordsIn(option);
  const letters = words.join("").length;
  const weight = /\p{Script=Hangul}/u.test(option) ? letters * 2 : letters;
  return isNear ? weight >= 6 : words.length >= 3 && weight >= 12;
}

/** 87 or 0.5 near the question; elsewhere only numbers that hardly come twice. */
function isTellingNumber(number: string, isNear: boolean): boolean {
  const digits = number.replace(".", "").replace(/^0+|0+$/g, "").length;
  return isNear ? digits >= 2 || number.includes(".") || Number(number) >= 100 : digits >= 3;
}

function wordsIn(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, "");
  return plain.match(/\d+(?:\.\d+)?|[\p{L}\p{M}]+/gu) ?? [];
}

/** The numbers of a text, without commas. */
export function numbersIn(text: string): string[] {
  return wordsIn(text).filter((word) => /^\d/.test(word));
}

// Numbers in the prose: each is one that the notebook's code has or its outputs show, or one that the notebook's metadata
// lists with a reason (`gradus.numbers`). What an exercise asks for is its own affair, and a page without code measures
// nothing.
import { createMarkdown, flatTokens, type Token } from "../markdown.js";
import type { Notebook } from "../nbformat.js";
import { wordsOf } from "../outputs.js";
import type { Problem, Rule } from "./lesson.js";

/** Checks every number that the prose states. */
export const checkNumbers: Rule = ({ file, notebook }) => {
  if (!notebook.cells.some(({ cell_type }) => cell_type === "code")) return [];
  const known = numbersOfCells(notebook);
  const allowed = new Map(Object.entries(notebook.metadata.gradus?.numbers ?? {}));
  const used = new Set<string>();
  const isIndex = file.endsWith("00-index.ipynb");
  const exercises = notebook.cells.findIndex(
    ({ cell_type, source }) => cell_type === "markdown" && /^## (?:Exercises|연습)/m.test(source),
  );
  const problems = notebook.cells.flatMap((cell, index): Problem[] => {
    if (cell.cell_type !== "markdown" || (exercises >= 0 && index >= exercises)) return [];
    return numbersInProse(cell.source, isIndex).flatMap((number) => {
      if (allowed.has(number.text)) used.add(number.text);
      if (allowed.has(number.text) || known.some((value) => accountsFor(value, number))) return [];
      const message = `number ${number.text} in “${number.around}” is in no cell: claim it, print it, or list it in metadata.gradus.numbers with a reason`;
      return [{ file, cell: index, message }];
    });
  });
  return [...problems, ...idle(file, allowed, used)];
};

/** Entries of the list that no prose needs, or that give no reason. */
function idle(file: string, allowed: ReadonlyMap<string, string>, used: ReadonlySet<string>): Problem[] {
  return [...allowed].flatMap(([number, reason]): Problem[] => {
    if (!used.has(number))
      return [{ file, message: `metadata.gradus.numbers lists ${number}, which no text states` }];
    if (reason.trim() === "")
      return [{ file, message: `metadata.gradus.numbers gives no reason for ${number}` }];
    return [];
  });
}

/** A number as the prose states it. */
interface StatedNumber {
  /** As written, `68.1` or `60,000`. */
  text: string;
  value: number;
  /** Half of its last digit: what rounding may have changed. */
  within: number;
  isPercent: boolean;
  around: string;
}

/** Words behind a number, or before it, that make it a name, a date or a duration: nothing that a cell could measure. */
const named =
  /(?:lessons?|레슨|exercises?|연습|figures?|그림|keras|케라스|python|파이썬|tensorflow|텐서플로|version|버전|node|slide|슬라이드)(?: \d+(?:,| and|과|와|·|–))* ?$/i;
const notMeasured = /^ ?(?:years?|min\b|minutes?|seconds?|hours?|년|분|초|시간|st\b|nd\b|rd\b|th\b)/;

/** `isIndex`: a number that is all of a table's cell there is a lesson's name. */
function numbersInProse(source: string, isIndex: boolean): StatedNumber[] {
  const text = proseOf(flatTokens(createMarkdown(), source));
  return [
    ...text.matchAll(/(?<![\p{Script=Latin}\d_.,/-])\d[\d,]*(?:\.\d+)?(?![\d.]*\d|[\p{Script=Latin}_])/gu),
  ].flatMap((match): StatedNumber[] => {
    const written = match[0].replace(/,+$/, "");
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + written.length);
    const isYear = /^(?:19|20)\d\d$/.test(written);
    if (isIndex && /(?:^|\n)$/.test(before) && /^(?:\n|$)/.test(after)) return [];
    if (isYear || /^0\d/.test(written) || named.test(before) || notMeasured.test(after)) return [];
    const factor = after.startsWith("만") ? 1e4 : after.startsWith("천") ? 1e3 : 1;
    const plain = written.replaceAll(",", "");
    const decimals = plain.split(".")[1]?.length ?? 0;
    const zeros = decimals === 0 ? /0*$/.exec(plain)![0].length : 0;
    const value = Number(plain) * factor;
    const around = (before.slice(-20) + written + after.slice(0, 20)).replace(/\s+/g, " ").trim();
    // 4,100 may be 4,096; 60,000 is not 55,000.
    const within = Math.min(
      (factor * 10 ** (zeros - decimals)) / 2,
      Math.max(value / 40, 10 ** -decimals / 2),
    );
    return [{ text: written, value, within, isPercent: /^ ?(?:%|per cent|percent)/.test(after), around }];
  });
}

/** Text outside of code, formulas and links. */
function proseOf(tokens: readonly Token[]): string {
  let links = 0;
  return tokens
    .map(({ type, content }) => {
      if (type === "link_open") links++;
      if (type === "link_close") links--;
      if (type === "text" && links === 0) return content;
      return type === "inline" ? "\n" : type.startsWith("math") || type === "code_inline" ? " … " : "";
    })
    .join("");
}

function accountsFor(known: number, { value, within, isPercent }: StatedNumber): boolean {
  const slack = within * (1 + 1e-9) + 1e-12;
  const isNear = (x: number) => Math.abs(Math.abs(x) - value) <= slack;
  return isNear(known) || (isPercent && isNear(known * 100));
}

/** All numbers in the code and the outputs of a notebook. */
function numbersOfCells({ cells }: Notebook): number[] {
  const texts = cells.flatMap((cell) =>
    cell.cell_type === "code" ? [cell.source, ...cell.outputs.map(wordsOf)] : [],
  );
  const found = texts.flatMap((text) => text.match(/\d[\d_,]*(?:\.\d+)?(?:e[-+]?\d+)?/gi) ?? []);
  return [...new Set(found.flatMap((text) => [text, ...text.split(",")]))]
    .map((text) => Number(text.replace(/[_,]/g, "")))
    .filter((value) => !Number.isNaN(value));
}

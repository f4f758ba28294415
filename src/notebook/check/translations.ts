// Translations agree: the code cells of both languages are the same but for comments and sentences.
import ts from "typescript";
import type { CodeCell } from "../nbformat.js";
import { twinOf, type Lesson, type Problem, type Rule } from "./lesson.js";

/** Compares a Korean lesson with its English twin, code cell by code cell. */
export const checkTranslations: Rule = (lesson, all) => {
  const { file, language } = lesson;
  if (language === undefined) return [];
  const twin = twinOf(lesson, all);
  if (!twin)
    return [{ file, message: `there is no ${language === "ko" ? "English" : "Korean"} translation` }];
  if (language === "en") return []; // Compared once, from the Korean side.
  const ours = codeCells(lesson);
  const theirs = codeCells(twin);
  const problems: Problem[] = [];
  if (ours.length !== theirs.length) {
    const counts = `${String(ours.length)} code cells, ${twin.file} has ${String(theirs.length)}`;
    problems.push({ file, message: counts });
  }
  for (const [i, { cell, index }] of ours.entries()) {
    const other = theirs[i];
    const difference = other && differenceOf(cell, other.cell);
    if (difference)
      problems.push({
        file,
        cell: index,
        message: `${difference} (cell ${String(other.index + 1)} of ${twin.file})`,
      });
  }
  return problems;
};

function codeCells({ notebook }: Lesson): { cell: CodeCell; index: number }[] {
  return notebook.cells.flatMap((cell, index) => (cell.cell_type === "code" ? [{ cell, index }] : []));
}

/** What differs between a Korean cell and its English twin; undefined when nothing does. */
export function differenceOf(ko: CodeCell, en: CodeCell): string | undefined {
  const tags = [ko, en].map((cell) => (cell.metadata.tags ?? []).join(" "));
  if (tags[0] !== tags[1]) return `tags differ: "${tags[0]!}" and "${tags[1]!}"`;
  const [ours, theirs] = [tokensOf(ko.source), tokensOf(en.source)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const [a, b] = [ours[i], theirs[i]];
    if (a && b && agree(a, b)) continue;
    return `code differs: ${a?.text ?? "nothing"} and ${b?.text ?? "nothing"}`;
  }
  return undefined;
}

interface Token {
  text: string;
  isString: boolean;
}

/** Equal; or strings of which the Korean one is Korean, or both name a language. */
function agree(ko: Token, en: Token): boolean {
  if (ko.text === en.text) return true;
  if (!ko.isString || !en.isString) return false;
  return /\p{Script=Hangul}/u.test(ko.text) || (/\bko\b/.test(ko.text) && /\ben\b/.test(en.text));
}

/** The tokens of a cell; comments and layout are left out. */
function tokensOf(source: string): Token[] {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
  const tokens: Token[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) children.forEach(visit);
    else if (node.kind !== ts.SyntaxKind.EndOfFileToken && node.getWidth(file) > 0) {
      tokens.push({ text: node.getText(file), isString: isStringPart(node) });
    }
  };
  visit(file);
  return tokens;
}

function isStringPart(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return !isColumn(node);
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

/** The string in Vega-Lite's `field: "score"` names a column of the data: translated, it draws nothing. */
function isColumn({ parent }: ts.StringLiteralLike): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === "field";
}

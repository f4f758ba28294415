// What a reader sees before the answer of a prediction: prose, headings, tables, comments and strings of the code, what
// claims say, and in an executed copy the outputs.
import { createMarkdown, flatTokens } from "../../markdown.js";
import type { Cell, CodeCell } from "../../nbformat.js";
import { wordsOf } from "../../outputs.js";
import { callsIn, calledName, parseCell, textsIn } from "../cellCode.js";
import type { Answered, Asked } from "./find.js";
import { numbersIn } from "./leaks.js";

const mostNumbers = 12;

/** Something to read. */
export interface Piece {
  cell: number;
  text: string;
  kind: "text" | "code" | "output";
  /** In the section of the question, from its heading to the answer. */
  isNear: boolean;
}

/** All there is to read from the beginning of the notebook to the answer; what `all` the questions say is left out. */
export function visibleBefore(
  cells: readonly Cell[],
  all: readonly Asked[],
  asked: Asked,
  answered: Answered,
): Piece[] {
  const section = cells.findLastIndex((cell, i) => i <= asked.cell && hasHeading(cell));
  return cells.slice(0, answered.cell + 1).flatMap((cell, index): Piece[] => {
    const at = { cell: index, isNear: index >= section };
    if (cell.cell_type === "markdown") return [{ ...at, kind: "text", text: prose(cell.source) }];
    if (cell.cell_type !== "code") return [];
    const end = index === answered.cell ? answered.start : Infinity;
    const isAsked = (start: number) =>
      all.some((other) => other.cell === index && start >= other.start && start < other.end);
    return [
      ...codePieces(cell.source)
        .filter(({ start }) => start < end && !isAsked(start))
        .map(({ text }): Piece => ({ ...at, kind: "code", text })),
      ...outputsBefore(cell, asked, index === answered.cell).map((text): Piece => ({
        ...at,
        kind: "output",
        text,
      })),
    ];
  });
}

function hasHeading(cell: Cell): boolean {
  return cell.cell_type === "markdown" && /^#{1,6} /m.test(cell.source);
}

function prose(source: string): string {
  return flatTokens(createMarkdown(), source)
    .filter(({ type }) => /^(text|code_inline|math_\w+|fence|html_\w+)$/.test(type))
    .map(({ content }) => content.replace(/<[^>]*>/g, " "))
    .join("\n");
}

/** Comments, strings, and whole claims: their bound is a number that the reader sees. */
function codePieces(source: string): { text: string; start: number }[] {
  const file = parseCell(source);
  const claims = callsIn(file).filter((call) => calledName(call) === "claim");
  return [...textsIn(file), ...claims.map((call) => ({ text: call.getText(), start: call.getStart() }))];
}

/** What a cell shows; of the cell that answers only what stands above the answer. */
export function outputsBefore(cell: CodeCell, { question }: Asked, answers: boolean): string[] {
  const words = cell.outputs.map(wordsOf);
  const isReveal = (text: string) => text.startsWith("Answer · ") || text.startsWith("답 · ");
  const reveal = words.findIndex((text) => isReveal(text) && text.includes(question));
  const shown = answers && reveal >= 0 ? words.slice(0, reveal) : answers ? [] : words;
  // Other questions and their answers say nothing of this one; a long list of numbers singles none out.
  return shown.filter(
    (text) => !isReveal(text) && !text.includes(question) && numbersIn(text).length <= mostNumbers,
  );
}

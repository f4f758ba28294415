// Every link leads somewhere, and every picture in the text has words for those who do not see it.
import fs from "node:fs";
import path from "node:path";
import { createMarkdown, flatTokens, headingsOf, type Token } from "../markdown.js";
import { NotebookFileError } from "../errors.js";
import type { Notebook } from "../nbformat.js";
import { readNotebook } from "../notebookFiles.js";
import type { Lesson, Problem, Rule } from "./lesson.js";

/** Checks links and pictures in the prose; pages on the web are not visited. */
export const checkLinks: Rule = (lesson) => {
  const markdown = createMarkdown();
  return lesson.notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "markdown") return [];
    const attachments = Object.keys(cell.attachments ?? {});
    return flatTokens(markdown, cell.source)
      .flatMap((token) => faultOf(token, lesson, attachments))
      .map((message): Problem => ({ file: lesson.file, cell: index, message }));
  });
};

function faultOf(token: Token, lesson: Lesson, attachments: readonly string[]): string[] {
  const image = token.type === "image";
  if (!image && token.type !== "link_open") return [];
  const target = String(token.attrGet(image ? "src" : "href") ?? "");
  const faults = image && token.content.trim() === "" ? [`picture ${target} has no words: ![words](…)`] : [];
  if (target.startsWith("attachment:")) {
    const name = target.slice("attachment:".length);
    return attachments.includes(name) ? faults : [...faults, `attachment ${name} is not in the cell`];
  }
  if (/^(https:|data:image\/|mailto:)/.test(target)) return faults;
  if (/^[a-z]+:/.test(target)) return [...faults, `link ${target} must begin with https:`];
  return [...faults, ...localFault(target, lesson)];
}

function localFault(target: string, lesson: Lesson): string[] {
  const [file = "", anchor] = decode(target).split("#");
  const at = file === "" ? lesson.file : path.resolve(path.dirname(lesson.file), file);
  if (!fs.existsSync(at)) return [`link ${decode(target)} leads nowhere`];
  if (anchor === undefined || !at.endsWith(".ipynb")) return [];
  try {
    const notebook = file === "" ? lesson.notebook : readNotebook(at);
    return anchorsOf(notebook).has(anchor) ? [] : [`link ${decode(target)}: there is no such heading`];
  } catch (error) {
    if (!(error instanceof NotebookFileError)) throw error;
    return [`link ${decode(target)}: ${error.message}`];
  }
}

/** An address as a file name; as it is where its per cent signs mean nothing. */
function decode(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

function anchorsOf(notebook: Notebook): Set<string> {
  const markdown = createMarkdown();
  return new Set(
    notebook.cells.flatMap(({ cell_type, source }) =>
      cell_type === "markdown" ? headingsOf(markdown, source).map(({ anchor }) => anchor) : [],
    ),
  );
}

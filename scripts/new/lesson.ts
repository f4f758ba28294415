// The files of a new lesson, and its line in each file that lists the lessons.
import fs from "node:fs";
import path from "node:path";
import type { Language } from "../../src/teaching/exercises/types.js";
import { formatNotebook, type Cell, type Notebook } from "../../src/notebook/nbformat.js";
import { readNotebook, writeNotebook } from "../../src/notebook/notebookFiles.js";
import { complaint } from "../../src/validation.js";
import { exercisesSource, lessonCells, mutationSource, solutionCells } from "./lessonText.js";

export type Titles = Partial<Record<Language, string | undefined>>;

/**
 * Makes a lesson.
 *
 * @param root - The project's folder.
 * @param name - Two digits and words, as in `"10-recurrent-networks"`: the notebooks' file name.
 * @param titles - Default to the words of the name.
 * @returns Paths of all files made or changed, inside `root`.
 * @throws RangeError if the name is not of that form, or the number is taken.
 */
export function newLesson(root: string, name: string, titles: Titles = {}): string[] {
  const match = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name);
  const action = "make a lesson";
  if (!match) {
    const wanted = "two digits and words, as in 10-recurrent-networks";
    throw new RangeError(complaint({ action, name: "name", wanted, got: name }));
  }
  const [number, words] = [match[1]!, match[2]!.replaceAll("-", " ")];
  const file = (...parts: string[]): string => path.join(root, ...parts);
  const taken = fs.readdirSync(file("notebooks", "en")).find((other) => other.startsWith(number));
  if (taken) {
    throw new RangeError(
      complaint({ action, name: "number", wanted: `free (${taken} has it)`, got: number }),
    );
  }
  const title = { en: titles.en ?? capital(words), ko: titles.ko ?? capital(words) };
  const changed: string[] = [];
  const note = (...parts: string[]): string => {
    changed.push(parts.join("/"));
    return file(...parts);
  };
  for (const language of ["ko", "en"] as const) {
    const lesson = { number, name, language, title: title[language] };
    writeNotebook(note("notebooks", language, `${name}.ipynb`), notebookOf(lessonCells(lesson), 10));
    const solutions = note("notebooks", language, "solutions", `${name}.ipynb`);
    writeNotebook(solutions, notebookOf(solutionCells(lesson), 5));
    addToIndex(note("notebooks", language, "00-index.ipynb"), lesson);
  }
  addToFrontPage(note("notebooks", "index.ipynb"), { number, name, title });
  fs.writeFileSync(
    note("src", "teaching", "exercises", `lesson${number}.ts`),
    exercisesSource(number, words),
  );
  edit(note("src", "teaching", "exercises", "index.ts"), (text) =>
    text
      .replace(
        /(import \{ lesson\d+ \}.*\n)(?=import type)/,
        `$1import { lesson${number} } from "./lesson${number}.js";\n`,
      )
      .replace(/(\n {2}\.\.\.lesson\d+,)(?=\n\};)/, `$1\n  ...lesson${number},`),
  );
  edit(note("test", "lessons", "mutations.ts"), (text) =>
    text.replace(/\n\];\n*$/, `\n${mutationSource(number)}];\n`),
  );
  edit(note("README.md"), (text) => addRow(text, `| ${number} | ${title.en} | ${title.ko} |`));
  edit(note("README.ko.md"), (text) => addRow(text, `| ${number} | ${title.ko} | ${title.en} |`));
  return changed;
}

/** In the form that is kept in git, with the kernel and the language that `gradus check` asks for. */
function notebookOf(cells: Cell[], seconds: number): Notebook {
  return {
    cells,
    metadata: {
      gradus: { seconds },
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: {
        codemirror_mode: "typescript",
        file_extension: ".ts",
        mimetype: "text/typescript",
        name: "typescript",
        nbconvert_exporter: "script",
        pygments_lexer: "typescript",
        version: "6.0.3",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** What a list says of a lesson, until its author says it better. */
const firstWords = {
  ko: { question: "질문?", time: "30분", solutions: "풀이" },
  en: { question: "Question?", time: "30 min", solutions: "solutions" },
};

function addToIndex(file: string, { number, name, title, language }: LessonLine): void {
  const { question, time, solutions } = firstWords[language];
  const lesson = `**[${title}](${name}.ipynb)**<br>${question}`;
  addRowToNotebook(file, `| ${number} | | ${lesson} | ${time} | [${solutions}](solutions/${name}.ipynb) |`);
}

function addToFrontPage(
  file: string,
  { number, name, title }: Pick<LessonLine, "number" | "name"> & { title: Record<Language, string> },
): void {
  const columns = (["ko", "en"] as const).map((language) => {
    const { question, time, solutions } = firstWords[language];
    const lesson = `**[${title[language]}](${language}/${name}.ipynb)**<br>${question}<br>${time}`;
    return `${lesson} · [${solutions}](${language}/solutions/${name}.ipynb)`;
  });
  addRowToNotebook(file, `| ${number} | | ${columns.join(" | ")} |`);
}

function addRowToNotebook(file: string, row: string): void {
  const notebook = readNotebook(file);
  const cell = notebook.cells.find(({ source }) => /^\| 01 \|/m.test(source))!;
  cell.source = addRow(cell.source, row);
  fs.writeFileSync(file, formatNotebook(notebook));
}

interface LessonLine {
  number: string;
  name: string;
  title: string;
  language: Language;
}

/** A row after the last of the rows that begin with a lesson's number. */
function addRow(text: string, row: string): string {
  const lines = text.split("\n");
  const last = lines.findLastIndex((line) => /^\| \d\d \|/.test(line));
  return lines.toSpliced(last + 1, 0, row).join("\n");
}

function edit(file: string, change: (text: string) => string): void {
  const before = fs.readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`Cannot add the lesson to ${file}: the place for it was not found`);
  fs.writeFileSync(file, after);
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);

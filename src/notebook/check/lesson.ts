// What the rules of `gradus check` look at, and what they find.
import path from "node:path";
import type { Notebook } from "../nbformat.js";
import { NotebookFileError } from "../errors.js";
import { findNotebooks, readText } from "../notebookFiles.js";
import { parseNotebook } from "../parseNotebook.js";

export type Language = "ko" | "en";

/** A notebook to check. */
export interface Lesson {
  file: string;
  /** The file's text. */
  text: string;
  notebook: Notebook;
  /** The language by the folder `ko` or `en` it lies in; undefined outside them. */
  language: Language | undefined;
  /** Path inside the language's folder; the same for a lesson and its translation. */
  name: string;
}

/** Something that is not as it should be. */
export interface Problem {
  file: string;
  /** Position of the cell, counted from 0; undefined when the whole notebook is meant. */
  cell?: number;
  message: string;
}

/** Looks at one lesson; `all` are the lessons checked with it. */
export type Rule = (lesson: Lesson, all: readonly Lesson[]) => Problem[];

/** Reads the notebooks at the given places; those that cannot be read are problems. */
export function readLessons(paths: readonly string[]): { lessons: Lesson[]; problems: Problem[] } {
  const lessons: Lesson[] = [];
  const problems: Problem[] = [];
  for (const file of findNotebooks(paths)) {
    try {
      lessons.push(readLesson(file));
    } catch (error) {
      if (!(error instanceof NotebookFileError)) throw error;
      problems.push({ file, message: error.message });
    }
  }
  return { lessons, problems };
}

function readLesson(file: string): Lesson {
  const text = readText(file);
  const parts = path.resolve(file).split(path.sep);
  const at = parts.findLastIndex((part) => part === "ko" || part === "en");
  return {
    file,
    text,
    notebook: parseNotebook(text, file),
    language: at < 0 ? undefined : (parts[at] as Language),
    name: parts.slice(at + 1).join("/"),
  };
}

/** The same lesson in the other language, if it is among them. */
export function twinOf(lesson: Lesson, all: readonly Lesson[]): Lesson | undefined {
  return all.find((other) => other.name === lesson.name && other.language !== lesson.language);
}

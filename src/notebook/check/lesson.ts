// What the rules of `gradus check` look at, and what they find.
import fs from "node:fs";
import path from "node:path";
import { findNotebooks, parseNotebook, type Notebook } from "../nbformat.js";

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

/** Reads the notebooks at the given places. */
export function readLessons(paths: readonly string[]): Lesson[] {
  return findNotebooks(paths).map((file) => {
    const text = fs.readFileSync(file, "utf8");
    const parts = path.resolve(file).split(path.sep);
    const at = parts.findLastIndex((part) => part === "ko" || part === "en");
    return {
      file,
      text,
      notebook: parseNotebook(text, file),
      language: at < 0 ? undefined : (parts[at] as Language),
      name: parts.slice(at + 1).join("/"),
    };
  });
}

/** The same lesson in the other language, if it is among them. */
export function twinOf(lesson: Lesson, all: readonly Lesson[]): Lesson | undefined {
  return all.find((other) => other.name === lesson.name && other.language !== lesson.language);
}

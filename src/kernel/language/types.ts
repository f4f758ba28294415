// What the language process answers. Offsets are UTF-16 code units, lines and columns count from 1.
import type { CompleteReply } from "./completionWords.js";
import type { EditorAnswer, EditorRequest, TypeQuestion } from "./editor/questions.js";

/** A type or syntax error (or a warning) of a cell, ready to be shown. */
export interface Diagnostic {
  /** TypeScript's number, as in `TS2322`. Our own warnings are `GR…`. */
  code: string;
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The file at fault when it is not the cell itself: absolute path of an imported user file. */
  file?: string;
  /** The source lines at fault with their numbers, and carets under the words meant. */
  excerpt: string;
  /** Other places that explain the error, as in "'x' was also declared here". */
  related?: RelatedSpot[];
}

export interface RelatedSpot {
  message: string;
  file?: string;
  line?: number;
  column?: number;
}

export interface CheckReply {
  /** Number of this cell among all checked cells of the session, from 1. */
  cell: number;
  /** True when there are no errors: the cell's names are then known to later cells. */
  ok: boolean;
  errors: Diagnostic[];
  /** Advice that should not stop the cell: a promise nobody waits for. */
  warnings: Diagnostic[];
  /** The cell's decorators make sense only as those of `experimentalDecorators`: it is to be compiled so. */
  legacyDecorators?: boolean;
  /** The user's files of which the same is true: all that the session knows. Left out by cells that import nothing. */
  legacyFiles?: string[];
}

export interface InspectReply {
  markdown: string;
  text: string;
}

export interface IsCompleteReply {
  status: "complete" | "incomplete" | "invalid" | "unknown";
  /** White space to begin the next line with; only meaningful with "incomplete". */
  indent: string;
}

export type NotebookLanguage = "typescript" | "javascript";

export interface OpenRequest {
  /** The notebook's folder: relative imports, tsconfig and node_modules are looked up from here. */
  dir: string;
  language: NotebookLanguage;
}

export interface ModuleRequest {
  /** The name of a `@module NAME` cell: later cells import it as `./NAME`. */
  name: string;
  code: string;
  jsx?: boolean;
}

/** What a language process can be asked, and what it answers. */
export interface LanguageService {
  open(request: OpenRequest): void;
  check(request: { code: string }): CheckReply;
  complete(request: { code: string; cursor: number }): CompleteReply;
  inspect(request: { code: string; cursor: number; detailLevel?: 0 | 1 }): InspectReply | null;
  isComplete(request: { code: string }): IsCompleteReply;
  addModule(request: ModuleRequest): CheckReply;
  /** A question about cells as they stand in an editor, run or not; answered in steps, between which others may ask. */
  editor(request: EditorRequest<TypeQuestion>): Generator<void, EditorAnswer>;
  /** Nothing has been asked for a while: tidies up, in steps between which others may ask, and which may be left undone. */
  rest(): Generator<void>;
  /** Files have changed or come, types of modules from addresses among them. */
  refresh(): void;
  /** Takes back cells and modules after a restart, without reporting on them. */
  restore(request: RestoreRequest): void;
  /** Lets go of all that it knows; it is not asked again. */
  close(): void;
}

/** Something a session learnt. An `assumed` cell could not be checked: its names stand for anything. */
export type RestoreEntry =
  { kind: "cell"; code: string } | { kind: "assumed"; code: string } | ({ kind: "module" } & ModuleRequest);

export interface RestoreRequest {
  entries: RestoreEntry[];
  /** Number of the last cell checked, with or without errors. */
  lastCell: number;
}

/** Requests answered in one go. */
export type LanguageMethod = Exclude<keyof LanguageService, "editor" | "rest" | "close">;

/** One line of JSON from the front process to the language process. */
export interface LanguageRequestLine {
  id: number;
  method: LanguageMethod | "editor";
  params: unknown;
}

/** What the process itself is told, not its types; nothing of it is answered. */
export type ProcessRequestLine = { id: number } & (
  | { method: "prepareSnapshot"; params: OpenRequest & { script: string } }
  /** Other kernels may join it here. */
  | { method: "listen"; params: { file: string; address: string } }
);

/** Id of lines that tell the process id of a running snapshot build, or that it has ended. */
export const builderLine = -2;

/** One line of JSON back. `id` 0 says that the process is up. */
export interface LanguageReplyLine {
  id: number;
  /** Only says that the question is being worked on now; its answer follows. */
  begun?: true;
  result?: unknown;
  error?: string;
}

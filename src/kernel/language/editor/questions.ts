// What an editor asks about a notebook as it stands, run or not, and what it is told. The JupyterLab extension, the language
// server and the kernel share these words. Offsets are UTF-16 units in the cell's own text.

import type { CompleteReply } from "../completionWords.js";

/** A code cell as it stands in the editor. */
export interface EditorCell {
  id: string;
  code: string;
}

/** A stretch of a cell. */
export interface Stretch {
  from: number;
  to: number;
}

/** A place in a cell that a question is about. */
export interface Position {
  cell: string;
  offset: number;
}

/** A stretch of a cell, or of a file that is not part of the notebook (line and column count from 1). */
export type Place = ({ cell: string } & Stretch) | ({ file: string; line: number; column: number } & Stretch);

/** A change of a cell's text. */
export interface Edit extends Stretch {
  insert: string;
}

export interface CellEdit extends Edit {
  cell: string;
}

export interface EditorDiagnostic extends Stretch {
  severity: "error" | "warning" | "info" | "hint";
  /** TypeScript's number, as in `TS2322`; our own are `GR…`. */
  code: string;
  message: string;
  /** "unused" is drawn faded, "deprecated" struck through. */
  tag?: "unused" | "deprecated";
}

export interface CheckedCell {
  id: string;
  diagnostics: EditorDiagnostic[];
}

export interface Hover extends Stretch {
  markdown: string;
}

export interface SignatureHelp {
  /** Which of the overloads fits best, and which of its parameters the cursor is at. */
  active: number;
  argument: number;
  overloads: {
    prefix: string;
    suffix: string;
    separator: string;
    documentation: string;
    parameters: { text: string; documentation: string }[];
  }[];
}

export interface Renaming {
  name: string;
  places: (CellEdit & { prefix: string; suffix: string })[];
}

export interface Fix {
  description: string;
  edits: Edit[];
}

/** A name that could be imported at the cursor. */
export interface Importable {
  name: string;
  module: string;
  type: "function" | "class" | "constant" | "interface" | "type" | "enum" | "module";
}

export interface Colour extends Stretch {
  /** TypeScript's semantic token type, as in `parameter`. */
  type: string;
  modifiers: string[];
}

export interface InlayHint {
  offset: number;
  text: string;
  kind: "type" | "parameter" | "enum";
}

/** Question by question: what it adds to the cells, and its answer. */
export interface EditorQuestions {
  /** Problems in the cells named by `targets`; in all of them without. */
  check: { ask: { targets?: string[] }; answer: CheckedCell[] };
  hover: { ask: Position; answer: Hover | null };
  signature: { ask: Position; answer: SignatureHelp | null };
  definition: { ask: Position; answer: Place | null };
  references: { ask: Position; answer: Place[] };
  /** Null where there is nothing to rename. */
  rename: { ask: Position; answer: Renaming | null };
  /** Ways to mend the problem of this code (`TS2304`) at the stretch. */
  fixes: { ask: { cell: string; code: string } & Stretch; answer: Fix[] };
  /** What could stand at the cursor, names of the cells above among it. */
  complete: { ask: Position; answer: CompleteReply | null };
  /** Names that begin as the word before the cursor does and could be imported, `gradus` first. */
  importables: { ask: Position; answer: Importable[] };
  /** The edits that import a name into a cell. */
  addImport: { ask: { cell: string; name: string; module: string }; answer: Edit[] };
  colours: { ask: { cell: string }; answer: Colour[] };
  hints: { ask: { cell: string }; answer: InlayHint[] };
  /** The text of a file that a definition led to; null for one that the program does not hold. */
  file: { ask: { file: string }; answer: string | null };
  /** The cell laid out by prettier; no edits where it is right already or does not parse. */
  format: { ask: { cell: string }; answer: Edit[] };
}

/** Questions about types; `format` is not one. */
export type TypeQuestion = Exclude<EditorOperation, "format">;

export type EditorOperation = keyof EditorQuestions;

/** A question with the whole notebook in its order: it cannot get out of step, and survives every restart. */
export type EditorRequest<O extends EditorOperation = EditorOperation> = {
  [Op in O]: { op: Op; cells: EditorCell[] } & EditorQuestions[Op]["ask"];
}[O];

export type EditorAnswer<O extends EditorOperation = EditorOperation> = EditorQuestions[O]["answer"];

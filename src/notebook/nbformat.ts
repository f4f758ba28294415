// Notebooks: their types, and the one form in which they are written, so that diffs show edits only.
import { isRecord } from "../jupyter/messages.js";

/** Data by MIME type. Text is one string here; the file splits it into lines. */
export type MimeData = Record<string, unknown>;

export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

export interface DisplayOutput {
  output_type: "display_data" | "execute_result";
  data: MimeData;
  metadata: Record<string, unknown>;
  execution_count?: number | null;
}

export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}

export type Output = StreamOutput | DisplayOutput | ErrorOutput;

export interface CellMetadata {
  tags?: string[];
  [key: string]: unknown;
}

interface CellBase {
  id: string;
  source: string;
  metadata: CellMetadata;
}

export interface CodeCell extends CellBase {
  cell_type: "code";
  execution_count: number | null;
  outputs: Output[];
}

export interface TextCell extends CellBase {
  cell_type: "markdown" | "raw";
  attachments?: Record<string, MimeData>;
}

export type Cell = CodeCell | TextCell;

export interface NotebookMetadata {
  kernelspec?: { name: string; display_name: string; language?: string };
  language_info?: { name: string; [key: string]: unknown };
  gradus?: {
    /** Seconds that its cells may take on two idle cores; a run of many starts the longest first. */
    seconds?: number;
    /** Numbers that the prose states and no cell has, with the reason: `{ "0.9788": "printed in the lecture" }`. */
    numbers?: Record<string, string>;
  };
  [key: string]: unknown;
}

/** A notebook in memory: nbformat 4.5, texts joined. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: NotebookMetadata;
  cells: Cell[];
}

/** Programs go down the levels of a notebook one inside another, and none of them can go down without end. */
export const deepest = 200;

/** Whether a value holds others more than {@link deepest} levels deep. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? (Object.values(one) as unknown[]) : [],
    );
  }
  return false;
}

/**
 * The canonical text of a notebook: what Jupyter itself writes (keys sorted, one space of indent, texts as lists of
 * lines, a newline at the end), so that saving in JupyterLab and writing here give the same bytes.
 */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.cell_type === "code" ? { outputs: cell.outputs.map(writeOutput) } : {}),
  }));
  return `${JSON.stringify(sortKeys({ ...notebook, cells }), null, 1)}\n`;
}

function writeOutput(output: Output): unknown {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([mime, value]) => [
    mime,
    typeof value === "string" && isSplit(mime) ? splitLines(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(data) as MimeData };
}

/** What running and looking at a notebook leaves behind. */
const traces = ["collapsed", "scrolled", "execution", "ExecuteTime", "outputs_hidden"];

/** A cell that shows what it does, and its code only on request. */
export function isFolded({ metadata: { jupyter } }: Cell): boolean {
  return isRecord(jupyter) && jupyter["source_hidden"] === true;
}

/**
 * The notebook as it is kept in git: no outputs, no counts, no traces of running, nothing of widgets. Of what is folded
 * only a cell's code stays so.
 *
 * @returns A new notebook; the given one stays as it is.
 */
export function stripNotebook(notebook: Notebook): Notebook {
  const { widgets: _widgets, ...metadata } = notebook.metadata;
  return {
    ...notebook,
    metadata,
    cells: notebook.cells.map((cell) => {
      const kept = Object.entries(cell.metadata).filter(
        ([key]) => !traces.includes(key) && key !== "jupyter",
      );
      // A cell whose code is folded was written so: plumbing that a learner need not read.
      if (isFolded(cell)) kept.push(["jupyter", { source_hidden: true }]);
      const stripped = { ...cell, metadata: Object.fromEntries(kept) as CellMetadata };
      return stripped.cell_type === "code" ? { ...stripped, outputs: [], execution_count: null } : stripped;
    }),
  };
}

/** Every line keeps its end; lines end where Python's `str.splitlines` ends them, because Jupyter is written in it. */
function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n|\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029])/);
}

/** The MIME types whose text Jupyter writes as a list of lines. */
const isSplit = (mime: string): boolean => /^text\/|^application\/javascript$|^image\/svg\+xml$/.test(mime);

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}

// Notebook files: their types, and one canonical form, so that diffs show edits only.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isRecord } from "../jupyter/messages.js";
import { complaint } from "../validation.js";

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
  /** Seconds that its cells may take on two idle cores; a run of many starts the longest first. */
  gradus?: { seconds?: number };
  [key: string]: unknown;
}

/** A notebook in memory: nbformat 4.5, texts joined. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: NotebookMetadata;
  cells: Cell[];
}

/**
 * Reads the text of an `.ipynb` file. Older 4.x files get what 4.5 asks for: an id for each cell.
 *
 * @param text - JSON as Jupyter writes it.
 * @param file - Name for messages.
 * @throws SyntaxError if the text is not JSON, or not a notebook of format 4.
 */
export function parseNotebook(text: string, file = "the notebook"): Notebook {
  const fault = (name: string, wanted: string, got: unknown, fix?: string) =>
    new SyntaxError(complaint({ action: `read ${file}`, name, wanted, got, fix }));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${file}: it is not JSON, ${(error as Error).message}`);
  }
  if (!isRecord(json)) throw fault("its content", "an object", json);
  if (json["nbformat"] !== 4) {
    throw fault("nbformat", "4", json["nbformat"], "open it in JupyterLab and save it");
  }
  const cells: unknown = json["cells"];
  if (!Array.isArray(cells)) throw fault("cells", "a list", cells);
  return {
    nbformat: 4,
    nbformat_minor: Math.max(5, Number(json["nbformat_minor"] ?? 0)),
    metadata: isRecord(json["metadata"]) ? json["metadata"] : {},
    cells: cells.map((cell: unknown, index) => {
      if (!isRecord(cell)) throw fault(`cells[${String(index)}]`, "an object", cell);
      const type = cell["cell_type"];
      if (type !== "code" && type !== "markdown" && type !== "raw") {
        throw fault(`cells[${String(index)}].cell_type`, '"code", "markdown" or "raw"', type);
      }
      return readCell(cell, type, index);
    }),
  };
}

function readCell(cell: Record<string, unknown>, type: Cell["cell_type"], index: number): Cell {
  const source = joinLines(cell["source"]);
  const id = typeof cell["id"] === "string" ? cell["id"] : makeId(source, index);
  const metadata = isRecord(cell["metadata"]) ? (cell["metadata"] as CellMetadata) : {};
  if (type !== "code") {
    const attachments = cell["attachments"];
    return {
      cell_type: type,
      id,
      metadata,
      source,
      ...(isRecord(attachments) ? { attachments: attachments as Record<string, MimeData> } : {}),
    };
  }
  const outputs: unknown[] = Array.isArray(cell["outputs"]) ? cell["outputs"] : [];
  const count = cell["execution_count"];
  return {
    cell_type: "code",
    id,
    metadata,
    source,
    execution_count: typeof count === "number" ? count : null,
    outputs: outputs.filter(isRecord).map(readOutput),
  };
}

function readOutput(output: Record<string, unknown>): Output {
  if (output["output_type"] === "stream") {
    return { ...output, text: joinLines(output["text"]) } as unknown as StreamOutput;
  }
  if (!isRecord(output["data"])) return output as unknown as Output;
  const data = Object.entries(output["data"]).map(([mime, value]) => [
    mime,
    isJson(mime) ? value : joinLines(value),
  ]);
  return { ...output, data: Object.fromEntries(data) as MimeData } as unknown as Output;
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

/** Reads a notebook file. */
export function readNotebook(file: string): Notebook {
  return parseNotebook(fs.readFileSync(file, "utf8"), file);
}

/** Writes a notebook file in one step: whoever reads it meanwhile, or interrupts us, finds the old file or the new one. */
export function writeNotebook(file: string, notebook: Notebook): void {
  writeWhole(file, formatNotebook(notebook));
}

/** Writes a file in one step, making its folder. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.${String(process.pid)}.part`;
  try {
    fs.writeFileSync(half, content);
    fs.renameSync(half, file);
  } catch (error) {
    fs.rmSync(half, { force: true });
    throw error;
  }
}

/** What running and looking at a notebook leaves behind. */
const traces = ["collapsed", "scrolled", "execution", "ExecuteTime", "outputs_hidden"];

/**
 * The notebook as it is kept in git: no outputs, no counts, no traces of running or folding, nothing of widgets.
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
      const stripped = { ...cell, metadata: Object.fromEntries(kept) as CellMetadata };
      return stripped.cell_type === "code" ? { ...stripped, outputs: [], execution_count: null } : stripped;
    }),
  };
}

/** All notebooks at the given files and in the given folders, in order; checkpoints and hidden folders left out. */
export function findNotebooks(paths: readonly string[]): string[] {
  const found = paths.flatMap((start) => {
    if (!fs.existsSync(start)) {
      throw new RangeError(
        complaint({ action: "find notebooks", name: "path", wanted: "a notebook or a folder", got: start }),
      );
    }
    return fs.statSync(start).isDirectory() ? walk(start) : [start];
  });
  return [...new Set(found.map((file) => path.normalize(file)))];
}

function walk(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (/^(\.|node_modules$|dist$)/.test(entry.name)) return [];
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return walk(at);
      return entry.name.endsWith(".ipynb") ? [at] : [];
    });
}

function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "";
}

/** Every line keeps its end; lines end where Python's `str.splitlines` ends them, because Jupyter is written in it. */
function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n|\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029])/);
}

/** The MIME types whose text Jupyter writes as a list of lines. */
const isSplit = (mime: string): boolean => /^text\/|^application\/javascript$|^image\/svg\+xml$/.test(mime);
const isJson = (mime: string): boolean => /[/+]json$/.test(mime);
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

/** The same cell at the same place always gets the same id, so that a second run changes nothing. */
function makeId(source: string, index: number): string {
  return createHash("sha256")
    .update(`${String(index)}\n${source}`)
    .digest("hex")
    .slice(0, 8);
}

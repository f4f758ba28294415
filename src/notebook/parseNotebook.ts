// Reads the text of a notebook file, and says what is wrong with it: where it stands, what it must be, what it is. Nothing
// that a notebook holds is dropped or guessed here, since `gradus strip` writes it back.
import { createHash } from "node:crypto";
import { isRecord } from "../jupyter/messages.js";
import { complaint } from "../validation.js";
import { NotebookFileError } from "./errors.js";
import { deepest, isTooDeep, type Cell, type MimeData, type Notebook, type Output } from "./nbformat.js";

/**
 * Reads the text of an `.ipynb` file. Older 4.x files get what 4.5 asks for: an id for each cell.
 *
 * @param text - JSON as Jupyter writes it.
 * @param file - Name for messages.
 * @throws {@link NotebookFileError} if the text is not JSON, or not a notebook of format 4.
 */
export function parseNotebook(text: string, file = "the notebook"): Notebook {
  const root = new Part(file, "its content", readJson(text, file));
  const json = root.record();
  if (isTooDeep(json)) throw root.fault(`nested at most ${String(deepest)} levels deep`);
  if (json["nbformat"] !== 4) throw root.at("nbformat").fault("4", "open it in JupyterLab and save it");
  const minor = root.at("nbformat_minor").optional((part) => part.integer()) ?? 0;
  const metadata = root.at("metadata").optional((part) => readMetadata(part)) ?? {};
  const cells = root.at("cells").list((part, index) => readCell(part, index));
  return { ...json, nbformat: 4, nbformat_minor: Math.max(5, minor), metadata, cells };
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = /^<{7} /m.test(text)
      ? "it holds the marks of a merge conflict; resolve it first"
      : `it is not JSON, ${(error as Error).message}`;
    throw new NotebookFileError(`Cannot read ${file}: ${why}`);
  }
}

/** A value in the file, with the way to it. */
class Part {
  readonly #file: string;
  readonly #name: string;
  readonly value: unknown;

  constructor(file: string, name: string, value: unknown) {
    this.#file = file;
    this.#name = name;
    this.value = value;
  }

  fault(wanted: string, fix?: string): NotebookFileError {
    return new NotebookFileError(
      complaint({ action: `read ${this.#file}`, name: this.#name, wanted, got: this.value, fix }),
    );
  }

  at(key: string | number): Part {
    const way = typeof key === "number" ? `[${String(key)}]` : `.${key}`;
    const name = this.#name === "its content" ? way.replace(/^\./, "") : this.#name + way;
    return new Part(this.#file, name, (this.value as Record<string | number, unknown>)[key]);
  }

  optional<T>(read: (part: this) => T): T | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  record(): Record<string, unknown> {
    if (isRecord(this.value)) return this.value;
    throw this.fault("an object");
  }

  list<T>(read: (part: Part, index: number) => T): T[] {
    if (!Array.isArray(this.value)) throw this.fault("a list");
    return this.value.map((_item, index) => read(this.at(index), index));
  }

  oneOf<T extends string>(...words: T[]): T {
    if (words.some((word) => word === this.value)) return this.value as T;
    throw this.fault(
      words
        .map((word) => `"${word}"`)
        .join(", ")
        .replace(/, (?=[^,]*$)/, " or "),
    );
  }

  string(): string {
    if (typeof this.value === "string") return this.value;
    throw this.fault("a string");
  }

  integer(): number {
    if (Number.isSafeInteger(this.value) && (this.value as number) >= 0) return this.value as number;
    throw this.fault("an integer >= 0");
  }

  /** Text in one string or in lines. */
  text(): string {
    if (typeof this.value === "string") return this.value;
    if (isLines(this.value)) return this.value.join("");
    throw this.fault("a string or a list of strings");
  }
}

const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

/** Metadata of a notebook: what this program reads of it must be of its type, the rest is anybody's. */
function readMetadata(part: Part): Notebook["metadata"] {
  const metadata = part.record();
  checkNumbers(part);
  for (const key of ["kernelspec", "language_info"]) {
    part.at(key).optional((info) => {
      info.record();
      info.at("name").optional((name) => name.string());
    });
  }
  part.at("gradus").optional((own) => {
    own.record();
    own.at("seconds").optional((seconds) => {
      if (typeof seconds.value !== "number" || !(seconds.value >= 0)) throw seconds.fault("a number >= 0");
    });
  });
  return metadata;
}

function readCell(part: Part, index: number): Cell {
  const cell = part.record();
  const type = part.at("cell_type").oneOf("code", "markdown", "raw");
  const source = part.at("source").text();
  const id = part.at("id").optional((name) => name.string()) ?? makeId(source, index);
  const metadata = part.at("metadata").optional((own) => readCellMetadata(own)) ?? {};
  const common = { ...cell, id, source, metadata };
  if (type !== "code") {
    part.at("attachments").optional((own) => {
      for (const name of Object.keys(own.record())) own.at(name).record();
    });
    return { ...common, cell_type: type };
  }
  const count = part.at("execution_count");
  return {
    ...common,
    cell_type: type,
    execution_count: count.value === null ? null : (count.optional((own) => own.integer()) ?? null),
    outputs: part.at("outputs").optional((own) => own.list(readOutput)) ?? [],
  };
}

function readCellMetadata(part: Part): Cell["metadata"] {
  const metadata = part.record();
  checkNumbers(part);
  part.at("tags").optional((tags) => tags.list((tag) => tag.string()));
  return metadata;
}

function readOutput(part: Part): Output {
  const output = part.record();
  const type = part.at("output_type").oneOf("stream", "display_data", "execute_result", "error");
  if (type === "stream") {
    const name = part.at("name").oneOf("stdout", "stderr");
    return { ...output, output_type: type, name, text: part.at("text").text() };
  }
  if (type === "error") {
    const [ename, evalue] = [part.at("ename").string(), part.at("evalue").string()];
    const traceback = part.at("traceback").list((line) => line.string());
    return { ...output, output_type: type, ename, evalue, traceback };
  }
  const metadata = part.at("metadata").optional((own) => own.record()) ?? {};
  return { ...output, output_type: type, data: readData(part.at("data")), metadata };
}

/** Text is joined; JSON stays as it is, also where it lies under another type's name. */
function readData(part: Part): MimeData {
  const data = Object.entries(part.record()).map(([mime, value]) => [
    mime,
    isLines(value) && !/[/+]json$/.test(mime) ? value.join("") : value,
  ]);
  return Object.fromEntries(data) as MimeData;
}

/** `1e999` and integers beyond 2⁵³ would be written back as something else. */
function checkNumbers(part: Part): void {
  const { value } = part;
  if (
    typeof value === "number" &&
    !(Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value))
  )
    throw part.fault("a number that a double can hold", "write it as a string");
  if (Array.isArray(value)) for (const index of value.keys()) checkNumbers(part.at(index));
  else if (isRecord(value)) for (const key of Object.keys(value)) checkNumbers(part.at(key));
}

/** The same cell at the same place always gets the same id, so that a second run changes nothing. */
function makeId(source: string, index: number): string {
  return createHash("sha256")
    .update(`${String(index)}\n${source}`)
    .digest("hex")
    .slice(0, 8);
}

// What a cell shows, gathered from the kernel's messages as a front end does: streams joined, displays updated in place.
import { isRecord, type Message } from "../jupyter/messages.js";
import {
  deepest,
  isTooDeep,
  type CodeCell,
  type DisplayOutput,
  type ErrorOutput,
  type MimeData,
  type Output,
} from "./nbformat.js";

/** Gathers the outputs of all cells of one notebook. */
export class OutputArea {
  /** Outputs by display id: an update reaches them wherever they stand. */
  readonly #displays = new Map<string, DisplayOutput[]>();
  /** Cells that clear their outputs when the next one comes. */
  readonly #clearing = new Set<CodeCell>();

  /** Adds what an iopub message shows to its cell. */
  add(cell: CodeCell, { header, content }: Message): void {
    switch (header.msg_type) {
      case "stream":
        return this.#stream(cell, content["name"] === "stderr" ? "stderr" : "stdout", text(content["text"]));
      case "display_data":
      case "execute_result":
        return this.#display(cell, header.msg_type, content);
      case "update_display_data":
        return this.#update(content);
      case "error":
        this.#clear(cell);
        cell.outputs.push(toError(content));
        return;
      case "clear_output":
        this.#clearing.add(cell);
        if (content["wait"] !== true) this.#clear(cell);
        return;
      case "execute_input":
        cell.execution_count = Number(content["execution_count"]);
    }
  }

  #stream(cell: CodeCell, name: "stdout" | "stderr", more: string): void {
    this.#clear(cell);
    const last = cell.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += more;
    else cell.outputs.push({ output_type: "stream", name, text: more });
  }

  #display(cell: CodeCell, type: DisplayOutput["output_type"], content: Record<string, unknown>): void {
    this.#clear(cell);
    const output: DisplayOutput = { output_type: type, ...bundle(content) };
    if (type === "execute_result") output.execution_count = Number(content["execution_count"]);
    cell.outputs.push(output);
    const id = displayId(content);
    if (id !== undefined) this.#displays.set(id, [...(this.#displays.get(id) ?? []), output]);
  }

  #update(content: Record<string, unknown>): void {
    for (const output of this.#displays.get(displayId(content) ?? "") ?? []) {
      Object.assign(output, bundle(content));
    }
  }

  #clear(cell: CodeCell): void {
    if (this.#clearing.delete(cell)) cell.outputs = [];
  }
}

/** What an output says in plain text; empty for an error. */
export function wordsOf(output: Output): string {
  if (output.output_type === "error") return "";
  return text(output.output_type === "stream" ? output.text : output.data["text/plain"]);
}

/** An `error` message, or the same fields of a reply, as an output. */
export function toError(content: Record<string, unknown>): ErrorOutput {
  const traceback: unknown = content["traceback"];
  return {
    output_type: "error",
    ename: text(content["ename"]),
    evalue: text(content["evalue"]),
    traceback: Array.isArray(traceback) ? traceback.map(text) : [],
  };
}

/** The last line of what a kernel without structured errors wrote to stderr, as an error. */
export function errorFromStderr(cell: CodeCell): ErrorOutput {
  const written = cell.outputs.findLast(
    (output) => output.output_type === "stream" && output.name === "stderr",
  );
  const all = written?.output_type === "stream" ? written.text : "";
  const [, ename = "Error", evalue = all.trim()] = /^(?:Uncaught )?(\w*Error): (.*)$/m.exec(all) ?? [];
  return { output_type: "error", ename, evalue, traceback: [] };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function bundle(content: Record<string, unknown>): { data: MimeData; metadata: Record<string, unknown> } {
  const { data, metadata } = content;
  // The other outputs must not be lost for it when the notebook is written.
  if (isTooDeep(data) || isTooDeep(metadata)) {
    const said = `(left out: nested more than ${String(deepest)} levels deep)`;
    return { data: { "text/plain": said }, metadata: {} };
  }
  return { data: isRecord(data) ? data : {}, metadata: isRecord(metadata) ? metadata : {} };
}

function displayId(content: Record<string, unknown>): string | undefined {
  const { transient } = content;
  const id = isRecord(transient) ? transient["display_id"] : undefined;
  return typeof id === "string" ? id : undefined;
}

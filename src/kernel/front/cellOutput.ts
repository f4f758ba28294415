// Everything that cells show, published under the request that ran them, however late it comes.
import { jsonObject } from "../rpc/json.js";
import type { CellOutcome, ErrorContent, FromExecution } from "../rpc/messages.js";
import { commContent } from "./comms.js";
import type { Publisher } from "./publisher.js";
import { Streams } from "./streams.js";
import type { Header } from "../../jupyter/messages.js";

type Shown = Extract<FromExecution, { type: "display" | "clear" | "comm" | "error" }>;

/** Cells whose late output still finds its way; older ones' goes to the latest cell. */
const rememberedCells = 10_000;

/** The way from cells to the iopub channel. */
export class CellOutput {
  readonly #publisher: Publisher;
  readonly #streams: Streams;
  readonly #parents = new Map<number, Header>();
  #lastCell = 0;

  /** @param holdUp - Called with true when more text waits than can be sent, with false when the writer may go on. */
  constructor(publisher: Publisher, holdUp: (hold: boolean) => void) {
    this.#publisher = publisher;
    this.#streams = new Streams({
      publish: (cell, name, text) =>
        // Half a character is no text that a notebook could be saved with.
        publisher.publish("stream", { name, text: text.toWellFormed() }, this.parentOf(cell)),
      holdUp,
    });
  }

  /** Makes `header` the parent of what `cell` shows. */
  begin(cell: number, header: Header): void {
    this.#lastCell = cell;
    this.#parents.set(cell, header);
    if (this.#parents.size > rememberedCells) this.#parents.delete(this.#parents.keys().next().value!);
  }

  parentOf(cell: number): Header | undefined {
    return this.#parents.get(cell) ?? this.#parents.get(this.#lastCell);
  }

  write(cell: number, name: "stdout" | "stderr", text: string): void {
    this.#streams.write(cell, name, text);
  }

  /** Sends the text that waits: what is published next comes after it. */
  flush(): void {
    this.#streams.flush();
  }

  /** Takes away what a cell has shown so far. */
  clear(cell: number): void {
    this.flush();
    this.show({ type: "clear", cell, wait: false });
  }

  show(message: Shown): void {
    const parent = this.parentOf(message.cell);
    switch (message.type) {
      case "display": {
        const { data, metadata, displayId } = message;
        const transient = JSON.stringify({ display_id: displayId });
        const type = message.update ? "update_display_data" : "display_data";
        this.#publisher.publish(type, jsonObject({ data, metadata, transient }), parent);
        break;
      }
      case "clear":
        this.#publisher.publish("clear_output", { wait: message.wait }, parent);
        break;
      case "comm": {
        const { content } = message;
        const { kind, metadata, buffers } = content;
        this.#publisher.publish(`comm_${kind}`, commContent(content), parent, { metadata, buffers });
        break;
      }
      case "error":
        this.error(message.error, parent);
    }
  }

  /** Shows what a cell ended with, after all it wrote; a silent cell has no count and shows no result. */
  end({ result, error }: CellOutcome, count: number | undefined, parent: Header): void {
    this.flush();
    if (error) this.error(error, parent);
    if (!result || count === undefined) return;
    const { data, metadata } = result;
    const content = jsonObject({ execution_count: String(count), data, metadata });
    this.#publisher.publish("execute_result", content, parent);
  }

  error(error: ErrorContent, parent: Header | undefined): void {
    this.#publisher.publish("error", error, parent);
  }
}

// Batches what cells write: at most 10 messages a second, nothing lost, order kept. What a cell writes to a stream within a
// tenth of a second is one output, so that notebooks saved by any client look the same each time.

type StreamName = "stdout" | "stderr";

interface Chunk {
  cell: number;
  name: StreamName;
  parts: string[];
}

export interface StreamsOptions {
  publish(cell: number, name: StreamName, text: string): void;
  /** Called with true when so much waits that the writer must be held up, with false when it may go on. */
  holdUp(hold: boolean): void;
}

/** Time in ms that text waits for more. */
const interval = 100;
/** What goes out at once while a cell still writes, in one message and in all, and what may wait, in UTF-16 units. */
const batchLength = 4 << 20;
const waitingLimit = 16 << 20;

/** Collects the cells' output between two messages. */
export class Streams {
  readonly #options: StreamsOptions;
  #chunks: Chunk[] = [];
  #waiting = 0;
  #held = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: StreamsOptions) {
    this.#options = options;
  }

  write(cell: number, name: StreamName, text: string): void {
    const last = this.#chunks.at(-1);
    if (last?.cell === cell && last.name === name) last.parts.push(text);
    else this.#chunks.push({ cell, name, parts: [text] });
    this.#waiting += text.length;
    if (this.#waiting > waitingLimit && !this.#held) {
      this.#held = true;
      this.#options.holdUp(true);
    }
    this.#schedule();
  }

  /** Sends all that waits: something else is about to be sent that comes after it. */
  flush(): void {
    this.#send(Infinity);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send(batchLength);
    }, interval);
  }

  #send(limit: number): void {
    if (this.#chunks.length === 0) return;
    try {
      for (let sent = 0; this.#chunks.length > 0 && sent < limit;) {
        const chunk = this.#chunks[0]!;
        // Off the list before it is sent: what cannot be sent does not stand in the way of the rest.
        const text = takeText(chunk);
        if (chunk.parts.length === 0) this.#chunks.shift();
        this.#waiting -= text.length;
        sent += text.length;
        this.#options.publish(chunk.cell, chunk.name, text);
      }
    } finally {
      if (this.#held && this.#waiting < waitingLimit / 2) {
        this.#held = false;
        this.#options.holdUp(false);
      }
      if (this.#chunks.length > 0) this.#schedule();
    }
  }
}

/** As many of a chunk's parts as one message takes. */
function takeText({ parts }: Chunk): string {
  let count = 0;
  for (let length = 0; count < parts.length && length < batchLength; count++) length += parts[count]!.length;
  return parts.splice(0, count).join("");
}

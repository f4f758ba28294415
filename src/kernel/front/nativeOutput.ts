// What native code and child processes write to a descriptor of the execution process. The process itself puts marks
// between the bytes, so that this output can be ordered with what comes by message.
import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";

/** Reads one of the pipes: up to a mark, then on when the message that names the mark has been handled. */
export class NativeOutput {
  readonly #begin: Buffer;
  readonly #onText: (text: string) => void;
  readonly #onMark: () => void;
  readonly #decoder = new StringDecoder("utf8");
  #bytes: Buffer = Buffer.alloc(0);
  #passed = 0;
  /** The last mark that was seen. */
  mark = 0;

  constructor(stream: Readable, nonce: string, onText: (text: string) => void, onMark: () => void) {
    this.#begin = Buffer.from(`\0${nonce}`);
    this.#onText = onText;
    this.#onMark = onMark;
    stream.on("data", (chunk: Buffer) => {
      // What was sent by message before these bytes were written is read in the same turn: let it go first.
      setImmediate(() => {
        this.#bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, chunk]) : chunk;
        this.#take();
      });
    });
  }

  /** The message that names `mark` has been handled, and all up to the next such one. */
  pass(mark: number): void {
    this.#passed = mark;
    this.#take();
  }

  #take(): void {
    while (this.mark <= this.#passed) {
      const at = this.#bytes.indexOf(this.#begin);
      const end = at < 0 ? -1 : this.#bytes.indexOf(0, at + this.#begin.length);
      if (end < 0) {
        const cut = this.#possibleMark();
        this.#emit(this.#bytes.subarray(0, cut));
        this.#bytes = this.#bytes.subarray(cut);
        return;
      }
      this.#emit(this.#bytes.subarray(0, at));
      const half = this.#decoder.end(); // a character cut short is not for the next cell
      if (half !== "") this.#onText(half);
      this.mark = Number(this.#bytes.subarray(at + this.#begin.length, end).toString());
      this.#bytes = this.#bytes.subarray(end + 1);
      this.#onMark();
    }
  }

  /** Where a mark may begin that is not all here yet. */
  #possibleMark(): number {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
      const length = Math.min(this.#begin.length, bytes.length - at);
      if (bytes.subarray(at, at + length).equals(this.#begin.subarray(0, length))) return at;
    }
    return bytes.length;
  }

  #emit(bytes: Buffer): void {
    const text = this.#decoder.write(bytes);
    if (text !== "") this.#onText(text);
  }
}

// What native code and child processes write to a descriptor of the execution process. The process itself puts marks
// between the bytes, so that this output can be ordered with what comes by message.
import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";

/** Reads one of the pipes. */
export class NativeOutput {
  readonly #begin: Buffer;
  readonly #onText: (text: string) => void;
  readonly #onMark: () => void;
  readonly #decoder = new StringDecoder("utf8");
  #rest: Buffer = Buffer.alloc(0);
  /** The last mark that was seen. */
  mark = 0;

  constructor(stream: Readable, nonce: string, onText: (text: string) => void, onMark: () => void) {
    this.#begin = Buffer.from(`\0${nonce}`);
    this.#onText = onText;
    this.#onMark = onMark;
    // What was sent by message before these bytes were written is read in the same turn: let it go first.
    stream.on("data", (chunk: Buffer) => setImmediate(() => this.#take(chunk)));
  }

  #take(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    for (;;) {
      const at = bytes.indexOf(this.#begin);
      if (at < 0) break;
      const end = bytes.indexOf(0, at + this.#begin.length);
      if (end < 0) break;
      this.#emit(bytes.subarray(0, at));
      this.mark = Number(bytes.subarray(at + this.#begin.length, end).toString());
      bytes = bytes.subarray(end + 1);
      this.#onMark();
    }
    const cut = this.#possibleMark(bytes);
    this.#emit(bytes.subarray(0, cut));
    this.#rest = bytes.subarray(cut);
  }

  /** Where a mark may begin that is not all here yet. */
  #possibleMark(bytes: Buffer): number {
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

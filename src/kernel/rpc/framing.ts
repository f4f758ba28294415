// Messages between the kernel's processes: four bytes by which a frame is known, its length in four more, then the value in
// V8's own serialisation. That keeps typed arrays, undefined and BigInt as they are and costs about 5 µs a small message.
import v8 from "node:v8";

const HEADER = 8;
const MAGIC = 0x73646772; // "grds"

/** A message as it goes over a pipe. Throws a DataCloneError for functions and symbols. */
export function encodeFrame(message: unknown): Buffer {
  const body = v8.serialize(message);
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32LE(MAGIC, 0);
  frame.writeUInt32LE(body.length, 4);
  body.copy(frame, HEADER);
  return frame;
}

/** Puts a pipe's chunks together into messages again. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #waiting = 0;

  /**
   * The messages that this chunk completes, in order.
   *
   * @throws Error if somebody else wrote to the pipe: nothing that follows can be read.
   */
  *push(chunk: Buffer): Generator {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    for (;;) {
      const length = this.#nextLength();
      if (length === undefined || this.#waiting < HEADER + length) return;
      const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const rest = all.subarray(HEADER + length);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#waiting = rest.length;
      yield v8.deserialize(all.subarray(HEADER, HEADER + length));
    }
  }

  /** The length that the header says; the chunks are joined only when the header itself lies in two. */
  #nextLength(): number | undefined {
    if (this.#waiting < HEADER) return undefined;
    if (this.#chunks[0]!.length < HEADER) this.#chunks = [Buffer.concat(this.#chunks)];
    const [header] = this.#chunks as [Buffer];
    if (header.readUInt32LE(0) !== MAGIC) throw new Error("Cannot read the pipe: it holds foreign bytes");
    return header.readUInt32LE(4);
  }
}

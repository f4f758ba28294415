// Messages between the kernel's processes: a 4-byte length, then the value in V8's own serialisation.
// That keeps typed arrays, undefined and BigInt as they are and costs about 5 µs a small message.
import v8 from "node:v8";

const HEADER = 4;

/** A message as it goes over a pipe. Throws a DataCloneError for functions and symbols. */
export function encodeFrame(message: unknown): Buffer {
  const body = v8.serialize(message);
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, HEADER);
  return frame;
}

/** Puts a pipe's chunks together into messages again. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #waiting = 0;

  /** The messages that this chunk completes, in order. */
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

  /** The length that the header says; chunks are joined only when the header itself lies in two. */
  #nextLength(): number | undefined {
    if (this.#waiting < HEADER) return undefined;
    if (this.#chunks[0]!.length < HEADER) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!.readUInt32LE(0);
  }
}

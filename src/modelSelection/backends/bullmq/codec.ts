// Bytes for Redis: a tree of plain values with typed arrays in it, as JSON with the arrays' bytes behind it. The same on every
// machine and Node version, and reading it runs nothing.
import { createHash } from "node:crypto";

const kinds = { Float32Array, Float64Array, Int32Array, Uint8Array } as const;
type Kind = keyof typeof kinds | "ArrayBuffer";

/** Marks the place of a typed array in the JSON. */
interface Placeholder {
  $bytes: [kind: Kind, start: number, length: number];
}

/** Turns plain values and typed arrays into bytes. */
export function encode(value: unknown): Buffer {
  const parts: Uint8Array[] = [];
  let place = 0;
  const json = JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === "number" && !Number.isFinite(one)) return { $number: String(one) };
    const kind = kindOf(one);
    if (!kind) return one;
    const bytes = one instanceof ArrayBuffer ? new Uint8Array(one) : bytesOf(one as Uint8Array);
    const holder: Placeholder = { $bytes: [kind, place, bytes.length] };
    parts.push(bytes);
    place += bytes.length;
    return holder;
  });
  const text = Buffer.from(json);
  const head = Buffer.alloc(8);
  head.write("GRD1");
  head.writeUInt32LE(text.length, 4);
  return Buffer.concat([head, text, ...parts]);
}

/**
 * Reads what {@link encode} wrote.
 *
 * @throws Error if the bytes are something else.
 */
export function decode(bytes: Uint8Array): unknown {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 8 || buffer.toString("latin1", 0, 4) !== "GRD1")
    throw new Error("Cannot read data from Redis: it was not written by gradus");
  const start = 8 + buffer.readUInt32LE(4);
  return JSON.parse(buffer.toString("utf8", 8, start), (_, one: unknown) => {
    if (typeof one !== "object" || one === null) return one;
    if ("$number" in one) return Number(one.$number);
    if (!("$bytes" in one)) return one;
    const [kind, from, length] = (one as Placeholder).$bytes;
    if (kind !== "ArrayBuffer" && !Object.hasOwn(kinds, kind))
      throw new Error("Cannot read data from Redis: it holds arrays of an unknown kind");
    const copy = Uint8Array.from(buffer.subarray(start + from, start + from + length)).buffer;
    return kind === "ArrayBuffer" ? copy : new kinds[kind](copy);
  }) as unknown;
}

/** Name of a piece of data: SHA-256 of its bytes. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether a value can be such a name. */
export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function kindOf(value: unknown): Kind | undefined {
  if (value instanceof ArrayBuffer) return "ArrayBuffer";
  return (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => value instanceof kinds[kind]);
}

function bytesOf(array: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return array.buffer instanceof SharedArrayBuffer ? Uint8Array.from(bytes) : bytes;
}

// process.stdout and process.stderr of the cells: each write goes to the front with the cell that made it.
// Native code and child processes write to the real descriptors; the front reads those, too.
import fs from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { Writable } from "node:stream";
import { syncBuiltinESMExports } from "node:module";
import childProcess from "node:child_process";
import { currentCell } from "./cellContext.js";
import { markVariable } from "../rpc/messages.js";
import { send } from "./channel.js";

type StreamName = "stdout" | "stderr";

/** Length of a message's text, in UTF-16 units. */
const maxPiece = 1 << 20;

/** Replaces the process's output streams. */
export function captureOutput(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = cellStream(name);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
  markAfterSpawnSync();
}

/**
 * A stream whose `write` goes straight to the front. Node's own would keep a state, which is left half-way when a cell
 * is terminated in the middle of a write: nothing would be written ever after.
 */
function cellStream(name: StreamName): Writable {
  const decoder = new StringDecoder("utf8");
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const text = typeof chunk === "string" ? decode(chunk, encoding) : decoder.write(Buffer.from(chunk));
    for (const piece of pieces(text)) send({ type: "stream", cell: currentCell().cell, name, text: piece });
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
  // For what pipes into the stream, the methods below Node's `write`.
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, encoding, done) {
      write(chunk, encoding);
      done();
    },
  });
  return Object.assign(stream, {
    write,
    fd: name === "stdout" ? 1 : 2,
    isTTY: false,
    columns: 100,
    _type: "pipe",
  });
}

/** A long text in pieces that messages can carry; no character is cut in two. */
function* pieces(text: string): Generator<string> {
  for (let begin = 0, end = 0; begin < text.length; begin = end) {
    end = begin + maxPiece;
    const splitsPair = end < text.length && /[\ud800-\udbff]/.test(text[end - 1]!);
    if (splitsPair) end--;
    yield text.slice(begin, end);
  }
}

function decode(chunk: string, encoding: unknown): string {
  return typeof encoding === "string" && !/^utf-?8$/i.test(encoding)
    ? Buffer.from(chunk, encoding as BufferEncoding).toString()
    : chunk;
}

const nonce = process.env[markVariable] ?? "";
// Not for the cells' child processes.
delete process.env[markVariable];
let lastMark = 0;

/**
 * Tells the front that everything written to the real descriptors so far comes before what is sent next.
 * Costs two small writes; the front takes the marks out again.
 */
export function markOutput(): void {
  const mark = ++lastMark;
  send({ type: "barrier", mark });
  for (const fd of [1, 2]) {
    try {
      fs.writeSync(fd, `\0${nonce}${String(mark)}\0`);
    } catch {
      // The cell closed the descriptor: the front waits a moment for the mark and goes on.
    }
  }
}

/** A child process that ran to its end has its output before what the cell says next. */
function markAfterSpawnSync(): void {
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = childProcess[name] as (...values: unknown[]) => unknown;
    const marked = (...values: unknown[]): unknown => {
      try {
        return original(...values);
      } finally {
        markOutput();
      }
    };
    Object.defineProperty(marked, "name", { value: name });
    Object.assign(childProcess, { [name]: marked });
  }
  syncBuiltinESMExports();
}

// The front's parts, one by one.
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { readDirectives } from "../../../src/kernel/front/directives.js";
import { ExecutionQueue } from "../../../src/kernel/front/executionQueue.js";
import { History } from "../../../src/kernel/front/history.js";
import { NativeOutput } from "../../../src/kernel/front/nativeOutput.js";
import { Streams } from "../../../src/kernel/front/streams.js";
import { toCodePoints, toUtf16 } from "../../../src/kernel/front/textPositions.js";
import { encodeFrame, FrameReader } from "../../../src/kernel/rpc/frames.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("frames", () => {
  const messages = [{ a: 1 }, "한글", new Uint8Array([1, 2]), [undefined, 5n], { big: "x".repeat(100_000) }];
  it.each([1, 3, 7, 1000, 1 << 20])("come out as they went in, in chunks of %i bytes", (size) => {
    const bytes = Buffer.concat(messages.map(encodeFrame));
    const reader = new FrameReader();
    const out: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) out.push(...reader.push(bytes.subarray(at, at + size)));
    expect(out).toEqual(messages);
  });
});

describe("text positions", () => {
  it.each([
    ["abc", 2, 2],
    ["😀x", 1, 2],
    ["한😀글", 2, 3],
    ["", 5, 0],
    ["😀", 9, 2],
  ])("%s", (text, points, units) => {
    expect(toUtf16(text, points)).toBe(units);
    if (points <= [...text].length) expect(toCodePoints(text, units)).toBe(points);
  });
});

describe("readDirectives()", () => {
  it.each([
    ["/** @module lib */\nexport const a = 1;", { module: "lib", jsx: false, browser: false }],
    ["// first\n/**\n * @jsx\n * @browser\n */\n1", { jsx: true, browser: true }],
    ["const a = 1; /** @module late */", { jsx: false, browser: false }],
    ["/* @module plain */ 1", { jsx: false, browser: false }],
    ["/** @module ../escape */ 1", { jsx: false, browser: false }],
    ["@decorator class A {}", { jsx: false, browser: false }],
  ])("%s", (code, directives) => {
    expect(readDirectives(code)).toEqual(directives);
  });
});

describe("History", () => {
  const history = new History();
  for (let line = 1; line <= 4; line++) history.add(line, `cell ${String(line % 3)}`);
  history.setOutput(2, "two");

  it.each([
    [{ hist_access_type: "tail", n: 2 }, [3, 4]],
    [{ hist_access_type: "tail" }, [1, 2, 3, 4]],
    [{ hist_access_type: "range", session: 0, start: 2, stop: 4 }, [2, 3]],
    [{ hist_access_type: "range", session: -1, start: 1 }, []],
    [{ hist_access_type: "search", pattern: "cell 1", unique: true }, [4]],
    [{ hist_access_type: "search", pattern: "c?ll [1]*" }, []],
    [{ hist_access_type: "search", pattern: "*", n: 1 }, [4]],
  ])("%o", (query, lines) => {
    expect(history.query(query).map(([, line]) => line)).toEqual(lines);
  });

  it("gives outputs where asked", () => {
    expect(history.query({ hist_access_type: "range", start: 2, stop: 3, output: true })).toEqual([
      [1, 2, ["cell 2", "two"]],
    ]);
  });
});

describe("Streams", () => {
  it("joins what one cell writes, keeps order, and holds a fast writer up", async () => {
    const published: [number, string, number][] = [];
    const holds: boolean[] = [];
    const streams = new Streams({
      publish: (cell, name, text) => published.push([cell, name, text.length]),
      holdUp: (hold) => holds.push(hold),
    });
    for (const [cell, name] of [
      [1, "stdout"],
      [1, "stdout"],
      [1, "stderr"],
      [2, "stdout"],
    ] as const) {
      streams.write(cell, name, "ab");
    }
    streams.flush();
    expect(published).toEqual([
      [1, "stdout", 4],
      [1, "stderr", 2],
      [2, "stdout", 2],
    ]);
    for (let i = 0; i < 40; i++) streams.write(i, "stdout", "x".repeat(500_000));
    expect(holds).toEqual([true]);
    while (holds.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    streams.flush();
    expect(published.length).toBe(43);
    expect(holds).toEqual([true, false]);
  });
});

describe("NativeOutput", () => {
  it("waits at marks and never shows them, however the bytes are cut", async () => {
    for (let size = 1; size < 20; size++) {
      const stream = new PassThrough();
      let text = "";
      const native: NativeOutput = new NativeOutput(
        stream,
        "nonce",
        (part) => (text += part),
        () => undefined,
      );
      const bytes = Buffer.from("한글 \0 a\0nonce1\0b\0non");
      for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
      await turn();
      await turn();
      expect([text, native.mark]).toEqual(["한글 \0 a", 1]);
      native.pass(1);
      expect(text).toBe("한글 \0 ab");
    }
  });
});

describe("ExecutionQueue", () => {
  it("runs in order and aborts what waits", async () => {
    const log: string[] = [];
    const queue = new ExecutionQueue();
    const job = (name: string, result: "ok" | "abort") =>
      queue.add({
        run: async () => {
          await turn();
          log.push(name);
          return result;
        },
        abort: () => log.push(`no ${name}`),
      });
    job("a", "ok");
    job("b", "abort");
    job("c", "ok");
    for (let i = 0; i < 5; i++) await turn();
    job("d", "ok");
    for (let i = 0; i < 5; i++) await turn();
    expect(log).toEqual(["a", "b", "no c", "d"]);
  });
});

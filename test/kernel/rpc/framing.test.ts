import { describe, expect, it } from "vitest";
import { encodeFrame, FrameReader } from "../../../src/kernel/rpc/framing.js";

describe("frames", () => {
  const messages = [{ a: 1 }, "한글", new Uint8Array([1, 2]), [undefined, 5n], { big: "x".repeat(100_000) }];
  it.each([1, 3, 7, 1000, 1 << 20])("come out as they went in, in chunks of %i bytes", (size) => {
    const bytes = Buffer.concat(messages.map(encodeFrame));
    const reader = new FrameReader();
    const out: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) out.push(...reader.push(bytes.subarray(at, at + size)));
    expect(out).toEqual(messages);
  });

  it("does not take foreign bytes for a message", () => {
    const reader = new FrameReader();
    const read = (bytes: Buffer) => [...reader.push(bytes)];
    expect(read(encodeFrame(1))).toEqual([1]);
    expect(() => read(Buffer.from("garbage, and more of it"))).toThrow("foreign bytes");
  });
});

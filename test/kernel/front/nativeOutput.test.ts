import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { NativeOutput } from "../../../src/kernel/front/nativeOutput.js";

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

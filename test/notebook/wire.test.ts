import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { Wire } from "../../src/notebook/wire.js";

const fixture = new URL("./fixtures/message.json", import.meta.url);
const frames = (JSON.parse(fs.readFileSync(fixture, "utf8")) as string[]).map((frame) => Buffer.from(frame));

describe("Wire", () => {
  it("reads a message that jupyter_client signed", () => {
    const message = new Wire("secret").decode([Buffer.from("a prefix"), ...frames, Buffer.from([1, 2])]);
    expect(message.header).toMatchObject({ msg_type: "status", session: "s" });
    expect(message.content).toEqual({ execution_state: "idle", 말: "글" });
    expect(message.buffers).toEqual([Buffer.from([1, 2])]);
  });

  it("reads its own messages back, signed or not", () => {
    for (const key of ["secret", ""]) {
      const wire = new Wire(key);
      const message = wire.request("execute_request", { code: "가" });
      expect(wire.decode(wire.encode(message).map((frame) => Buffer.from(frame)))).toEqual(message);
    }
  });

  it("refuses a message that was changed, signed with another key, or cut short", () => {
    const changed = frames.with(5, Buffer.from('{"execution_state": "busy"}'));
    expect(() => new Wire("secret").decode(changed)).toThrow("its signature is wrong");
    expect(() => new Wire("other").decode(frames)).toThrow("its signature is wrong");
    expect(() => new Wire("secret").decode(frames.slice(0, 4))).toThrow("frames are missing");
  });
});

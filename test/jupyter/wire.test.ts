import { createHmac } from "node:crypto";
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import type { Outgoing } from "../../src/jupyter/messages.js";
import { Wire } from "../../src/jupyter/wire.js";

const fixture = new URL("./message.json", import.meta.url);
/** A message that jupyter_client signed with "secret". */
const theirs = (JSON.parse(fs.readFileSync(fixture, "utf8")) as string[]).map((frame) => Buffer.from(frame));

const status: Outgoing = {
  identities: ["id"],
  type: "status",
  content: { a: 1 },
  buffers: [new Uint8Array([7])],
};
const framesOf = (wire: Wire) => wire.encode(status).map((frame) => Buffer.from(frame as string));

describe("Wire", () => {
  it("reads a message that jupyter_client signed", () => {
    const message = new Wire("secret").decode([Buffer.from("a prefix"), ...theirs, Buffer.from([1, 2])]);
    expect(message?.header).toMatchObject({ msg_type: "status", session: "s" });
    expect(message?.content).toEqual({ execution_state: "idle", 말: "글" });
    expect(message?.buffers).toEqual([Buffer.from([1, 2])]);
    expect(message?.identities).toEqual([Buffer.from("a prefix")]);
  });

  it("signs as the protocol says", () => {
    const [, , signature, ...parts] = framesOf(new Wire("secret"));
    const hmac = createHmac("sha256", "secret");
    for (const part of parts.slice(0, 4)) hmac.update(part);
    expect(signature!.toString()).toBe(hmac.digest("hex"));
  });

  it("reads what it wrote, once", () => {
    const wire = new Wire("secret", "me");
    const frames = framesOf(wire);
    expect(wire.decode(frames)).toMatchObject({
      header: { msg_type: "status", version: "5.5", username: "me" },
      content: { a: 1 },
      buffers: [Buffer.from([7])],
    });
    expect(wire.decode(frames)).toBeUndefined();
  });

  it("knows a replayed message also after 20,000 others", () => {
    const wire = new Wire("secret");
    const first = framesOf(wire);
    expect(wire.decode(first)).toBeDefined();
    for (let i = 0; i < 20_000; i++) wire.decode(framesOf(wire));
    expect(wire.decode(first)).toBeUndefined();
  });

  it("sends JSON text as it is", () => {
    const wire = new Wire("secret");
    const frames = wire
      .encode({ ...status, content: '{"a":[1e3]}' })
      .map((frame) => Buffer.from(frame as string));
    expect(frames.at(-2)!.toString()).toBe('{"a":[1e3]}');
    expect(wire.decode(frames)?.content).toEqual({ a: [1000] });
  });

  it("drops a header too long to be one, which could not be sent back", () => {
    const [delimiter, , , ...rest] = framesOf(new Wire("")).slice(1);
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const header = Buffer.from(`{"msg_id":"1","msg_type":"execute_request","deep":${deep}}`);
    const decoded = new Wire("").decode([delimiter!, Buffer.from(""), header, ...rest]);
    expect(decoded).toBeUndefined();
  });

  it("takes any signature without a key", () => {
    const wire = new Wire("");
    const frames = framesOf(wire);
    frames[2] = Buffer.from("");
    expect(wire.decode(frames)?.content).toEqual({ a: 1 });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])("drops a message whose frame %i was changed", (index) => {
    const wire = new Wire("secret");
    const frames = framesOf(wire);
    frames[index] = Buffer.concat([frames[index]!, Buffer.from("x")]);
    if (index === 0) expect(wire.decode(frames)?.identities).toEqual([Buffer.from("idx")]);
    else expect(wire.decode(frames)).toBeUndefined();
  });

  it("drops what another key signed and what was cut short", () => {
    expect(new Wire("other").decode(theirs)).toBeUndefined();
    expect(new Wire("secret").decode(theirs.slice(0, 4))).toBeUndefined();
  });
});

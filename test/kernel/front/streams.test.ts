import { describe, expect, it } from "vitest";
import { Streams } from "../../../src/kernel/front/streams.js";

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

  it("publishes in messages of a few megabytes, loses nothing, and survives one that cannot be sent", async () => {
    const lengths: number[] = [];
    const holds: boolean[] = [];
    const streams = new Streams({
      publish(_cell, _name, text) {
        lengths.push(text.length);
        if (lengths.length === 2) throw new Error("too long to send");
      },
      holdUp: (hold) => holds.push(hold),
    });
    for (let i = 0; i < 40; i++) streams.write(1, "stdout", "x".repeat(1 << 20));
    expect(() => streams.flush()).toThrow("too long to send");
    while (holds.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      streams.flush();
    }
    streams.flush();
    expect(holds).toEqual([true, false]);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4 << 20);
    expect(lengths.reduce((sum, length) => sum + length)).toBe(40 << 20);
  });

  it("makes one message of what is written turn by turn", async () => {
    const published: string[] = [];
    const streams = new Streams({
      publish: (_cell, _name, text) => published.push(text),
      holdUp: () => undefined,
    });
    for (const text of ["1\n", "2\n", "3\n"]) {
      streams.write(1, "stdout", text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    while (published.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(published).toEqual(["1\n2\n3\n"]);
  });
});

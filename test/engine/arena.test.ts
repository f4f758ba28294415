import { describe, expect, it } from "vitest";
import { Arena } from "../../src/engine/arena.js";
import { randomNumbers } from "./helpers.js";

describe("Arena", () => {
  it("hands out blocks that do not overlap and are 0", () => {
    const arena = new Arena(false);
    arena.start(0);
    const random = randomNumbers(1);
    const blocks = new Map<number, number>();
    for (let i = 0; i < 2000; i++) {
      if (blocks.size > 0 && random() < 0.5) {
        const [address, bytes] = [...blocks][Math.floor(random() * blocks.size)]!;
        expect(arena.u8(address, bytes).every((v) => v === 7)).toBe(true);
        arena.free(address);
        blocks.delete(address);
      } else {
        const bytes = 1 + Math.floor(random() * 5000);
        const address = arena.allocate(bytes);
        expect(address % 64).toBe(0);
        expect(arena.u8(address, bytes).every((v) => v === 0)).toBe(true);
        arena.u8(address, bytes).fill(7);
        blocks.set(address, bytes);
      }
    }
    for (const address of blocks.keys()) arena.free(address);
    expect(arena.isEmpty).toBe(true);
    expect(arena.bytes).toBeLessThan(16 * 2 ** 20);
  });

  it("uses freed memory again", () => {
    const arena = new Arena(false);
    arena.start(0);
    const first = arena.allocate(3 * 2 ** 20);
    const size = arena.bytes;
    for (let i = 0; i < 100; i++) {
      arena.free(first);
      expect(arena.allocate(3 * 2 ** 20)).toBe(first);
    }
    expect(arena.bytes).toBe(size);
  });

  it("says when 4 GB do not suffice", () => {
    const arena = new Arena(false);
    arena.start(0);
    expect(() => arena.allocate(5 * 2 ** 30)).toThrow(
      "Cannot train: the engine's memory must be at most 4 GB, current need is 5.00 GB; use a smaller batch or uint8 data",
    );
  });
});

import { describe, expect, it } from "vitest";
import { murmur2 } from "../../../src/kernel/front/debug/murmur2.js";

describe("murmur2()", () => {
  // What `murmur2_x86(text, 0xc70f6907)` of ipykernel.compiler gives.
  it.each([
    ["", 3990065800],
    ["a", 2167009006],
    ["1 + 1", 2359671083],
    ["const x = 1;\nx", 552911769],
  ])("agrees with ipykernel: %j", (text, hash) => {
    expect(murmur2(text, 0xc70f6907)).toBe(hash);
  });
});

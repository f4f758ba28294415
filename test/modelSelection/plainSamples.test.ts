import { expect, it } from "vitest";
import { Table } from "gradus";
import {
  fromPlainSamples,
  toPlainSamples,
  toSharedSamples,
} from "../../src/modelSelection/backends/plainSamples.js";

it("a table without columns keeps its rows on the way to a worker", () => {
  const none = new Table({ a: [1, 2, 3] }).select([]);
  for (const plain of [toPlainSamples(none), toSharedSamples(none)]) {
    const arrived = fromPlainSamples(structuredClone(plain)) as Table;
    expect([arrived.length, arrived.names]).toEqual([3, []]);
  }
  const some = new Table({ a: [1, null], when: [new Date(0), null], town: ["Seoul", null] });
  expect(String(fromPlainSamples(structuredClone(toSharedSamples(some))))).toBe(String(some));
});

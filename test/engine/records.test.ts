// Records as the interpreter reads them.
import { describe, expect, it } from "vitest";
import * as schema from "../../src/engine/schema/index.js";

const { record, writeFields } = schema;

describe("a record", () => {
  const mixed = record({ kind: "i32", rate: "f64", place: "usize", half: "f32", last: "i32" });

  it("has each field at a multiple of its size, and a size that keeps the next record in place", () => {
    expect(mixed.offsets).toEqual({ kind: 0, rate: 8, place: 16, half: 20, last: 24 });
    expect(mixed.bytes).toBe(32);
  });
  it("takes numbers by name, and nothing else", () => {
    const buffer = new ArrayBuffer(64);
    writeFields(buffer, 16, mixed, { rate: 0.1, half: 0.5, last: -1 });
    expect(new Float64Array(buffer)[3]).toBe(0.1);
    expect(new Float32Array(buffer)[9]).toBe(0.5);
    expect(new Int32Array(buffer)[10]).toBe(-1);
    expect(() => {
      writeFields(buffer, 0, mixed, { rat: 1 } as object);
    }).toThrow('it has no field "rat"');
  });
});

it("a metric begins as a loss does, which the interpreter reads it as", () => {
  const { offsets } = schema.lossRecord;
  const { offsets: inMetric } = schema.metricRecord;
  expect(Object.keys(offsets).map((field) => inMetric[field])).toEqual(Object.values(offsets));
});

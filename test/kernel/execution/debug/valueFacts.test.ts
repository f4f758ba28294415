import { describe, expect, it } from "vitest";
import { bytesOf, lineOf, shapeOf, typeOf } from "../../../../src/kernel/execution/debug/valueFacts.js";

class Point {
  x = 1;
  get far(): never {
    throw new Error("a getter ran");
  }
}

describe("facts of a value", () => {
  it.each([
    [3, "number", "3", undefined, 8],
    ["é\n", "string", '"é\\n"', undefined, 4],
    [null, "null", "null", undefined, undefined],
    [10n, "bigint", "10n", undefined, undefined],
    [new Point(), "Point", "Point { x: 1 }", undefined, 8],
    [Point, "class", "class Point", undefined, undefined],
    [[1, 2, 3], "Array", "[ 1, 2, 3 ]", [3], 24],
    [
      [
        [1, 2],
        [3, 4],
      ],
      "Array",
      "[ [ 1, 2 ], [ 3, 4 ] ]",
      [2, 2],
      32,
    ],
    [new Float32Array(2), "Float32Array", "Float32Array(2) [ 0, 0 ]", [2], 8],
    [new Set([1]), "Set", "Set(1) { 1 }", [1], 8],
    [{ a: new Point() }, "Object", "{ a: [Point] }", undefined, 8],
    [new RangeError("far"), "RangeError", "RangeError: far", undefined, undefined],
    [Object.create(null), "object", "[Object: null prototype] {}", undefined, undefined],
  ])("%o", (value: unknown, type, line, shape, bytes) => {
    expect(typeOf(value)).toBe(type);
    expect(lineOf(value)).toBe(line);
    expect(shapeOf(value)).toEqual(shape);
    if (!(value instanceof Error)) expect(bytesOf(value)).toBe(bytes);
  });

  it("says of a function how it is called", () => {
    expect(lineOf((a: number, b: number) => a + b)).toMatch(/^ƒ \(a, b\)$/);
  });

  it("asks no proxy", () => {
    const fail = (): never => {
      throw new Error("a trap ran");
    };
    const proxy = new Proxy(
      {},
      { get: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail },
    );
    expect(typeOf(proxy)).toBe("Proxy");
    expect(lineOf(proxy)).toBe("{}");
    expect(bytesOf(proxy)).toBeUndefined();
  });

  it("reckons what is too long to be counted, and goes round no circle", () => {
    expect(bytesOf(new Array(1_000_000).fill(0))).toBe(8_000_000);
    const circle: unknown[] = [1];
    circle.push(circle);
    expect(bytesOf(circle)).toBeGreaterThanOrEqual(8);
  });
});

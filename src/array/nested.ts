// Arrays as nested JavaScript lists.
import type { Elements, NestedArray } from "./elements.js";
import { sizeOf } from "./shape.js";

/** Lists of numbers (booleans for dtype `"bool"`), as deep as `x` has axes. */
export function nested(x: Elements): NestedArray {
  const { data, shape } = x;
  const convert = x.dtype === "bool" ? (value: number) => value !== 0 : (value: number) => value;
  const build = (axis: number, start: number): NestedArray => {
    if (axis === shape.length) return convert(data[start]!);
    const step = sizeOf(shape.slice(axis + 1));
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, start + i * step));
  };
  return build(0, 0);
}

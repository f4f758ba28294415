// Elements drawn by their positions along an axis.
import { checkKind, complaint } from "../validation.js";
import { allocate } from "./dtype.js";
import { indexError } from "./indexing.js";
import { Elements } from "./elements.js";
import { normalizeAxis, showShape, sizeOf } from "./shape.js";
import { PaletteMemory } from "./unwritten.js";

/** Positions along an axis: one (the axis disappears), a list, or integers of any shape; negative counts from the end. */
export type Indices = number | readonly number[] | Elements | Int32Array | Uint8Array;

/** Elements at these indices along an axis, copied; a palette stays one. */
export function take(x: Elements, indices: Indices, axis: number): Elements {
  const along = normalizeAxis("take", axis, x.ndim);
  if (typeof indices !== "number" && !(indices instanceof Elements))
    checkKind("take", "indices", indices, {
      kind: "list",
      wanted: "a number, a list or an array of numbers",
    });
  const [picked, shape] =
    typeof indices === "number"
      ? [[indices], []]
      : indices instanceof Elements
        ? [indices.data, indices.shape]
        : [indices, [indices.length]];
  const length = x.shape[along]!;
  const width = sizeOf(x.shape.slice(along + 1));
  const outer = sizeOf(x.shape.slice(0, along));
  const palette = x.palette;
  const out = allocate(palette ? "uint8" : x.dtype, outer * picked.length * width);
  const data = palette?.indices ?? x.data;
  for (let block = 0, o = 0; block < outer; block++) {
    for (let i = 0; i < picked.length; i++, o += width) {
      const index = picked[i]! < 0 ? picked[i]! + length : picked[i]!;
      if (!(Number.isInteger(index) && index >= 0 && index < length))
        throw indexError(x.shape, picked[i], along);
      const from = (block * length + index) * width;
      if (width === 1) out[o] = data[from]!;
      else out.set(data.subarray(from, from + width), o);
    }
  }
  const taken = [...x.shape.slice(0, along), ...shape, ...x.shape.slice(along + 1)];
  return palette
    ? new Elements(
        new PaletteMemory({ indices: out as Uint8Array, values: palette.values }),
        taken,
        "float32",
      )
    : new Elements(out, taken, x.dtype);
}

/** Elements along an axis where the mask holds. */
export function compress(x: Elements, keep: Elements, axis: number): Elements {
  const along = normalizeAxis("compress", axis, x.ndim);
  if (keep.ndim !== 1 || keep.size !== x.shape[along])
    throw new RangeError(
      complaint({
        action: "select by mask",
        name: "shape of mask",
        wanted: showShape([x.shape[along]!]),
        got: keep.shape,
      }),
    );
  return take(x, nonzero(keep), along);
}

/** Positions of the elements that are not 0, counted in C order. */
export function nonzero(x: Elements): Elements {
  const found: number[] = [];
  x.data.forEach((value: number, i: number) => value !== 0 && found.push(i));
  return new Elements(Int32Array.from(found), [found.length], "int32");
}

// Running sums and products along an axis.
import { isFloat, type TypedArray } from "./dtype.js";
import { Elements, reshaped } from "./elements.js";
import { tooLarge } from "./integers.js";
import { nativeRunning } from "./nativeFolds.js";
import { normalizeAxis } from "./shape.js";
import { uninitialized } from "./uninitialized.js";

/** Running sums. */
export function cumsum(x: Elements, axis: number | undefined): Elements {
  return running("cumsum", x, axis);
}

/** Running products. */
export function cumprod(x: Elements, axis: number | undefined): Elements {
  return running("cumprod", x, axis);
}

/** Of each element and all before it along the axis; each is rounded to the type of the result before the next one. */
function running(name: "cumsum" | "cumprod", given: Elements, axis: number | undefined): Elements {
  const x = axis === undefined ? reshaped(given, [given.size]) : given;
  const along = normalizeAxis(name, axis ?? 0, x.ndim);
  const dtype = isFloat(x.dtype) ? x.dtype : "int32";
  const out = uninitialized(dtype, x.size);
  const n = x.shape[along]!;
  let inner = 1;
  for (let i = along + 1; i < x.ndim; i++) inner *= x.shape[i]!;
  if (!isFloat(dtype) || !nativeRunning(name, out, x.data, n, inner)) loop(name, out, x.data, n, inner);
  return new Elements(out, x.shape, dtype);
}

/** The same where there is no C for it, and for integers, of which one may be too large. */
function loop(name: "cumsum" | "cumprod", out: TypedArray, data: TypedArray, n: number, inner: number): void {
  const isSum = name === "cumsum";
  const isExact = out instanceof Int32Array;
  for (let start = 0; start < out.length; start += n * inner) {
    for (let i = start; i < start + inner; i++) out[i] = data[i]!;
    for (let i = start + inner; i < start + n * inner; i++) {
      const next = isSum ? out[i - inner]! + data[i]! : out[i - inner]! * data[i]!;
      out[i] = next;
      if (isExact && out[i] !== next) throw tooLarge(`${name} integers`, next);
    }
  }
}

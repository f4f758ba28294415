// Arrays of another type.
import { complaint } from "../validation.js";
import { allocate, type DType, dtypes } from "./dtype.js";
import { Elements } from "./elements.js";

/**
 * A copy of another type. Fractions are cut off; integers wrap, as in C.
 *
 * @throws TypeError for an unknown type.
 */
export function converted(x: Elements, dtype: DType): Elements {
  checkDType("convert", dtype);
  const out = allocate(dtype, x.size);
  if (dtype === "bool") for (let i = 0; i < out.length; i++) out[i] = x.data[i] === 0 ? 0 : 1;
  else out.set(x.data);
  return new Elements(out, x.shape, dtype);
}

/** @throws TypeError for an unknown type. */
export function checkDType(action: string, dtype: DType): void {
  if (!dtypes.includes(dtype))
    throw new TypeError(complaint({ action, name: "dtype", wanted: dtypes.join(", "), got: dtype }));
}

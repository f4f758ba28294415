// What integer types hold. JavaScript's memory cuts every other number to some integer without a word; here it is an error, so that
// `arange(100000).square()` is never a row of wrong numbers: NumPy's integers have 64 bits where ours have 32.
import { complaint } from "../validation.js";
import { type DType, isFloat } from "./dtype.js";

const ranges = { uint8: [0, 255], int32: [-(2 ** 31), 2 ** 31 - 1] } as const;
const wide = 'make it x.astype("float64") first';

/** Whether values of this type are integers that can be too large for it. */
export function isInteger(dtype: DType): dtype is "uint8" | "int32" {
  return dtype === "uint8" || dtype === "int32";
}

/**
 * Checks numbers that somebody wrote down for an array of integers; fractions are cut off, as NumPy does.
 *
 * @throws RangeError for NaN and for numbers outside of the type, as NumPy 2 refuses them (`OverflowError`).
 */
export function checkHeld(action: string, name: string, dtype: DType, values: ArrayLike<number>): void {
  if (!isInteger(dtype)) return;
  const [low, high] = ranges[dtype];
  for (let i = 0; i < values.length; i++) {
    const got = values[i]!;
    if (got > low - 1 && got < high + 1) continue;
    const wanted = `from ${String(low)} to ${String(high)} for ${dtype}`;
    const fix = Number.isNaN(got) ? "only floats have NaN: use float64" : "use float64";
    throw new RangeError(complaint({ action, name, wanted, got, fix }));
  }
}

/**
 * Checks floats that become integers: a `uint8` takes those of an int32 modulo 256, as in C.
 *
 * @throws RangeError for NaN, infinities and what an int32 does not hold, of which C makes any number (NumPy warns).
 */
export function checkCast(action: string, from: DType, values: ArrayLike<number>): void {
  if (isFloat(from)) checkHeld(action, "x", "int32", values);
}

/**
 * The int32 of results that were computed in doubles.
 *
 * @throws RangeError for one that an int32 does not hold.
 */
export function narrowed(action: string, exact: ArrayLike<number>): Int32Array {
  const out = new Int32Array(exact.length);
  for (let i = 0; i < out.length; i++) {
    const value = exact[i]!;
    out[i] = value;
    if (out[i] !== value) throw tooLarge(action, value);
  }
  return out;
}

/** The error of a number that `map` cannot keep in an array of integers. */
export function notHeld(dtype: DType, got: number): RangeError {
  const wanted = `an integer that ${dtype} holds`;
  return new RangeError(
    complaint({ action: "map elements", name: "what f returns", wanted, got, fix: wide }),
  );
}

/** The error of a result that an int32 does not hold. */
export function tooLarge(action: string, got: number): RangeError {
  const wanted = got > 0 ? "below 2^31" : "at least -(2^31)";
  return new RangeError(complaint({ action, name: "the result", wanted, got, fix: wide }));
}

/**
 * Refuses integers divided by 0: NumPy gives 0 and a warning.
 *
 * @throws RangeError if a divisor is 0.
 */
export function checkDivisor(action: string, divisors: ArrayLike<number>): void {
  for (let i = 0; i < divisors.length; i++)
    if (divisors[i] === 0)
      throw new RangeError(
        complaint({ action, name: "the divisor", wanted: "other than 0", got: 0, fix: wide }),
      );
}

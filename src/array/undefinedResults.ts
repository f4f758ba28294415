// What NumPy's RuntimeWarning says: an operation has made NaN of numbers, or divided by 0. The result stands as it is.
import type { TypedArray } from "./dtype.js";
import type { Elements } from "./elements.js";
import { isAllFinite } from "./finite.js";
import { nativeFind } from "./nativeFolds.js";

/** What has been told since the event loop last had its turn: a loop says it once. */
const told = new Set<string>();

function tell(name: string, message: string): void {
  if (told.size === 0) setTimeout(() => told.clear(), 0);
  if (told.has(name)) return;
  told.add(name);
  console.warn(`np.${name}: ${message}`);
}

/** “2 of 5 elements”; of a single one “the element”. */
const share = (count: number, of: number, what: string): string =>
  of === 1 ? `the ${what} is` : `${String(count)} of ${String(of)} ${what}s ${count === 1 ? "is" : "are"}`;

/** Tells of divisors that are 0, where the results are floats: integers are refused. */
export function tellZeroDivisors(name: string, divisor: Elements | number): void {
  const data = typeof divisor === "number" ? [divisor] : divisor.data;
  const found = nativeFind(data as TypedArray, 0, data.length, 0, true);
  if (found === data.length || (found === undefined && !(data as number[]).includes(0))) return;
  let zeros = 0;
  for (const value of data) if (value === 0) zeros++;
  tell(name, `${share(zeros, data.length, "divisor")} 0; the result there is NaN or infinite`);
}

/** Tells of results that are NaN or infinite where `x`, from which they come element by element, is a number; ∞ may stay ∞. */
export function tellOutside(name: string, x: TypedArray, out: TypedArray): void {
  if (isAllFinite(out)) return;
  let outside = 0;
  let first = NaN;
  for (let i = 0; i < out.length; i++) {
    if (Number.isFinite(out[i]!) || Number.isNaN(x[i]!)) continue;
    if (!Number.isFinite(x[i]!) && !Number.isNaN(out[i]!)) continue; // √∞ is ∞
    if (outside++ === 0) first = x[i]!;
  }
  if (outside === 0) return;
  const where = `${share(outside, out.length, "element")} where the function is not defined`;
  tell(name, `${where} (${String(first)}${outside > 1 ? ", …" : ""}); the result there is NaN or infinite`);
}

/** Tells of powers that are NaN though nothing else is: of negative numbers to a fraction. */
export function tellRootsOfNegatives(
  name: string,
  out: TypedArray,
  ...operands: (Elements | number)[]
): void {
  if (!hasNaN(out) || operands.some((x) => (typeof x === "number" ? Number.isNaN(x) : hasNaN(x.data))))
    return;
  let count = 0;
  for (const value of out) if (Number.isNaN(value)) count++;
  tell(
    name,
    `${share(count, out.length, "element")} negative and raised to a fraction; the result there is NaN`,
  );
}

function hasNaN(data: TypedArray): boolean {
  const found = nativeFind(data, 0, data.length, NaN, true);
  if (found !== undefined) return found < data.length;
  for (const value of data) if (Number.isNaN(value)) return true;
  return false;
}

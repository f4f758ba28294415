// A sentence of a lesson and the number that backs it: a tick when it holds, an error that names it when it does not.
import { complaint } from "../validation.js";
import { showFailed, showHeld } from "./claimFold.js";

/** What a claim may say about its value; exactly one of these. */
export type ClaimBound =
  /** At most `within` away from `near`, both ends included; lists entry by entry. */
  | { near: unknown; within: number }
  /** Greater than this number; a list's every entry. */
  | { above: number }
  /** Less than this number; a list's every entry. */
  | { below: number }
  /** From the first to the second number, both included; a list's every entry. */
  | { between: readonly [number, number] }
  /** The same value, or the same list in the same order. */
  | { equals: unknown }
  /** A list in which every entry is greater than the one before it. */
  | { increasing: true };

/**
 * Thrown by {@link claim} when the sentence does not hold.
 *
 * @example
 * ```ts
 * import { claim, ClaimError } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(() => claim("the loss is small", 0.25, { below: 0.03 })).toThrow(ClaimError);
 * ```
 */
export class ClaimError extends Error {
  override readonly name = "ClaimError";
  /** The sentence as the lesson says it. */
  readonly sentence: string;
  /** The bound, as shown: `< 0.03`. */
  readonly wanted: string;
  /** The value, as shown: `0.25`. */
  readonly got: string;

  constructor(sentence: string, wanted: string, got: string) {
    super(`${sentence}\n  wanted: ${wanted}\n  got:    ${got}`);
    this.sentence = sentence;
    this.wanted = wanted;
    this.got = got;
  }
}

/**
 * Checks a sentence of a lesson against a measured value and says `✓ sentence value bound`.
 *
 * In a notebook the claims of a cell are one line that unfolds, “✓ 4 claims held”, where the first of them was made; its
 * text form has a line each. Elsewhere each is printed.
 *
 * Lists may be nested arrays, typed arrays or arrays with `toArray()`. NaN never holds, not even `equals` NaN.
 *
 * @param sentence - The claim in the reader's language.
 * @param value - What was measured: a number, a string, a boolean or a list of them.
 * @param bound - What must be true of it, see {@link ClaimBound}.
 * @throws {@link ClaimError} if the claim does not hold, naming sentence, wanted and got.
 * @throws TypeError if `bound` is none of the known forms, or `value` is a promise.
 *
 * @example
 * ```ts
 * import { claim } from "gradus";
 *
 * claim("largest error after training", 0.0156, { below: 0.03 }); // ✓ largest error after training 0.0156 < 0.03
 * ```
 */
export function claim(sentence: string, value: unknown, bound: ClaimBound): void {
  if (value instanceof Promise) {
    throw new TypeError(
      complaint({
        action: `check "${sentence}"`,
        name: "value",
        wanted: "a value",
        got: value,
        fix: "write await before it",
      }),
    );
  }
  const got = plain(value);
  const { holds, shown, wanted } = judge(sentence, got, bound);
  if (!holds) {
    const error = new ClaimError(sentence, wanted, shown);
    showFailed(error.message);
    throw error;
  }
  const measured = "equals" in bound || "increasing" in bound ? wanted : `${shown} ${wanted}`;
  showHeld(`${sentence} ${measured}`);
}

interface Verdict {
  holds: boolean;
  shown: string;
  wanted: string;
}

function judge(sentence: string, got: unknown, bound: ClaimBound): Verdict {
  if ("near" in bound) {
    const { within } = bound;
    const near = plain(bound.near);
    checkNumber(sentence, "within", within);
    const holds = isNear(got, near, within);
    // Six decimals read well; a claim that fails needs all that tell the two values apart.
    const digits = Math.min(decimalsFor(within), holds ? 6 : 12);
    return {
      holds,
      shown: show(got, (x) => fixed(x, digits)),
      wanted: `≈ ${show(near, (x) => fixed(x, digits))} ± ${showBound(within)}`,
    };
  }
  if ("above" in bound) {
    const above = checkNumber(sentence, "above", bound.above);
    return {
      holds: everyNumber(got, (x) => x > above),
      shown: show(got, showNumber),
      wanted: `> ${showBound(above)}`,
    };
  }
  if ("below" in bound) {
    const below = checkNumber(sentence, "below", bound.below);
    return {
      holds: everyNumber(got, (x) => x < below),
      shown: show(got, showNumber),
      wanted: `< ${showBound(below)}`,
    };
  }
  if ("between" in bound) {
    const [low, high] = bound.between;
    checkNumber(sentence, "between[0]", low);
    checkNumber(sentence, "between[1]", high);
    return {
      holds: everyNumber(got, (x) => x >= low && x <= high),
      shown: show(got, showNumber),
      wanted: `∈ [${showBound(low)}, ${showBound(high)}]`,
    };
  }
  if ("equals" in bound) {
    const equals = plain(bound.equals);
    return { holds: isSame(got, equals), shown: show(got, exact), wanted: `= ${show(equals, exact)}` };
  }
  if ("increasing" in bound) {
    const list = Array.isArray(got) ? got : [];
    const holds =
      list.length > 1 && everyNumber(got, (x) => x === x) && list.every((x, i) => i === 0 || x > list[i - 1]);
    return holds
      ? { holds, shown: "", wanted: list.map((x) => show(x, showNumber)).join(" < ") }
      : { holds, shown: show(got, showNumber), wanted: "every entry > the one before" };
  }
  throw new TypeError(
    complaint({
      action: `check "${sentence}"`,
      name: "bound",
      wanted: "{ near, within }, { above }, { below }, { between }, { equals } or { increasing: true }",
      got: bound,
    }),
  );
}

/** Typed arrays and arrays with `toArray()` as nested JavaScript arrays. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as Iterable<unknown>);
  }
  if (
    typeof value === "object" &&
    value !== null &&
    "toArray" in value &&
    typeof value.toArray === "function"
  ) {
    return (value as { toArray(): unknown }).toArray();
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

function everyNumber(value: unknown, test: (x: number) => boolean): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((entry) => everyNumber(entry, test));
  return typeof value === "number" && test(value);
}

function isNear(got: unknown, near: unknown, within: number): boolean {
  if (Array.isArray(got) && Array.isArray(near)) {
    return got.length === near.length && got.every((entry, i) => isNear(entry, near[i], within));
  }
  return typeof got === "number" && typeof near === "number" && Math.abs(got - near) <= within;
}

function isSame(got: unknown, wanted: unknown): boolean {
  if (Array.isArray(got) && Array.isArray(wanted)) {
    return got.length === wanted.length && got.every((entry, i) => isSame(entry, wanted[i]));
  }
  return got === wanted;
}

function checkNumber(sentence: string, name: string, value: unknown): number {
  if (typeof value === "number" && !Number.isNaN(value)) return value;
  throw new TypeError(complaint({ action: `check "${sentence}"`, name, wanted: "a number", got: value }));
}

/** Lists in brackets, long ones with their middle left out. */
function show(value: unknown, number: (x: number) => string): string {
  if (typeof value === "number") return number(value);
  if (!Array.isArray(value)) return typeof value === "string" ? value : String(value);
  // No thousands commas between the commas of a list.
  const shown = value.map((entry) => show(entry, (x) => number(x).replaceAll(",", "")));
  const cut = shown.length > 16 ? [...shown.slice(0, 12), "…", ...shown.slice(-2)] : shown;
  return `[${cut.join(", ")}]`;
}

/** Three significant digits, whole numbers in full with commas: 0.0156, 60,000, 1.53e-16. */
function showNumber(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return x.toLocaleString("en-US");
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e5 || size < 1e-4) return trimExponent(x.toExponential(2));
  return size >= 1000 ? x.toLocaleString("en-US", { maximumFractionDigits: 1 }) : x.toPrecision(3);
}

/** A bound as the lesson wrote it: 0.03, 1e-12. */
function showBound(x: number): string {
  if (Number.isInteger(x) || !Number.isFinite(x)) return showNumber(x);
  return Math.abs(x) < 1e-3 ? trimExponent(x.toExponential(3)) : String(Number(x.toPrecision(12)));
}

/** A value that is compared exactly is shown in full. */
function exact(x: number): string {
  return Number.isInteger(x) ? showNumber(x) : String(x);
}

/** One digit finer than the tolerance: within 0.006 shows 0.3679. */
function decimalsFor(within: number): number {
  if (!(within > 0)) return 6;
  return Math.max(0, Math.ceil(-Math.log10(within)) + 1);
}

function fixed(x: number, decimals: number): string {
  if (!Number.isFinite(x) || Math.abs(x) >= 1e6) return showNumber(x);
  if (x !== 0 && Math.abs(x) < 1e-3) return trimExponent(x.toExponential(3));
  if (Number.isInteger(x)) return showNumber(x);
  return x.toLocaleString("en-US", { maximumFractionDigits: decimals, minimumFractionDigits: decimals });
}

/** 1.00e-5 → 1e-5, 1.50e-5 → 1.5e-5. */
function trimExponent(text: string): string {
  return text.replace(/\.?0*e/, "e").replace("e+", "e");
}

// The words of our error messages: what was wanted, what came, and how to go on.

/** Parts of an error message: `Cannot <action>: <name> must be <wanted>, current value is <got>; <fix>`. */
export interface Complaint {
  /** What was being done, as in "split 3 samples into 5 folds". */
  action: string;
  /** The argument at fault, by the name the user wrote. */
  name: string;
  /** What it must be, as in "an integer > 0". */
  wanted: string;
  /** The value that came; shown shortened. */
  got: unknown;
  /** How to go on, where a learner could be stuck. */
  fix?: string | undefined;
}

/** Builds the message that every error of this package uses. */
export function complaint({ action, name, wanted, got, fix }: Complaint): string {
  return `Cannot ${action}: ${name} must be ${wanted}, current value is ${showValue(got)}${fix ? `; ${fix}` : ""}`;
}

/** A value as a message shows it: strings quoted, long lists cut, shapes in brackets. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map(showValue);
    return `[${shown.join(", ")}${value.length > 8 ? `, … ${String(value.length)} values` : ""}]`;
  }
  if (typeof value === "object" && value !== null) {
    const name = (value.constructor as { name?: string } | undefined)?.name ?? "Object"; // one without a prototype has none
    return name === "Object" ? `{ ${Object.keys(value).join(", ")} }` : `a ${name}`;
  }
  return String(value);
}

/**
 * Checks an integer option and returns it.
 *
 * @throws RangeError unless `value` is an integer in [`min`, `max`].
 */
export function checkInteger(
  action: string,
  name: string,
  value: unknown,
  { min = -Infinity, max = Infinity, fix }: { min?: number; max?: number; fix?: string } = {},
): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
  const range =
    max < Infinity ? ` from ${String(min)} to ${String(max)}` : min > -Infinity ? ` >= ${String(min)}` : "";
  throw new RangeError(complaint({ action, name, wanted: `an integer${range}`, got: value, fix }));
}

/** @throws TypeError for anything but a function, a text or a list, whichever is wanted. */
export function checkKind(
  action: string,
  name: string,
  value: unknown,
  { kind, wanted, fix }: { kind: keyof typeof kinds; wanted?: string; fix?: string },
): void {
  if (!kinds[kind](value))
    throw new TypeError(complaint({ action, name, wanted: wanted ?? `a ${kind}`, got: value, fix }));
}

/** The kinds that {@link checkKind} knows; a list is whatever has elements in an order, words apart. */
const kinds = {
  function: (value: unknown) => typeof value === "function",
  text: (value: unknown) => typeof value === "string",
  list: (value: unknown) => typeof value === "object" && value !== null && Symbol.iterator in value,
  object: (value: unknown) => typeof value === "object" && value !== null,
};

/**
 * Refuses options that a call does not have, and what is no options at all.
 *
 * @param fix - What to write instead of something that is no object.
 * @throws TypeError for the first one that is not among `known`, naming the nearest that is.
 */
export function checkOptions(action: string, options: unknown, known: readonly string[], fix?: string): void {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const wanted = `an object { ${known.join(", ")} }`;
    throw new TypeError(complaint({ action, name: "options", wanted, got: options, fix }));
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near =
    known.includes("seed") && /^random_?state$/i.test(unknown) ? "seed" : nearestName(unknown, known);
  const wanted = `one of ${known.join(", ")}`;
  throw new TypeError(
    complaint({ action, name: "an option", wanted, got: unknown, fix: near && `write ${near}` }),
  );
}

/**
 * The error for a word that is none of those known: it lists them, and asks whether the nearest was meant.
 *
 * @param root - The part of `got` that is compared, where it has an ending of its own.
 */
export function unknownWord(
  action: string,
  name: string,
  got: unknown,
  known: readonly string[],
  root = got,
): RangeError {
  const near = typeof root === "string" ? nearestName(root, known) : undefined;
  const wanted = `one of ${known.join(", ")}`;
  return new RangeError(complaint({ action, name, wanted, got, fix: near && `did you mean "${near}"?` }));
}

/** The known name closest to a misspelt one (edit distance at most 3, letter case ignored), if any. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(4, Math.max(2, name.length));
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance by the two-row table (Wagner & Fischer, 1974). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

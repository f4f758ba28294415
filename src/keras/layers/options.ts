// The options of layers as a table: what there is, what each must be, and a word for who writes another library's.
import { checkOptions, complaint } from "../../validation.js";

/** What an option must be. */
export interface OptionKind {
  readonly wanted: string;
  readonly accepts: (value: unknown) => boolean;
  readonly isRequired?: boolean;
}

/** A layer's options by name; those without a default come first, in Keras's order of positional arguments. */
export type OptionTable = Readonly<Record<string, OptionKind>>;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isSize = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;

export const integer = (min: number): OptionKind => ({
  wanted: `an integer >= ${String(min)}`,
  accepts: (value) => Number.isInteger(value) && (value as number) >= min,
});
export const anyInteger: OptionKind = { wanted: "an integer", accepts: Number.isInteger };
export const number: OptionKind = { wanted: "a number", accepts: isNumber };
export const share: OptionKind = {
  wanted: "a number in [0, 1)",
  accepts: (value) => isNumber(value) && value >= 0 && value < 1,
};
export const flag: OptionKind = { wanted: "true or false", accepts: (value) => typeof value === "boolean" };
export const text: OptionKind = {
  wanted: "a text",
  accepts: (value) => typeof value === "string" && value !== "",
};
export const pairOfSizes: OptionKind = {
  wanted: "an integer >= 1 or two of them",
  accepts: (value) => isSize(value) || (Array.isArray(value) && value.length === 2 && value.every(isSize)),
};
/** A size along the one axis that a series has; Keras's files write it as a list. */
export const oneSize: OptionKind = {
  wanted: "an integer >= 1",
  accepts: (value) => isSize(value) || (Array.isArray(value) && value.length === 1 && isSize(value[0])),
};
/** Rows and columns at the edges of an image: for all four, for both axes, or for each edge. */
export const edges: OptionKind = {
  wanted: "an integer >= 0, [vertical, horizontal] or [[top, bottom], [left, right]]",
  accepts(value) {
    const isCount = (item: unknown) => Number.isInteger(item) && (item as number) >= 0;
    const isPair = (item: unknown) => Array.isArray(item) && item.length === 2 && item.every(isCount);
    if (isCount(value) || isPair(value)) return true;
    return Array.isArray(value) && value.length === 2 && value.every(isPair);
  },
};
export const oneOf = (...words: readonly string[]): OptionKind => ({
  wanted: words
    .map((word) => `"${word}"`)
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1"),
  accepts: (value) => words.includes(value as string),
});
/** The sizes of a sample; `null` where any will do. */
export const sampleShape: OptionKind = {
  wanted: "a list of sizes, as [2]",
  accepts: (value) => Array.isArray(value) && value.every((size) => size === null || isSize(size)),
};
/** Samples in a batch; `null` where any number will do. */
export const batchSize: OptionKind = {
  wanted: "an integer >= 1 or null",
  accepts: (value) => value === null || isSize(value),
};
export const listOfIntegers: OptionKind = {
  wanted: "a list of integers",
  accepts: (value) => Array.isArray(value) && value.every(Number.isInteger),
};
export const oneOrMoreIntegers: OptionKind = {
  wanted: "an integer or a list of them",
  accepts: (value) => Number.isInteger(value) || listOfIntegers.accepts(value),
};
export const padding = oneOf("valid", "same");
export const regularizer: OptionKind = {
  wanted: 'a regularizer, as regularizers.l2(), or "l1", "l2" or "l1l2"',
  accepts(value) {
    if (typeof value !== "object" || value === null) return ["l1", "l2", "l1l2"].includes(value as string);
    const { l1, l2 } = value as { l1?: unknown; l2?: unknown };
    return isNumber(l1) && isNumber(l2);
  },
};
/** What is looked up by its name: whoever does it says which names there are. */
export const lookedUp: OptionKind = { wanted: "", accepts: () => true };
export const activation: OptionKind = {
  wanted: "an activation, its name, or { name, alpha }",
  accepts: (value) =>
    typeof value !== "object" || value === null || typeof (value as { name?: unknown }).name === "string",
};
export const initializer: OptionKind = {
  wanted: "an initializer, as initializers.zeros(), or its name",
  accepts: (value) =>
    typeof value === "string" || typeof (value as { fill?: unknown } | null)?.fill === "function",
};

export const required = (kind: OptionKind): OptionKind => ({ ...kind, isRequired: true });

/**
 * Checks what a layer is made from.
 *
 * @throws TypeError for what is no object or an unknown option, RangeError for a value that cannot be; both name the fix.
 */
export function checkLayerOptions(className: string, options: unknown, table: OptionTable): void {
  const kind = ["Functional", "Sequential"].includes(className) ? " model" : " layer";
  const action = `make ${/^[AEIO]|^LSTM/.test(className) ? "an" : "a"} ${className.replace(/Layer$/, "")}${kind}`;
  const names = Object.keys(table);
  const first = `${names[0]!}: ${typeof options === "number" ? String(options) : "…"}`;
  checkTable(action, options, table, `write ${factoryName(className)}({ ${first} })`);
}

/** Checks options by their table, whatever they are options of; `fix` is for what is no object. */
export function checkTable(action: string, options: unknown, table: OptionTable, fix?: string): void {
  checkOptions(action, options, Object.keys(table), fix);
  for (const [name, { accepts, wanted, isRequired = false }] of Object.entries(table)) {
    const value = (options as Record<string, unknown> | undefined)?.[name];
    if (value === undefined ? !isRequired : accepts(value)) continue;
    throw new RangeError(complaint({ action, name, wanted, got: value }));
  }
}

/** `MaxPooling2D` → `maxPooling2d`, `LSTM` → `lstm`, `SimpleRNN` → `simpleRNN`: our functions' names. */
function factoryName(className: string): string {
  if (className === "InputLayer") return "input";
  if (/^[A-Z]+$/.test(className)) return className.toLowerCase();
  return (className[0]!.toLowerCase() + className.slice(1)).replace(/(\d)D(?=$|[A-Z])/, "$1d");
}

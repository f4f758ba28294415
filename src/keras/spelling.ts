// String arguments: Keras's snake_case and tfjs's camelCase mean the same; a misspelt one names its neighbour.
import { complaint, nearestName } from "../validation.js";

type Capital =
  | "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M"
  | "N" | "O" | "P" | "Q" | "R" | "S" | "T" | "U" | "V" | "W" | "X" | "Y" | "Z"; // prettier-ignore

/** `"meanSquaredError"` → `"mean_squared_error"`. */
export type SnakeCase<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? `${Head extends Capital ? `_${Lowercase<Head>}` : Head}${SnakeCase<Rest>}`
  : "";

/** A name in both spellings. */
export type Spelled<Name extends string> = Name | SnakeCase<Name>;

/** `"meanSquaredError"` → `"mean_squared_error"`, `"MaxPooling2D"` → `"max_pooling2d"` (the rule of Keras). */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** `"mean_squared_error"` → `"meanSquaredError"`. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What a family of names is called in messages, its members and their other spellings. */
export interface Vocabulary<Name extends string> {
  /** The argument's name, as in "loss". */
  argument: string;
  names: readonly Name[];
  /** Other spellings, as `mse` for `meanSquaredError`. */
  aliases?: Readonly<Record<string, Name>>;
}

/**
 * The member of a vocabulary that a word stands for.
 *
 * @throws TypeError naming the nearest known word.
 */
export function findWord<Name extends string>(
  action: string,
  { argument, names, aliases = {} }: Vocabulary<Name>,
  word: unknown,
): Name {
  if (typeof word === "string") {
    const camel = camelCase(word);
    const plain = word.toLowerCase().replaceAll("_", "");
    for (const each of [word, word.toLowerCase()]) if (Object.hasOwn(aliases, each)) return aliases[each]!;
    for (const name of names)
      if (name === word || name === camel || name.toLowerCase() === plain) return name;
  }
  const snake = typeof word === "string" && word.includes("_");
  const known = [...names, ...Object.keys(aliases)].map((name) => (snake ? snakeCase(name) : name));
  const near = typeof word === "string" ? nearestName(word, known) : undefined;
  throw new TypeError(
    complaint({
      action,
      name: argument,
      wanted: `one of ${names.join(", ")}`,
      got: word,
      fix: near ? `did you mean "${near}"?` : undefined,
    }),
  );
}

// What is done to texts before their tokens are counted, as TensorFlow's string operations do it.

/** Only ASCII letters, as `tf.strings.lower`. */
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const stripPunctuation = (text: string) => text.replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, "");

export const standardizers = {
  lowerAndStripPunctuation: (text: string): string => stripPunctuation(lower(text)),
  lower,
  stripPunctuation,
} as const;
export type Standardizing = keyof typeof standardizers;

export const splitters = {
  whitespace: (text: string): readonly string[] =>
    text.split(/[ \t\n\v\f\r]+/).filter((token) => token !== ""),
  character: (text: string): readonly string[] => [...text],
} as const;
export type Splitting = keyof typeof splitters;

/** Runs of neighbours joined by spaces: of 1 to `sizes` tokens, or of each of these numbers of tokens. */
export function ngramsOf(tokens: readonly string[], sizes: number | readonly number[]): string[] {
  const widths = typeof sizes === "number" ? Array.from({ length: sizes }, (_, i) => i + 1) : sizes;
  return widths.flatMap((width) =>
    Array.from({ length: Math.max(0, tokens.length - width + 1) }, (_, i) =>
      tokens.slice(i, i + width).join(" "),
    ),
  );
}

/** The order of code points, which is that of UTF-8's bytes: JavaScript's own `<` puts emoji before what is rare. */
export function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const place = left.findIndex((character, i) => character !== right[i]);
  if (place < 0) return left.length - right.length;
  return left[place]!.codePointAt(0)! - (right[place]?.codePointAt(0) ?? -1);
}

// What a TextVectorization layer is made from, and what it takes for texts.
import { complaint } from "../../validation.js";
import type { LayerOptions } from "./layer.js";
import { flag, integer, lookedUp, type OptionKind } from "./options.js";
import type { Splitting, Standardizing } from "./text.js";

export const outputModes = ["int", "multiHot", "count", "tfIdf"] as const;
export type OutputMode = (typeof outputModes)[number];

export interface TextVectorizationOptions extends LayerOptions {
  /** Size of the vocabulary with its special tokens, at least 2; rarer tokens are unknown. Defaults to no limit. */
  maxTokens?: number;
  /** Done to a text first; `null` for nothing, or a function of your own. Defaults to "lowerAndStripPunctuation" (ASCII, as in Keras). */
  standardize?:
    Standardizing | "lower_and_strip_punctuation" | "strip_punctuation" | null | ((text: string) => string);
  /** How a text becomes tokens; `null` for one token, or a function of your own, as a morphological analyzer. Defaults to "whitespace". */
  split?: Splitting | null | ((text: string) => readonly string[]);
  /** Also joins neighbours: up to so many tokens, or these numbers of tokens. */
  ngrams?: number | readonly number[];
  /**
   * "int" gives the tokens' numbers in order, the others one number for each token of the vocabulary: whether it is in the
   * text, how often, or how often weighed by rarity. Defaults to "int".
   */
  outputMode?: OutputMode | "multi_hot" | "tf_idf";
  /** Length of a row of numbers: texts are filled up with 0, or cut. Defaults to that of the longest text. */
  outputSequenceLength?: number;
  /** Makes rows of counts `maxTokens` long, also while the vocabulary is smaller. Defaults to false. */
  padToMaxTokens?: boolean;
  /** The tokens, if they are known; else `adapt` the layer. */
  vocabulary?: readonly string[];
  /** Weight of each of these tokens, for "tfIdf". */
  idfWeights?: readonly number[];
}

/** Texts: one, a list, or a list of lists of one. */
export type Texts = string | readonly string[] | readonly (readonly [string])[];

const wordOr = (kind: string): OptionKind => ({
  wanted: `a word, null or a function of ${kind}`,
  accepts: (value) => value === null || ["string", "function"].includes(typeof value),
});
export const texts: OptionKind = {
  wanted: "a list of texts",
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};
export const numbers: OptionKind = {
  wanted: "a list of numbers",
  accepts: (value) => Array.isArray(value) && value.every(Number.isFinite),
};
const ngramSizes: OptionKind = {
  wanted: "an integer >= 1 or a list of at least one",
  accepts: (value) =>
    [value].flat().length > 0 &&
    [value].flat().every((size) => Number.isInteger(size) && (size as number) >= 1),
};

/** The table of the layer's own options. */
export const textOptions = {
  maxTokens: integer(2),
  standardize: wordOr("a text"),
  split: wordOr("a text"),
  ngrams: ngramSizes,
  outputMode: lookedUp,
  outputSequenceLength: integer(1),
  padToMaxTokens: flag,
  vocabulary: texts,
  idfWeights: numbers,
};

/** One text, a list, or a list of lists of one, as a list. */
export function readTexts(action: string, given: unknown): string[] {
  const list = typeof given === "string" ? [given] : Array.isArray(given) ? (given as unknown[]) : undefined;
  const flat = list?.map((item) => (Array.isArray(item) && item.length === 1 ? (item[0] as unknown) : item));
  const wrong = flat?.find((item) => typeof item !== "string");
  if (flat && wrong === undefined) return flat as string[];
  const fix = "turn texts into numbers before the model: fit(vectorize(texts), labels)";
  throw new TypeError(
    complaint({ action, name: "texts", wanted: "a list of texts", got: flat ? wrong : given, fix }),
  );
}

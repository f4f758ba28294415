import { array, type NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import { findWord, snakeCase } from "../spelling.js";
import { Layer, type LayerOptions } from "./layer.js";
import { flag, integer, lookedUp, type OptionKind, type OptionTable } from "./options.js";
import {
  byCodePoints,
  ngramsOf,
  type Splitting,
  splitters,
  type Standardizing,
  standardizers,
} from "./text.js";

const outputModes = ["int", "multiHot", "count", "tfIdf"] as const;
type OutputMode = (typeof outputModes)[number];

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

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signature of a callable class
export interface TextVectorization {
  /** Numbers for texts. */
  (texts: Texts): NDArray;
}

const wordOr = (kind: string): OptionKind => ({
  wanted: `a word, null or a function of ${kind}`,
  accepts: (value) => value === null || ["string", "function"].includes(typeof value),
});
const texts: OptionKind = {
  wanted: "a list of texts",
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};
const numbers: OptionKind = {
  wanted: "a list of numbers",
  accepts: (value) => Array.isArray(value) && value.every(Number.isFinite),
};
const ngramSizes: OptionKind = {
  wanted: "an integer >= 1 or a list of at least one",
  accepts: (value) =>
    [value].flat().length > 0 &&
    [value].flat().every((size) => Number.isInteger(size) && (size as number) >= 1),
};

const unknown = "[UNK]";

/** Texts → rows of numbers, by a vocabulary that it learns from texts. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class TextVectorization extends Layer {
  static override readonly className = "TextVectorization";
  static override readonly options: OptionTable = {
    maxTokens: integer(2),
    standardize: wordOr("a text"),
    split: wordOr("a text"),
    ngrams: ngramSizes,
    outputMode: lookedUp,
    outputSequenceLength: integer(1),
    padToMaxTokens: flag,
    vocabulary: texts,
    idfWeights: numbers,
    ...Layer.options,
  };
  readonly outputMode: OutputMode;
  readonly #options: TextVectorizationOptions;
  readonly #standardize: (text: string) => string;
  readonly #split: (text: string) => readonly string[];
  #tokens: readonly string[] = [];
  #places = new Map<string, number>();
  #weights: Float32Array | undefined;

  constructor(options: TextVectorizationOptions = {}) {
    super(options);
    const action = "make a TextVectorization layer";
    const {
      standardize = "lowerAndStripPunctuation",
      split = "whitespace",
      vocabulary,
      idfWeights,
    } = options;
    this.#options = options;
    this.outputMode = findWord(
      action,
      { argument: "outputMode", names: outputModes },
      options.outputMode ?? "int",
    );
    this.#standardize = pick(action, "standardize", standardizers, standardize, (text) => text);
    this.#split = pick(action, "split", splitters, split, (text) => [text]);
    if (this.outputMode !== "int" && options.outputSequenceLength !== undefined) {
      const parts = { action, name: "outputSequenceLength", wanted: 'left out unless outputMode is "int"' };
      throw new TypeError(complaint({ ...parts, got: options.outputSequenceLength }));
    }
    if (options.padToMaxTokens && options.maxTokens === undefined) {
      const parts = { action, name: "maxTokens", wanted: "a number where padToMaxTokens is true" };
      throw new TypeError(complaint({ ...parts, got: undefined }));
    }
    if (idfWeights && !vocabulary) {
      const parts = { action, name: "idfWeights", wanted: "left out where there is no vocabulary" };
      throw new TypeError(complaint({ ...parts, got: idfWeights, fix: "adapt(texts) learns both" }));
    }
    if (vocabulary) this.setVocabulary(vocabulary, idfWeights);
  }

  /**
   * Learns the vocabulary: the tokens of these texts, the most frequent ones first (ties: the later in code points first, as
   * in Keras), as many as `maxTokens` allows. An earlier one is forgotten.
   *
   * @param data - A list of texts, the whole of what is to be learned from.
   */
  adapt(data: Texts): void {
    const rows = this.#read(`adapt layer "${this.name}"`, data).map((text) => this.#tokensOf(text));
    const counts = new Map<string, number>();
    const documents = new Map<string, number>();
    for (const row of rows) {
      for (const token of row) counts.set(token, (counts.get(token) ?? 0) + 1);
      for (const token of new Set(row)) documents.set(token, (documents.get(token) ?? 0) + 1);
    }
    counts.delete("");
    counts.delete(unknown);
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || byCodePoints(b, a)).map(([token]) => token);
    const kept = sorted.slice(0, (this.#options.maxTokens ?? Infinity) - this.#special.length);
    // Keras's idf, which never is 0
    const idf = kept.map((token) => Math.log(1 + rows.length / (1 + documents.get(token)!)));
    this.#keep(kept, this.outputMode === "tfIdf" ? idf : undefined);
  }

  /**
   * Sets the vocabulary. Special tokens at its beginning, as {@link getVocabulary} gives them, are left out.
   *
   * @param idfWeights - For "tfIdf": the weight of each token.
   * @throws TypeError for a token that is there twice, for more than `maxTokens`, or for weights that do not fit.
   */
  setVocabulary(vocabulary: readonly string[], idfWeights?: readonly number[]): void {
    const action = `set the vocabulary of layer "${this.name}"`;
    const special = this.#special;
    const hasSpecial = special.every((token, i) => vocabulary[i] === token);
    const tokens = hasSpecial ? vocabulary.slice(special.length) : vocabulary;
    const seen = new Set<string>(special);
    for (const token of tokens) {
      if (seen.has(token))
        throw new TypeError(
          complaint({ action, name: "vocabulary", wanted: "different tokens", got: token }),
        );
      seen.add(token);
    }
    const { maxTokens = Infinity } = this.#options;
    if (seen.size > maxTokens) {
      const wanted = `at most ${String(maxTokens - special.length)} tokens, as maxTokens says`;
      throw new RangeError(complaint({ action, name: "vocabulary", wanted, got: tokens.length }));
    }
    const needed = this.outputMode === "tfIdf" ? vocabulary.length : undefined;
    if (needed !== idfWeights?.length) {
      const wanted =
        needed === undefined ? 'left out unless outputMode is "tfIdf"' : `${String(needed)} numbers`;
      throw new TypeError(complaint({ action, name: "idfWeights", wanted, got: idfWeights }));
    }
    this.#keep(tokens, hasSpecial ? idfWeights?.slice(special.length) : idfWeights);
  }

  #keep(tokens: readonly string[], idf: readonly number[] | undefined): void {
    const special = this.#special;
    this.#tokens = tokens;
    this.#places = new Map(tokens.map((token, i) => [token, i + special.length]));
    // nothing is known of unknown tokens: they weigh as much as others on average
    const mean = idf && idf.reduce((sum, weight) => sum + weight, 0) / idf.length;
    this.#weights = idf && Float32Array.of(...special.map(() => mean!), ...idf);
  }

  /** Tokens that stand for no text: the one that fills up (for "int"), and the unknown. */
  get #special(): readonly string[] {
    return this.outputMode === "int" ? ["", unknown] : [unknown];
  }

  /** The tokens; a token's place is its number. */
  getVocabulary(options: { includeSpecialTokens?: boolean } = {}): string[] {
    const { includeSpecialTokens = true } = options;
    return includeSpecialTokens ? [...this.#special, ...this.#tokens] : [...this.#tokens];
  }

  /** Number of tokens, special ones included: `inputDim` of an Embedding behind it. */
  vocabularySize(): number {
    return this.#special.length + this.#tokens.length;
  }

  /** @internal */
  override invoke(texts: unknown): NDArray {
    const action = `use layer "${this.name}"`;
    const rows = this.#read(action, texts).map((text) => this.#tokensOf(text));
    if (this.#tokens.length === 0)
      throw new TypeError(`Cannot ${action}: it has no vocabulary; call adapt(texts), or give it one`);
    const unknownPlace = this.#special.length - 1;
    const numbers = rows.map((row) =>
      row.map((token) => this.#places.get(token) ?? (token === "" ? 0 : unknownPlace)),
    );
    return this.outputMode === "int" ? this.#inOrder(numbers) : this.#counted(numbers);
  }

  #inOrder(rows: readonly (readonly number[])[]): NDArray {
    const longest = rows.reduce((most, { length }) => Math.max(most, length), 0);
    const length = this.#options.outputSequenceLength ?? longest;
    const data = new Int32Array(rows.length * length);
    for (const [i, row] of rows.entries()) data.set(row.slice(0, length), i * length);
    return array(data, { shape: [rows.length, length], dtype: "int32" });
  }

  #counted(rows: readonly (readonly number[])[]): NDArray {
    const { maxTokens, padToMaxTokens = false } = this.#options;
    const width = padToMaxTokens ? maxTokens! : this.vocabularySize();
    const data = new Float32Array(rows.length * width);
    for (const [i, row] of rows.entries())
      for (const place of row) {
        if (this.outputMode === "multiHot") data[i * width + place] = 1;
        else data[i * width + place]! += this.#weights?.[place] ?? 1;
      }
    return array(data, { shape: [rows.length, width], dtype: "float32" });
  }

  #read(action: string, given: unknown): string[] {
    const list =
      typeof given === "string" ? [given] : Array.isArray(given) ? (given as unknown[]) : undefined;
    const flat = list?.map((item) =>
      Array.isArray(item) && item.length === 1 ? (item[0] as unknown) : item,
    );
    const wrong = flat?.find((item) => typeof item !== "string");
    if (flat && wrong === undefined) return flat as string[];
    const fix = "turn texts into numbers before the model: fit(vectorize(texts), labels)";
    throw new TypeError(
      complaint({ action, name: "texts", wanted: "a list of texts", got: flat ? wrong : given, fix }),
    );
  }

  #tokensOf(text: string): readonly string[] {
    const tokens = this.#split(this.#standardize(text));
    if (!Array.isArray(tokens) || !tokens.every((token) => typeof token === "string")) {
      const parts = { name: "what split() gives", wanted: "a list of words", got: tokens };
      throw new TypeError(complaint({ action: `split a text in layer "${this.name}"`, ...parts }));
    }
    return this.#options.ngrams === undefined ? tokens : ngramsOf(tokens, this.#options.ngrams);
  }

  override getConfig(): Record<string, unknown> {
    const {
      maxTokens = null,
      ngrams = null,
      outputSequenceLength = null,
      padToMaxTokens = false,
    } = this.#options;
    const { standardize = "lowerAndStripPunctuation", split = "whitespace" } = this.#options;
    for (const [name, value] of Object.entries({ standardize, split }))
      if (typeof value === "function")
        throw new TypeError(
          `Cannot write the structure of layer "${this.name}": ${name} is a function of your own`,
        );
    return {
      ...super.getConfig(),
      dtype: "string",
      max_tokens: maxTokens,
      standardize: standardize === null ? null : snakeCase(standardize as string),
      split,
      ngrams,
      output_mode: snakeCase(this.outputMode),
      output_sequence_length: outputSequenceLength,
      pad_to_max_tokens: padToMaxTokens,
      vocabulary: this.#tokens,
      idf_weights: this.#weights ? [...this.#weights.slice(this.#special.length)] : null,
    };
  }
}

/** A function that a word stands for, one of the user's, or nothing done. */
function pick<Name extends string, Work>(
  action: string,
  argument: string,
  works: Readonly<Record<Name, Work>>,
  given: unknown,
  none: Work,
): Work {
  if (given === null) return none;
  if (typeof given === "function") return given as Work;
  return works[findWord(action, { argument, names: Object.keys(works) as Name[] }, given)];
}

/**
 * Turns texts into rows of numbers.
 *
 * @example
 * ```ts
 * import { layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const vectorize = layers.textVectorization({ outputSequenceLength: 4 });
 * vectorize.adapt(["이 영화 정말 재미있다", "이 영화 지루하다"]);
 * expect(vectorize.getVocabulary().slice(0, 4)).toEqual(["", "[UNK]", "이", "영화"]);
 * expect(vectorize(["이 영화 훌륭하다!"]).toArray()).toEqual([[2, 3, 1, 0]]);
 * ```
 *
 * @see Keras `keras.layers.TextVectorization`
 */
export const textVectorization = (options: TextVectorizationOptions = {}): TextVectorization =>
  new TextVectorization(options);

import { array, type NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import { findWord, snakeCase } from "../spelling.js";
import { Layer } from "./layer.js";
import { checkTable, flag, required, type OptionTable } from "./options.js";
import { ngramsOf, splitters, standardizers } from "./text.js";
import {
  numbers,
  outputModes,
  readTexts,
  textOptions,
  texts,
  type OutputMode,
  type TextVectorizationOptions,
  type Texts,
} from "./textOptions.js";
import { Vocabulary } from "./vocabulary.js";

export type { Texts, TextVectorizationOptions } from "./textOptions.js";

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signature of a callable class
export interface TextVectorization {
  /** Numbers for texts. */
  (texts: Texts): NDArray;
}

/** Texts → rows of numbers, by a vocabulary that it learns from texts. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class TextVectorization extends Layer {
  static override readonly className = "TextVectorization";
  static override readonly options: OptionTable = {
    ...textOptions,
    ...Layer.options,
  };
  readonly outputMode: OutputMode;
  readonly #options: TextVectorizationOptions;
  readonly #standardize: (text: string) => string;
  readonly #split: (text: string) => readonly string[];
  readonly #vocabulary: Vocabulary;

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
    this.#vocabulary = new Vocabulary({
      fillsUp: this.outputMode === "int",
      isWeighted: this.outputMode === "tfIdf",
      maxTokens: options.maxTokens,
    });
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
    this.#vocabulary.learn(readTexts(`adapt layer "${this.name}"`, data).map((text) => this.#tokensOf(text)));
  }

  /**
   * Sets the vocabulary. Special tokens at its beginning, as {@link getVocabulary} gives them, are left out.
   *
   * @param idfWeights - For "tfIdf": the weight of each token.
   * @throws TypeError for a token that is there twice, for more than `maxTokens`, or for weights that do not fit.
   */
  setVocabulary(vocabulary: readonly string[], idfWeights?: readonly number[]): void {
    const action = `set the vocabulary of layer "${this.name}"`;
    checkTable(action, { vocabulary, idfWeights }, { vocabulary: required(texts), idfWeights: numbers });
    this.#vocabulary.set(action, vocabulary, idfWeights);
  }

  /** The tokens; a token's place is its number. */
  getVocabulary(options: { includeSpecialTokens?: boolean } = {}): string[] {
    checkTable(`get the vocabulary of layer "${this.name}"`, options, { includeSpecialTokens: flag });
    const { includeSpecialTokens = true } = options;
    const { special, tokens } = this.#vocabulary;
    return includeSpecialTokens ? [...special, ...tokens] : [...tokens];
  }

  /** Number of tokens, special ones included: `inputDim` of an Embedding behind it. */
  vocabularySize(): number {
    return this.#vocabulary.size;
  }

  /** @internal */
  override invoke(given: unknown): NDArray {
    const action = `use layer "${this.name}"`;
    const rows = readTexts(action, given).map((text) => this.#tokensOf(text));
    if (this.#vocabulary.tokens.length === 0)
      throw new TypeError(`Cannot ${action}: it has no vocabulary; call adapt(texts), or give it one`);
    const numbers = rows.map((row) => this.#vocabulary.numbersOf(row));
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
    const { size, weights } = this.#vocabulary;
    const width = padToMaxTokens ? maxTokens! : size;
    const data = new Float32Array(rows.length * width);
    for (const [i, row] of rows.entries())
      for (const place of row) {
        if (this.outputMode === "multiHot") data[i * width + place] = 1;
        else data[i * width + place]! += weights?.[place] ?? 1;
      }
    return array(data, { shape: [rows.length, width], dtype: "float32" });
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
    const { tokens, weights, special } = this.#vocabulary;
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
      vocabulary: tokens,
      idf_weights: weights ? [...weights.slice(special.length)] : null,
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

// The tokens that a TextVectorization layer knows, their numbers and, for "tfIdf", their weights.
import { complaint } from "../../validation.js";
import { byCodePoints } from "./text.js";

const unknown = "[UNK]";

export class Vocabulary {
  tokens: readonly string[] = [];
  /** Weight of each number, special tokens included. */
  weights: Float32Array | undefined;
  /** Tokens that stand for no text: the one that fills up, if there is one, and the unknown. */
  readonly special: readonly string[];
  readonly #maxTokens: number;
  readonly #isWeighted: boolean;
  #places = new Map<string, number>();

  constructor({ fillsUp, isWeighted, maxTokens = Infinity }: VocabularySettings) {
    this.special = fillsUp ? ["", unknown] : [unknown];
    this.#isWeighted = isWeighted;
    this.#maxTokens = maxTokens;
  }

  /** Number of tokens, special ones included. */
  get size(): number {
    return this.special.length + this.tokens.length;
  }

  /** The most frequent tokens of these texts first; ties: the later in code points first, as in Keras. */
  learn(rows: readonly (readonly string[])[]): void {
    const counts = new Map<string, number>();
    const documents = new Map<string, number>();
    for (const row of rows) {
      for (const token of row) counts.set(token, (counts.get(token) ?? 0) + 1);
      for (const token of new Set(row)) documents.set(token, (documents.get(token) ?? 0) + 1);
    }
    counts.delete("");
    counts.delete(unknown);
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || byCodePoints(b, a)).map(([token]) => token);
    const kept = sorted.slice(0, this.#maxTokens - this.special.length);
    // Keras's idf, which never is 0
    const idf = kept.map((token) => Math.log(1 + rows.length / (1 + documents.get(token)!)));
    this.#keep(kept, this.#isWeighted ? idf : undefined);
  }

  /** @throws TypeError for a token that is there twice, for more than `maxTokens`, or for weights that do not fit. */
  set(action: string, vocabulary: readonly string[], idfWeights: readonly number[] | undefined): void {
    const { special } = this;
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
    if (seen.size > this.#maxTokens) {
      const wanted = `at most ${String(this.#maxTokens - special.length)} tokens, as maxTokens says`;
      throw new RangeError(complaint({ action, name: "vocabulary", wanted, got: tokens.length }));
    }
    const needed = this.#isWeighted ? vocabulary.length : undefined;
    if (needed !== idfWeights?.length) {
      const wanted =
        needed === undefined ? 'left out unless outputMode is "tfIdf"' : `${String(needed)} numbers`;
      throw new TypeError(complaint({ action, name: "idfWeights", wanted, got: idfWeights }));
    }
    this.#keep(tokens, hasSpecial ? idfWeights?.slice(special.length) : idfWeights);
  }

  /** The numbers of a text's tokens. */
  numbersOf(row: readonly string[]): number[] {
    const unknownPlace = this.special.length - 1;
    return row.map((token) => this.#places.get(token) ?? (token === "" ? 0 : unknownPlace));
  }

  #keep(tokens: readonly string[], idf: readonly number[] | undefined): void {
    this.tokens = tokens;
    this.#places = new Map(tokens.map((token, i) => [token, i + this.special.length]));
    // nothing is known of unknown tokens: they weigh as much as others on average
    const mean = idf && idf.reduce((sum, weight) => sum + weight, 0) / idf.length;
    this.weights = idf && Float32Array.of(...this.special.map(() => mean!), ...idf);
  }
}

interface VocabularySettings {
  /** Whether 0 stands for what fills up. */
  fillsUp: boolean;
  /** Whether tokens have weights. */
  isWeighted: boolean;
  /** How many tokens there may be, special ones included. */
  maxTokens: number | undefined;
}

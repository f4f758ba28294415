// Texts as numbers, against Keras 3: values from fixtures/masks.py.
import { readFileSync } from "node:fs";
import { layers, utils } from "gradus";
import { describe, expect, it } from "vitest";
import { camelCase } from "../../src/keras/spelling.js";
import { expectClose } from "./fixtures.js";

interface Case {
  options: Record<string, unknown>;
  vocabulary: string[];
  output: number[][];
}
const keras = JSON.parse(readFileSync(new URL("./fixtures/masks.json", import.meta.url), "utf8")) as {
  texts: { learned: string[]; asked: string[]; cases: Case[] };
  padded: [Record<string, never>, number[][]][];
};

describe("TextVectorization", () => {
  const { learned, asked, cases } = keras.texts;
  it.each(cases.map((each) => [JSON.stringify(each.options), each] as const))(
    "%s: vocabulary and numbers are Keras's",
    (_, { options, vocabulary, output }) => {
      const ours = Object.fromEntries(Object.entries(options).map(([key, value]) => [camelCase(key), value]));
      const layer = layers.textVectorization(ours);
      layer.adapt(learned);
      expect(layer.getVocabulary()).toEqual(vocabulary);
      const numbers = layer(asked);
      expect(numbers.shape).toEqual([output.length, output[0]!.length]);
      expectClose(numbers, output, 1e-6);
      const { idf_weights: idf } = layer.getConfig() as { idf_weights: number[] | null };
      const copy = layers.textVectorization({
        ...ours,
        vocabulary: layer.getVocabulary({ includeSpecialTokens: false }),
        ...(idf && { idfWeights: idf }),
      });
      expectClose(copy(asked), output, 1e-6);
    },
  );

  it("takes functions of the user's", () => {
    const layer = layers.textVectorization({
      standardize: (text) => text.trim(),
      split: (text) => text.split("+"),
    });
    layer.adapt(["A+b ", "A"]);
    expect(layer.getVocabulary()).toEqual(["", "[UNK]", "A", "b"]);
    expect(() => layer.getConfig()).toThrow("standardize is a function of your own");
  });

  it.each<[string, () => unknown]>([
    [
      "outputMode must be one of int, multiHot, count, tfIdf",
      () => layers.textVectorization({ outputMode: "one" as never }),
    ],
    [
      "outputSequenceLength must be left out",
      () => layers.textVectorization({ outputMode: "count", outputSequenceLength: 2 }),
    ],
    [
      "maxTokens must be a number where padToMaxTokens",
      () => layers.textVectorization({ padToMaxTokens: true }),
    ],
    ["maxTokens must be an integer >= 2", () => layers.textVectorization({ maxTokens: 1 })],
    [
      "ngrams must be an integer >= 1 or a list of at least one",
      () => layers.textVectorization({ ngrams: [] }),
    ],
    [
      "idfWeights must be left out where there is no vocabulary",
      () => layers.textVectorization({ outputMode: "tfIdf", idfWeights: [1, 2] }),
    ],
    ["it has no vocabulary; call adapt(texts)", () => layers.textVectorization()(["a"])],
    [
      "texts must be a list of texts, current value is 3",
      () => layers.textVectorization({ vocabulary: ["a"] })([3] as never),
    ],
    [
      'vocabulary must be different tokens, current value is "a"',
      () => layers.textVectorization({ vocabulary: ["a", "a"] }),
    ],
    [
      "idfWeights must be 1 numbers",
      () => layers.textVectorization({ vocabulary: ["a"], outputMode: "tfIdf" }),
    ],
    [
      "vocabulary must be at most 1 tokens",
      () => layers.textVectorization({ vocabulary: ["a", "b"], maxTokens: 3 }),
    ],
  ])("%s", (message, work) => {
    expect(work).toThrow(message);
  });
});

describe("padSequences", () => {
  it.each(keras.padded.map(([options, rows]) => [JSON.stringify(options), options, rows] as const))(
    "%s",
    (_, options, rows) => {
      const padded = utils.padSequences([[1, 2], [3, 4, 5, 6], []], options);
      expect([padded.dtype, padded.toArray()]).toEqual(["int32", rows]);
    },
  );
  it("refuses what is no list of numbers", () => {
    expect(() => utils.padSequences(["ab"] as never)).toThrow("sequences[0] must be a list of numbers");
    expect(() => utils.padSequences([[1]], { value: "x" as never })).toThrow("value must be a number");
    expect(() => utils.padSequences([[1]], { padding: "left" as never })).toThrow(
      'padding must be "pre" or "post"',
    );
  });
});

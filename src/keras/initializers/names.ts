// Initializers by name: in arguments and in files.
import { camelCase, findWord, type Spelled, type Vocabulary } from "../spelling.js";
import type { Initializer } from "./initializer.js";
import { identity, orthogonal } from "./matrices.js";
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from "./scaling.js";
import { constant, ones, randomNormal, randomUniform, truncatedNormal, zeros } from "./simple.js";

const factories = {
  zeros,
  ones,
  constant,
  randomUniform,
  randomNormal,
  truncatedNormal,
  varianceScaling,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
  identity,
};

/** Names of initializers. */
export type InitializerName = keyof typeof factories;

/** An initializer or its name. */
export type InitializerArgument = Initializer | Spelled<InitializerName> | "uniform" | "normal";

const vocabulary: Vocabulary<InitializerName> = {
  argument: "initializer",
  names: Object.keys(factories) as InitializerName[],
  aliases: { uniform: "randomUniform", normal: "randomNormal" },
};

/** The initializer an argument stands for. */
export function getInitializer(action: string, argument: InitializerArgument): Initializer {
  if (typeof argument === "object") return argument;
  return factories[findWord(action, vocabulary, argument)]();
}

/** The initializer of a file's `{ class_name, config }`. */
export function initializerFromConfig(entry: {
  class_name: string;
  config: Record<string, unknown>;
}): Initializer {
  const { class_name: className, config } = entry;
  // Older files of Keras name a type, which is float32 here.
  const { dtype: _, ...options } = config;
  for (const key of ["mode", "distribution"]) {
    if (typeof options[key] === "string") options[key] = camelCase(options[key]);
  }
  if (options["seed"] == null) delete options["seed"];
  const name = findWord("load the model", vocabulary, className);
  return (factories[name] as (options: object) => Initializer)(options);
}

// A model's file, whatever wrote it, as loadModel takes it in.
import type { CompileOptions } from "../compile/settings.js";
import type { ConfigObject } from "../layers/config.js";
import type { Network } from "../network/network.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { StoredWeight, WeightPlace } from "./weightData.js";

export interface OpenedModel {
  /** The file, for messages. */
  file: string;
  /** The structure in the words of our files. */
  structure: () => ConfigObject;
  /** Where the file keeps each weight of a model of that structure. */
  places: (model: Network) => WeightPlace[];
  arrays: ReadonlyMap<string, StoredWeight>;
  /** The arguments of compile(), if the model was compiled. */
  compile?: () => CompileOptions;
  /** Whether a training that we cannot do is left out with a word, not refused: the file is not ours. */
  isForeign: boolean;
  /** Gives the optimizer its memory back; says why if it cannot. */
  restore: (model: Network & { readonly optimizer: Optimizer }) => string | undefined;
}

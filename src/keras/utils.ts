// Small helpers under Keras's name `utils`.
import { checkInteger } from "../validation.js";
import { random } from "../random/index.js";
import { seedSession } from "./seed.js";

export { clearSession } from "./naming.js";
export { padSequences, type PadSequencesOptions } from "./padSequences.js";
export { imageDatasetFromDirectory, type ImageDataset } from "./data/imageDatasetFromDirectory.js";
export type { ImageDatasetOptions } from "./data/imageOptions.js";
export { toCategorical } from "../preprocessing/index.js";

/**
 * Makes everything random repeat from here: initial weights, shuffles, dropout, and the NumPy-like `random`.
 *
 * @example
 * ```ts
 * import { initializers, utils } from "gradus";
 * import { expect } from "vitest";
 *
 * utils.setRandomSeed(1);
 * const first = initializers.glorotUniform();
 * utils.clearSession(); // names of layers count from the start again
 * expect(first).toBeDefined();
 * ```
 *
 * @see Keras `keras.utils.set_random_seed`
 */
export function setRandomSeed(seed: number): void {
  checkInteger("set the random seed", "seed", seed, { min: 0, max: 4294967295 });
  seedSession(seed);
  random.seed(seed);
}

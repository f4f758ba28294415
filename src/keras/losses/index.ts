// The losses as factories, with their settings.
import type { LossSpec } from "../../engine/index.js";
import { Loss } from "./loss.js";

export { Loss, type LossArgument, type LossFunction } from "./loss.js";

export interface CrossentropyOptions {
  /** Whether predictions are logits, not yet probabilities; defaults to false. */
  fromLogits?: boolean;
  /** Moves labels towards the middle, in [0, 1]; defaults to 0. */
  labelSmoothing?: number;
}

const make = (spec: LossSpec) => new Loss(spec);

/** Mean of (y − p)². */
export const meanSquaredError = (): Loss => make({ name: "meanSquaredError" });
/** Mean of |y − p|. */
export const meanAbsoluteError = (): Loss => make({ name: "meanAbsoluteError" });
/** Mean of −(y ln p + (1 − y) ln (1 − p)). */
export const binaryCrossentropy = (options: CrossentropyOptions = {}): Loss =>
  make({ ...options, name: "binaryCrossentropy" });
/**
 * −Σ y ln p over the classes, for one-hot labels. Outputs are first divided by their sum.
 *
 * @example
 * ```ts
 * import { losses } from "gradus";
 * import { expect } from "vitest";
 *
 * const loss = losses.categoricalCrossentropy();
 * const yTrue = [[1, 0, 0], [0, 0, 1], [0, 0, 1]];
 * const yPred = [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]];
 * expect(loss(yTrue, yPred)).toBeCloseTo(0.690491, 6);
 * ```
 */
export const categoricalCrossentropy = (options: CrossentropyOptions = {}): Loss =>
  make({ ...options, name: "categoricalCrossentropy" });
/** −ln p of the true class, for integer labels. */
export const sparseCategoricalCrossentropy = ({
  fromLogits = false,
}: Pick<CrossentropyOptions, "fromLogits"> = {}): Loss =>
  make({ name: "sparseCategoricalCrossentropy", fromLogits });
/** Square near 0, a line beyond `delta` (default 1). */
export const huber = ({ delta = 1 }: { delta?: number } = {}): Loss => make({ name: "huber", delta });
/** Σ y ln (y / p). */
export const klDivergence = (): Loss => make({ name: "klDivergence" });
/** Mean of max(0, 1 − y p) with labels −1 and 1 (0 and 1 are converted). */
export const hinge = (): Loss => make({ name: "hinge" });
/** Mean of p − y ln p. */
export const poisson = (): Loss => make({ name: "poisson" });
/** Minus the cosine of the angle between y and p: −1 is best. */
export const cosineSimilarity = (): Loss => make({ name: "cosineSimilarity" });

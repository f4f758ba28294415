// Principal components: the directions in which samples differ most.
import { type ArrayLike, type NDArray } from "../array/index.js";
import { linalg } from "../array/internal.js";
import { BaseEstimator } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import { doubles, outputType } from "./doubles.js";

/** Options of {@link PCA}. */
export interface PCAOptions {
  /** How many components are kept; below 1, as many as explain this share of the variance. Default: null, all. */
  nComponents?: number | null;
  /** Divides by the standard deviation of each component. Default: false. */
  whiten?: boolean;
}

interface Components {
  mean: NDArray;
  components: NDArray;
  explainedVariance: NDArray;
  explainedVarianceRatio: NDArray;
  singularValues: NDArray;
}

/**
 * Principal component analysis: samples seen along the directions in which they differ most.
 *
 * @example
 * ```ts
 * import { PCA } from "gradus";
 * import { expect } from "vitest";
 *
 * const pca = new PCA({ nComponents: 1 }).fit([[0, 0], [1, 1], [2, 2]]);
 * expect(pca.explainedVarianceRatio.item(0)).toBeCloseTo(1, 12);
 * expect(pca.transform([[1, 1], [2, 2]]).allClose([[0], [Math.SQRT2]])).toBe(true);
 * ```
 *
 * @see scikit-learn `sklearn.decomposition.PCA`
 */
export class PCA extends BaseEstimator<PCAOptions, Components> {
  constructor(options: PCAOptions = {}) {
    super(options, { nComponents: null, whiten: false });
  }

  /** Mean of each column of the training data. */
  get mean(): NDArray {
    return this.learned("read the mean").mean;
  }
  /** The directions, rows of length 1, shape `[nComponents, numFeatures]`; the largest part of each is positive. */
  get components(): NDArray {
    return this.learned("read the components").components;
  }
  /** Variance along each direction, falling. */
  get explainedVariance(): NDArray {
    return this.learned("read the variance").explainedVariance;
  }
  /** The same as shares of the whole variance. */
  get explainedVarianceRatio(): NDArray {
    return this.learned("read the variance").explainedVarianceRatio;
  }
  /** Singular values of the centred samples. */
  get singularValues(): NDArray {
    return this.learned("read the singular values").singularValues;
  }

  /** Learns the directions of `x`, shape `[numSamples, numFeatures]`. */
  fit(x: ArrayLike): this {
    const action = "fit a PCA";
    const samples = doubles(action, x);
    this.learnNames(x);
    const [n, features] = samples.shape as [number, number];
    const { nComponents } = this.params;
    const most = Math.min(n, features);
    const whole = Number.isInteger(nComponents) && nComponents! >= 1 && nComponents! <= most;
    if (nComponents !== null && !whole && !(nComponents > 0 && nComponents < 1)) {
      const wanted = `an integer from 1 to ${String(most)}, a share between 0 and 1, or null`;
      throw new RangeError(complaint({ action, name: "nComponents", wanted, got: nComponents }));
    }
    const mean = samples.mean(0);
    const { variance, directions } = principalAxes(samples.sub(mean));
    const total = variance.sum();
    const ratio = variance.div(total);
    const count =
      nComponents === null ? most : whole ? nComponents : 1 + ratio.cumsum().less(nComponents).sum();
    const kept = variance.slice(0, count);
    this.fitted = {
      mean,
      components: directions.slice(0, count).copy(),
      explainedVariance: kept.copy(),
      explainedVarianceRatio: ratio.slice(0, count).copy(),
      singularValues: kept.mul(n - 1).sqrt(),
    };
    return this;
  }

  /** Places of samples along the directions; float32 stays float32, the rest becomes float64. */
  transform(x: ArrayLike): NDArray {
    const { mean, components, explainedVariance } = this.learned("project");
    this.checkNames("project", x);
    const places = doubles("project", x, mean.size).sub(mean).dot(components.T);
    return (this.params.whiten ? places.div(explainedVariance.sqrt()) : places).astype(outputType(x));
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: ArrayLike): NDArray {
    return this.fit(x).transform(x);
  }

  /** Names of the directions: `pca0`, `pca1`, … */
  getFeatureNamesOut(): string[] {
    return Array.from(
      { length: this.learned("name columns").components.length },
      (_, i) => `pca${String(i)}`,
    );
  }

  /** Samples at these places; what lay along other directions is lost. */
  inverseTransform(z: ArrayLike): NDArray {
    const { mean, components, explainedVariance } = this.learned("project back");
    const places = doubles("project back", z, components.length);
    const wide = this.params.whiten ? places.mul(explainedVariance.sqrt()) : places;
    return wide.dot(components).add(mean).astype(outputType(z));
  }
}

/** Variances, falling, and directions in rows: from the covariance where there are more samples than columns. */
function principalAxes(centred: NDArray): { variance: NDArray; directions: NDArray } {
  const [n, features] = centred.shape as [number, number];
  let [variance, directions]: NDArray[] = [];
  if (n > features) {
    const { eigenvalues, eigenvectors } = linalg.eigh(centred.T.dot(centred).div(n - 1));
    const falling = Array.from({ length: features }, (_, i) => features - 1 - i);
    variance = eigenvalues.take(falling).maximum(0);
    directions = eigenvectors.T.take(falling);
  } else {
    const { s, vh } = linalg.svd(centred);
    variance = s.square().div(n - 1);
    directions = vh;
  }
  const rows = directions;
  const largest = rows.abs().argmax(1);
  const signs = largest.map((column, row) => Math.sign(rows.item(row, column)) || 1).astype("float64");
  return { variance, directions: rows.mul(signs.reshape(-1, 1)) };
}

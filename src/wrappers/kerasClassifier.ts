// Keras models as classifiers: class numbers go in and come out.
import { type ArrayLike, asArray, NDArray, unique } from "../array/index.js";
import { accuracyScore, typeOfTarget } from "../metrics/index.js";
import { column } from "../metrics/internal.js";
import { toCategorical } from "../preprocessing/index.js";
import type { ScoreOptions } from "../modelSelection/internal.js";
import { checkOptions, complaint } from "../validation.js";
import { KerasEstimator } from "./kerasEstimator.js";
import type { KerasEstimatorOptions } from "./kerasOptions.js";

/** How targets were given, and which classes they are. */
interface Targets {
  /** `"labels"`: class numbers; `"oneHot"`: rows with a single 1; `"multilabel"`: rows of 0 and 1. */
  form: "labels" | "oneHot" | "multilabel";
  /** Class numbers, sorted. */
  classes: number[];
}

/**
 * A classifier out of a function that builds a model.
 *
 * Targets may be class numbers (any integers) or one-hot rows; predictions come back in the same form. A model with one
 * output unit is taken for two classes.
 *
 * @example
 * ```ts
 * import { iris, KerasClassifier, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target } = iris();
 * const classifier = new KerasClassifier({
 *   buildFn: ({ units = 8 }) =>
 *     new Sequential([
 *       layers.dense({ units, activation: "relu", inputShape: [4] }),
 *       layers.dense({ units: 3, activation: "softmax" }),
 *     ]),
 *   loss: "sparse_categorical_crossentropy",
 *   optimizer: "adam",
 *   optimizer__learningRate: 0.02,
 *   epochs: 60,
 *   seed: 0,
 * });
 * await classifier.fit(data, target);
 * expect(await classifier.score(data, target)).toBeGreaterThan(0.9);
 * ```
 *
 * @see scikeras `scikeras.wrappers.KerasClassifier`
 */
export class KerasClassifier extends KerasEstimator {
  override readonly estimatorType = "classifier";
  private targets: Targets | undefined;

  constructor(options: KerasEstimatorOptions) {
    super(options);
  }

  /** Class numbers, sorted, in the order of the columns of {@link KerasClassifier.predictProba}. */
  get classes(): NDArray {
    return new NDArray(Int32Array.from(this.known.classes), [this.known.classes.length]);
  }

  private get known(): Targets {
    if (this.targets) return this.targets;
    throw new Error(
      `Cannot predict: this ${this.constructor.name} is not fitted yet; await its fit(x, y) first`,
    );
  }

  protected override learnTargets(y: NDArray): { numClasses: number; numOutputs: number } {
    const labels = column(y);
    const type = typeOfTarget(labels);
    if (type === "binary" || type === "multiclass") {
      const classes = Array.from(unique(labels).data);
      this.targets = { form: "labels", classes };
      return { numClasses: classes.length, numOutputs: classes.length === 2 ? 1 : classes.length };
    }
    if (type !== "multilabel-indicator")
      throw new TypeError(
        complaint({
          action: `fit a ${this.constructor.name}`,
          name: "y",
          wanted: "class numbers or rows of 0 and 1",
          got: type,
        }),
      );
    const width = labels.shape[1]!;
    const single = labels.sum(1).data.every((sum: number) => sum === 1);
    this.targets = {
      form: single ? "oneHot" : "multilabel",
      classes: Array.from({ length: width }, (_, i) => i),
    };
    return { numClasses: width, numOutputs: width };
  }

  /** One-hot for the categorical loss, places among the classes for the others. */
  protected override encode(y: NDArray, loss: string | undefined): NDArray {
    const { form, classes } = this.known;
    const sparse = loss === "sparse_categorical_crossentropy";
    if (form === "multilabel") return y;
    if (form === "oneHot") return sparse ? y.argmax(1) : y;
    const labels = column(y);
    const same = classes.every((label, i) => label === i);
    const places = new Map(classes.map((label, i) => [label, i]));
    const codes = same ? labels : labels.map((label) => places.get(label)!);
    if (loss === "categorical_crossentropy") return toCategorical(codes, classes.length);
    return sparse ? codes : codes.reshape([codes.length, 1]);
  }

  /** Class of each sample, in the form of the targets: shape `[n]`, or one-hot rows. */
  override async predict(x: ArrayLike): Promise<NDArray> {
    const { form, classes } = this.known;
    const p = await this.predictProba(x);
    if (form === "multilabel") return p.greater(0.5).astype("int32");
    const best = p.argmax(1);
    if (form === "oneHot") return toCategorical(best, classes.length);
    return best.map((place) => classes[place]!);
  }

  /** Probability of each class, float32, shape `[n, classes]`. */
  async predictProba(x: ArrayLike): Promise<NDArray> {
    const p = await this.outputs(x);
    if (p.ndim !== 2 || p.shape[1] !== 1) return p;
    const both = new Float32Array(2 * p.length);
    for (let i = 0; i < p.length; i++) {
      both[2 * i] = 1 - p.data[i]!;
      both[2 * i + 1] = p.data[i]!;
    }
    return new NDArray(both, [p.length, 2]);
  }

  /** Accuracy, each sample by its weight if there are `sampleWeight`. */
  async score(x: ArrayLike, y: ArrayLike | undefined, options: ScoreOptions = {}): Promise<number> {
    checkOptions("score", options, ["sampleWeight"], "write score(x, y, { sampleWeight })");
    if (y === undefined)
      throw new TypeError(complaint({ action: "score", name: "y", wanted: "the true classes", got: y }));
    return accuracyScore(asArray(y), await this.predict(x), options as { sampleWeight?: ArrayLike });
  }

  protected override targetState(): unknown {
    return this.known;
  }

  protected override restoreTargets(state: unknown): void {
    this.targets = state as Targets;
  }
}

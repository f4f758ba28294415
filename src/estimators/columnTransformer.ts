// Another transformer for each kind of column: numbers are scaled, categories encoded.
import { asArray, type ArrayLike, concatenate, type NDArray } from "../array/index.js";
import { checkSamples } from "../array/internal.js";
import { notFitted } from "../baseEstimator.js";
import { checkOptions, complaint } from "../validation.js";
import { BaseComposition, type Placeholder } from "./steps.js";
import { checkTransformer, type Transformer } from "./transformer.js";

/** A transformer for some columns, by number; negative ones count from the end. */
export type ColumnPart = readonly [
  name: string,
  transformer: Transformer | Placeholder,
  columns: number | readonly number[],
];

/** Options of {@link ColumnTransformer}. */
export interface ColumnTransformerOptions {
  /** Transformers by name with their columns; what they give comes in this order. */
  transformers: readonly ColumnPart[];
  /** What becomes of the other columns, at the end. Default: `"drop"`. */
  remainder?: Transformer | Placeholder;
}

/**
 * Transforms columns apart and puts the results side by side.
 *
 * @example
 * ```ts
 * import { ColumnTransformer, StandardScaler } from "gradus";
 * import { expect } from "vitest";
 *
 * const columns = new ColumnTransformer({
 *   transformers: [["scaled", new StandardScaler(), [1]]],
 *   remainder: "passthrough",
 * });
 * const x = [[7, 0], [8, 10]];
 * expect((await columns.fitTransform(x)).toArray()).toEqual([[-1, 7], [1, 8]]);
 * ```
 *
 * @see scikit-learn `sklearn.compose.ColumnTransformer`
 */
export class ColumnTransformer extends BaseComposition<Transformer | Placeholder> implements Transformer {
  private readonly columns: Map<string, readonly number[]>;
  private numFeatures: number | undefined;

  constructor(options: ColumnTransformerOptions) {
    const action = "make a ColumnTransformer";
    checkOptions(action, options, ["transformers", "remainder"]);
    const { transformers, remainder = "drop" } = (options ?? {}) as Partial<ColumnTransformerOptions>;
    if (
      !Array.isArray(transformers) ||
      !transformers.every((part) => Array.isArray(part) && part.length === 3)
    )
      throw new TypeError(
        complaint({
          action,
          name: "transformers",
          wanted: 'a list as [["scaled", new StandardScaler(), [0, 1]]]',
          got: transformers,
        }),
      );
    const parts = transformers as readonly ColumnPart[];
    super(action, [
      ...parts.map(([name, transformer]) => [name, transformer] as const),
      ["remainder", remainder] as const,
    ]);
    this.columns = new Map(
      parts.map(([name, , columns]) => [name, typeof columns === "number" ? [columns] : [...columns]]),
    );
  }

  /** Transformers by name, the remainder's among them. */
  get namedTransformers(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.parts);
  }

  clone(): ColumnTransformer {
    const copy = (part: Transformer | Placeholder) => (typeof part === "string" ? part : part.clone());
    return new ColumnTransformer({
      transformers: [...this.columns].map(([name, columns]) => [name, copy(this.parts.get(name)!), columns]),
      remainder: copy(this.parts.get("remainder")!),
    });
  }

  /** Each transformer learns from its columns. */
  async fit(x: ArrayLike, y?: ArrayLike): Promise<this> {
    const samples = checkSamples("fit a ColumnTransformer", x);
    this.numFeatures = samples.shape[1]!;
    for (const [part, columns] of this.cut("fit a ColumnTransformer", samples))
      if (typeof part !== "string") await part.fit(columns, y);
    return this;
  }

  /** The transformed columns, side by side: shape `[numSamples, columns]`. */
  async transform(x: ArrayLike): Promise<NDArray> {
    const action = "transform columns";
    if (this.numFeatures === undefined) throw notFitted(this, action);
    const samples = checkSamples(action, x, this.numFeatures);
    const results: NDArray[] = [];
    for (const [part, columns] of this.cut(action, samples)) {
      if (part === "drop") continue;
      results.push(part === "passthrough" ? columns : asArray(await part.transform(columns)));
    }
    if (results.length === 0)
      throw new RangeError(
        complaint({ action, name: "transformers", wanted: "such that a column is left", got: [] }),
      );
    return concatenate(results, 1);
  }

  /** `fit` and `transform` in one. */
  async fitTransform(x: ArrayLike, y?: ArrayLike): Promise<NDArray> {
    return (await this.fit(x, y)).transform(x);
  }

  /** Each part with its columns of the samples; parts without columns are left out. */
  private cut(action: string, samples: NDArray): [Transformer | Placeholder, NDArray][] {
    const width = samples.shape[1]!;
    const used = new Set<number>();
    const places = [...this.columns].map(([name, columns]) => {
      const own = columns.map((column) => {
        if (!(Number.isInteger(column) && column >= -width && column < width)) {
          const wanted = `integers from ${String(-width)} to ${String(width - 1)}`;
          throw new RangeError(complaint({ action, name: `columns of ${name}`, wanted, got: [...columns] }));
        }
        return column < 0 ? column + width : column;
      });
      own.forEach((column) => used.add(column));
      return [name, own] as const;
    });
    const rest = Array.from({ length: width }, (_, i) => i).filter((column) => !used.has(column));
    return [...places, ["remainder", rest] as const]
      .filter(([, own]) => own.length > 0)
      .map(([name, own]) => [this.parts.get(name)!, samples.take(own, 1)]);
  }

  protected override check(action: string): void {
    for (const [name, part] of this.parts)
      if (part !== "drop" && part !== "passthrough") checkTransformer(action, `transformer ${name}`, part);
  }
}

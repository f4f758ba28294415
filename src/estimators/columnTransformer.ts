// Another transformer for each kind of column: numbers are scaled, categories encoded.
import { asArray, type ArrayLike, concatenate, type NDArray } from "../array/index.js";
import { checkSamples } from "../array/internal.js";
import { notFitted } from "../baseEstimator.js";
import {
  checkConsistentLength,
  type FitContext,
  type Packed,
  type TrainingSample,
} from "../modelSelection/internal.js";
import { Table } from "../table/index.js";
import { type Samples, samplesOf } from "../table/internal.js";
import { checkOptions, complaint } from "../validation.js";
import { columnsAt, type Columns, resolveColumns, restOf } from "./columns.js";
import { packPart } from "./packing.js";
import { BaseComposition, type Placeholder } from "./steps.js";
import { checkTransformer, namesOutOf, type Transformer } from "./transformer.js";

/** A transformer for some columns: their names in a table, or their numbers; negative ones count from the end. */
export type ColumnPart<Name extends string = string> = readonly [
  name: string,
  transformer: Transformer | Placeholder,
  columns: Name | number | readonly (Name | number)[],
];

/** Options of {@link ColumnTransformer}. */
export interface ColumnTransformerOptions<Name extends string = string> {
  /** Transformers by name with their columns; what they give comes in this order. */
  transformers: readonly ColumnPart<Name>[];
  /** What becomes of the other columns, at the end. Default: `"drop"`. */
  remainder?: Transformer | Placeholder;
}

/**
 * Transforms columns apart and puts the results side by side.
 *
 * Learned from a table, it takes columns of later tables by their names: their order may differ, and other columns are left alone.
 *
 * @example Columns of a table by name
 * ```ts
 * import { ColumnTransformer, OneHotEncoder, StandardScaler, Table } from "gradus";
 * import { expect } from "vitest";
 *
 * const table = new Table({ town: ["Seoul", "Busan"], age: [30, 50] });
 * const columns = new ColumnTransformer({
 *   transformers: [["numbers", new StandardScaler(), ["age"]], ["words", new OneHotEncoder(), ["town"]]],
 * });
 * expect((await columns.fitTransform(table)).toArray()).toEqual([[-1, 0, 1], [1, 1, 0]]);
 * expect(columns.getFeatureNamesOut()).toEqual(["numbers__age", "words__town_Busan", "words__town_Seoul"]);
 * ```
 *
 * @example Columns of an array by number
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
export class ColumnTransformer<Name extends string = string>
  extends BaseComposition<Transformer | Placeholder>
  implements Transformer
{
  private readonly columns: Map<string, ColumnPart[2]>;
  /** Columns of each part, as `fit` found them. */
  private found: Map<string, Columns> | undefined;
  private numFeatures = 0;

  constructor(options: ColumnTransformerOptions<Name>) {
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
    this.columns = new Map(parts.map(([name, , columns]) => [name, columns]));
  }

  /** Transformers by name, the remainder's among them. */
  get namedTransformers(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.parts);
  }

  clone(): ColumnTransformer<Name> {
    const copy = (part: Transformer | Placeholder) => (typeof part === "string" ? part : part.clone());
    const transformers = [...this.columns].map(([name, columns]) => [
      name,
      copy(this.parts.get(name)!),
      columns,
    ]) as unknown as readonly ColumnPart<Name>[];
    return new ColumnTransformer({ transformers, remainder: copy(this.parts.get("remainder")!) });
  }

  /** Each transformer learns from its columns. */
  async fit(x: ArrayLike, y?: ArrayLike): Promise<this> {
    const action = "fit a ColumnTransformer";
    const samples = readSamples(action, x);
    checkConsistentLength(action, samples, "y", y);
    const found = new Map(
      [...this.columns].map(([name, columns]) => [name, resolveColumns(action, name, columns, samples)]),
    );
    found.set("remainder", restOf(samples, [...found.values()]));
    for (const [name, columns] of found) {
      const part = this.parts.get(name)!;
      if (columns.length > 0 && typeof part !== "string")
        await part.fit(columnsAt(action, samples, columns), y);
    }
    this.found = found;
    this.numFeatures = samples instanceof Table ? samples.names.length : samples.shape[1]!;
    return this;
  }

  /**
   * The transformed columns, side by side: shape `[numSamples, columns]`.
   *
   * @throws RangeError for a table without a column that is needed; TypeError for an array after a table.
   */
  async transform(x: ArrayLike): Promise<NDArray> {
    const action = "transform columns";
    const parts = this.used(action);
    const isByName = parts.some(([, , columns]) => columns.some((column) => typeof column === "string"));
    const samples = isByName ? samplesOf(x) : readSamples(action, asArray(x), this.numFeatures);
    const results: NDArray[] = [];
    for (const [, part, columns] of parts) {
      const own = columnsAt(action, samples, columns);
      results.push(asArray(part === "passthrough" ? own : await part.transform(own)));
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

  /** Names of the new columns, each with its part's: `numbers__age`; columns of an array are `x0`, `x1`, … */
  getFeatureNamesOut(): string[] {
    const action = "name columns";
    return this.used(action).flatMap(([name, part, columns]) => {
      const names = columns.map((column) => (typeof column === "string" ? column : `x${String(column)}`));
      const given = part === "passthrough" ? names : namesOutOf(action, part, names);
      return given.map((one) => `${name}__${one}`);
    });
  }

  /** @internal */
  async pack(sample: TrainingSample, context: FitContext): Promise<Packed> {
    const pack = (name: string) => packPart(name, this.parts.get(name)!, sample, context);
    const transformers = [];
    for (const [name, columns] of this.columns) transformers.push([name, await pack(name), columns]);
    const data = { name: "ColumnTransformer", transformers, remainder: await pack("remainder") };
    return { reviver: "estimators", data };
  }

  /** Parts that give columns, with those they take. */
  private used(action: string): [name: string, part: Transformer | "passthrough", columns: Columns][] {
    if (!this.found) throw notFitted(this, action);
    const used: [string, Transformer | "passthrough", Columns][] = [];
    for (const [name, columns] of this.found) {
      const part = this.parts.get(name)!;
      if (part !== "drop" && columns.length > 0) used.push([name, part, columns]);
    }
    return used;
  }

  protected override check(action: string): void {
    for (const [name, part] of this.parts)
      if (part !== "drop" && part !== "passthrough") checkTransformer(action, `transformer ${name}`, part);
  }
}

function readSamples(action: string, x: ArrayLike, numFeatures?: number): Samples {
  return x instanceof Table ? x : checkSamples(action, x, numFeatures);
}

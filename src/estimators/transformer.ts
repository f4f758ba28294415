// What pipelines know of a transformer: it learns from training data, and changes samples.
import type { ArrayLike } from "../array/index.js";
import type { Params } from "../modelSelection/internal.js";
import type { Samples } from "../table/internal.js";
import { complaint } from "../validation.js";

/** Something that changes samples by what it learned, as {@link StandardScaler}. */
export interface Transformer {
  fit(x: ArrayLike, y?: ArrayLike): unknown;
  transform(x: ArrayLike): Samples | Promise<Samples>;
  /** Names of the columns it gives, for those it takes. */
  getFeatureNamesOut?(names?: readonly string[]): string[];
  getParams(): Params;
  setParams(params: Params): unknown;
  /** An unfitted copy with the same parameters. */
  clone(): Transformer;
}

/** What has parameters: a transformer, an estimator, or either made of several. */
export interface Component {
  getParams(): Params;
  setParams(params: Params): unknown;
  clone(): Component;
}

/** @throws TypeError for what has no parameters to copy. */
export function checkComponent(action: string, name: string, value: unknown): asserts value is Component {
  const { getParams, setParams, clone } = (value ?? {}) as Partial<Component>;
  if ([getParams, setParams, clone].every((method) => typeof method === "function")) return;
  throw new TypeError(
    complaint({ action, name, wanted: "an object with getParams, setParams and clone", got: value }),
  );
}

/** @throws TypeError for what does not change samples. */
export function checkTransformer(action: string, name: string, value: unknown): asserts value is Transformer {
  const { fit, transform } = (value ?? {}) as Partial<Transformer>;
  if (typeof fit !== "function" || typeof transform !== "function")
    throw new TypeError(complaint({ action, name, wanted: "an object with fit and transform", got: value }));
  checkComponent(action, name, value);
}

/** @throws TypeError for a transformer that does not know the names of what it gives. */
export function namesOutOf(
  action: string,
  transformer: Transformer,
  names: readonly string[] | undefined,
): string[] {
  if (transformer.getFeatureNamesOut) return transformer.getFeatureNamesOut(names);
  const wanted = "one with getFeatureNamesOut";
  throw new TypeError(complaint({ action, name: "transformer", wanted, got: transformer }));
}

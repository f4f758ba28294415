// Parts of a pipeline on their way to another thread or machine.
import {
  CannotTravelError,
  type Estimator,
  type FitContext,
  type Packed,
  type TrainingSample,
} from "../modelSelection/internal.js";
import * as preprocessing from "../preprocessing/index.js";
import type { Placeholder } from "./steps.js";
import type { Component } from "./transformer.js";

const { MinMaxScaler, OneHotEncoder, OrdinalEncoder, PCA, SimpleImputer, StandardScaler } = preprocessing;

/** Transformers that a worker can make again by their names. */
export const transformers = {
  MinMaxScaler,
  OneHotEncoder,
  OrdinalEncoder,
  PCA,
  SimpleImputer,
  StandardScaler,
};

/** A part in plain data. */
export type PackedPart = Placeholder | Packed;

/** @throws CannotTravelError for what is not this package's and does not pack itself. */
export async function packPart(
  name: string,
  part: Component | Placeholder,
  sample: TrainingSample,
  context: FitContext,
): Promise<PackedPart> {
  if (typeof part === "string") return part;
  const { pack } = part as Component & Partial<Estimator>;
  if (pack) return pack.call(part, sample, context);
  const own = Object.entries(transformers).find(([, made]) => made === part.constructor); // a subclass is not its base
  if (own) return { reviver: "estimators", data: { name: own[0], params: part.getParams() } };
  const kind = part.constructor.name;
  throw new CannotTravelError(`${name}, a ${kind}, exists in this process only: it has no pack method`);
}

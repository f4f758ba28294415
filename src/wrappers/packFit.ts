// A wrapper on its way to another thread or machine and back: a fit to be done, and what it learned.
import { NDArray, type TypedArray, zeros } from "../array/index.js";
import { History, type Model } from "../keras/index.js";
import type { Artifacts } from "../keras/internal.js";
import { CannotTravelError, type Packed, type Params } from "../modelSelection/internal.js";
import { originOf } from "./fromModule.js";
import type { BuildFunction, BuildInfo } from "./kerasOptions.js";
import { packModel, unpackModel } from "./packModel.js";

/** What a fitted estimator has learned. */
export interface Learned {
  model: Model;
  history: History;
  /** The data it was built for. */
  info: BuildInfo;
}

/** A fit on its way to another thread or machine: with its model, or with a reference to the function that builds it. */
export type PackedFit = { kind: "classifier" | "regressor"; params: Params } & (
  { model: Artifacts } | { buildFn: string }
);

/** @throws CannotTravelError for callbacks. */
export function refuseCallbacks({ callbacks }: Params): void {
  const listed = Array.isArray(callbacks) ? callbacks : callbacks ? [callbacks] : [];
  if (listed.length > 0) throw new CannotTravelError("callbacks are functions of this process");
}

/**
 * A fit as plain data: the model itself or, if no data holds it, where the function that builds it comes from.
 *
 * @throws CannotTravelError if neither is possible.
 */
export async function packFit(
  kind: PackedFit["kind"],
  params: Params,
  seed: number | undefined,
  build: () => Promise<Model>,
): Promise<Packed> {
  const model = await build();
  try {
    const plain = Object.entries(sent(params, seed)).filter(([name]) => !forBuilding.test(name));
    const data: PackedFit = { kind, model: packModel(model), params: Object.fromEntries(plain) };
    return { reviver: "keras", data };
  } catch (error) {
    if (!(error instanceof CannotTravelError)) throw error;
    return { reviver: "keras", data: packReference(kind, params, seed, error) };
  } finally {
    model.dispose();
  }
}

/** What only the building of the model needs. */
const forBuilding = /^(model|optimizer)(__|$)|^(loss|metrics)$/;

function packReference(
  kind: PackedFit["kind"],
  params: Params,
  seed: number | undefined,
  reason: CannotTravelError,
): PackedFit {
  const buildFn = originOf(params.buildFn as BuildFunction);
  if (buildFn === undefined)
    throw new CannotTravelError(
      `${reason.message}; to run it there, export buildFn from a file or a @module cell and mark it with fromModule`,
    );
  const others = sent(params, seed);
  for (const [name, value] of Object.entries(others))
    if (forBuilding.test(name) && !isPlain(value))
      throw new CannotTravelError(`${name} exists in this process only; make it inside buildFn`);
  return { kind, buildFn, params: others };
}

function sent({ buildFn: _, callbacks: __, ...others }: Params, seed: number | undefined): Params {
  return { ...others, seed, verbose: 0 };
}

/** Whether a copy by message is as good as the value. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return !/function|symbol/.test(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** {@link Learned} as plain data: of a model that is no data, only the weights. */
export interface PackedLearned {
  model: Artifacts | { data: TypedArray; shape: readonly number[] }[];
  history: Pick<History, "epoch" | "history">;
  info: BuildInfo;
}

/** What was learned, for the process that asked for the fit. */
export function packLearned({ model, history, info }: Learned): PackedLearned {
  const { epoch, history: values } = history;
  return { model: packedOrWeights(model), history: { epoch, history: values }, info };
}

function packedOrWeights(model: Model): PackedLearned["model"] {
  try {
    return packModel(model);
  } catch (error) {
    if (!(error instanceof CannotTravelError)) throw error;
    return model.getWeights().map(({ data, shape }) => ({ data, shape }));
  }
}

/**
 * The model and its history again.
 *
 * @param build - Builds the model that the weights are for.
 */
export async function unpackLearned(
  { model: packed, history, info }: PackedLearned,
  build: (info: BuildInfo) => Promise<Model>,
): Promise<Learned> {
  const learned = (model: Model) => ({ model, history: Object.assign(new History(), history), info });
  if (!Array.isArray(packed)) return learned(unpackModel(packed));
  const model = await build(info);
  // A subclassed model has its weights after its first call.
  if (!model.graph) await model.predict(zeros([1, ...info.inputShape]));
  model.setWeights(packed.map(({ data, shape }) => new NDArray(data, shape)));
  return learned(model);
}

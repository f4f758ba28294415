// TensorFlow.js, loaded when it is first touched: `import "gradus"` must not cost its half second.
import { needNode, nodeModule } from "../../../nodeModule.js";
import { mendCore } from "./mends/index.js";
import type * as tfjs from "./tensorflow.js";
import type { Tensor, TensorFlow } from "./types.js";

export type { Tensor, TensorFlow } from "./types.js";

let loaded: TensorFlow | undefined;

/** TensorFlow.js, loaded now if it was not. Its faults that do not belong to a backend are mended. */
export function loadTf(): TensorFlow {
  return (loaded ??= quietly(() => {
    const tf = requireModule("@tensorflow/tfjs") as TensorFlow;
    mendCore(tf, requireModule("@tensorflow/tfjs-core") as object);
    return tf;
  }));
}

/** Loads a package of TensorFlow.js without what it prints on Node. */
export function requireQuietly(name: string): unknown {
  return quietly(() => requireModule(name));
}

/** A package that is installed, else the package `gradus`'s own copy of it. */
function requireModule(name: string): unknown {
  const inPage = (globalThis as { tf?: unknown }).tf; // what TensorFlow.js's own script leaves in a page
  if (!nodeModule("node:module") && inPage) return inPage;
  const { createRequire } = needNode("node:module", "load TensorFlow.js", "load it first: globalThis.tf = …");
  const require = createRequire(import.meta.url);
  try {
    return require(name) as unknown;
  } catch (error) {
    const load = isMissing(error, name) ? carried(require)[name] : undefined;
    if (!load) throw error;
    return load();
  }
}

function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "MODULE_NOT_FOUND" && message.includes(`'${name}'`);
}

/** Written when the package is packed (scripts/lib/tensorflow.mjs). */
const ownCopy = "./tensorflow/index.cjs";

function carried(require: NodeJS.Require): Record<string, (() => unknown) | undefined> {
  try {
    return require(ownCopy) as Record<string, () => unknown>;
  } catch (error) {
    if (isMissing(error, ownCopy)) return {};
    throw error;
  }
}

function quietly<T>(work: () => T): T {
  const { warn, info, log } = console;
  console.warn = console.info = console.log = () => undefined;
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info, log });
  }
}

/** Whether a value is a tensor of TensorFlow.js; does not load it. */
export function isTensor(value: unknown): value is Tensor {
  return (
    typeof value === "object" &&
    value !== null &&
    "dataId" in value &&
    typeof (value as { dataSync?: unknown }).dataSync === "function"
  );
}

/** The namespace of TensorFlow.js; its first use loads it. */
export const tf: TensorFlow = new Proxy({} as TensorFlow, {
  get: (_, key) => Reflect.get(loadTf(), key) as unknown,
  has: (_, key) => Reflect.has(loadTf(), key),
  ownKeys: () => Reflect.ownKeys(loadTf()),
  getOwnPropertyDescriptor: (_, key) => ({
    value: Reflect.get(loadTf(), key) as unknown,
    enumerable: true,
    configurable: true,
  }),
});

/** The types of TensorFlow.js under the same name, so that `tf.Tensor` reads as it does there. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace tf {
  type Tensor<R extends tfjs.Rank = tfjs.Rank> = tfjs.Tensor<R>;
  type Tensor1D = tfjs.Tensor1D;
  type Tensor2D = tfjs.Tensor2D;
  type Tensor3D = tfjs.Tensor3D;
  type Tensor4D = tfjs.Tensor4D;
  type Tensor5D = tfjs.Tensor5D;
  type Scalar = tfjs.Scalar;
  type Rank = tfjs.Rank;
  type Variable<R extends tfjs.Rank = tfjs.Rank> = tfjs.Variable<R>;
  type TensorLike = tfjs.TensorLike;
  type DataType = tfjs.DataType;
  type LayersModel = tfjs.LayersModel;
  type Sequential = tfjs.Sequential;
  type SymbolicTensor = tfjs.SymbolicTensor;
  type Optimizer = tfjs.Optimizer;
  type NamedTensorMap = tfjs.NamedTensorMap;
}

// TensorFlow.js, loaded when it is first touched: `import "gradus"` must not cost its half second.
import { mendCore } from "./mends/index.js";
import { requireModule } from "./requireModule.js";
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

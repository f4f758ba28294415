import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

type Info = tfjs.TensorInfo;

/** What we use of a backend: reading values out, making tensors from values, letting go. */
interface Storage {
  readSync(dataId: object): tfjs.TypedArray;
  disposeData(dataId: object): void;
  /** The plain JavaScript backend. */
  makeTensorInfo(shape: number[], dtype: tfjs.DataType, values: tfjs.TypedArray): Info;
  /** The WebAssembly backend. */
  makeOutput(shape: number[], dtype: tfjs.DataType, offset: undefined, values: tfjs.TypedArray): Info;
}

/** Kernels of the WebAssembly backend that give wrong values: images moved beyond their edge are not reflected there. */
const wrong = ["Transform"];

/**
 * The WebAssembly backend has no filter gradient for convolutions and no segment sums (the gradient of an embedding):
 * what it lacks, and what it has wrong, is computed by the plain JavaScript backend.
 */
export function delegateMissingKernels(tf: TensorFlow): void {
  for (const name of wrong) if (tf.getKernel(name, "wasm")) tf.unregisterKernel(name, "wasm");
  const own = new Set(tf.getKernelsForBackend("wasm").map(({ kernelName }) => kernelName));
  for (const kernel of tf.getKernelsForBackend("cpu")) {
    if (own.has(kernel.kernelName)) continue;
    const kernelFunc: tfjs.KernelFunc = (call) => delegate(tf, kernel.kernelFunc, call);
    tf.registerKernel({ kernelName: kernel.kernelName, backendName: "wasm", kernelFunc });
  }
}

function delegate(
  tf: TensorFlow,
  kernel: tfjs.KernelFunc,
  { inputs, backend, attrs }: Parameters<tfjs.KernelFunc>[0],
): Info | Info[] {
  const wasm = backend as Storage;
  const cpu = tf.findBackend("cpu") as unknown as Storage;
  const borrowed: Info[] = [];
  const lend = ({ dataId, shape, dtype }: Info): Info => {
    const info = cpu.makeTensorInfo(shape, dtype, wasm.readSync(dataId).slice());
    borrowed.push(info);
    return info;
  };
  const moved = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      Array.isArray(input) ? input.map(lend) : input && lend(input),
    ]),
  );
  const results = kernel({ inputs: moved as tfjs.NamedTensorInfoMap, backend: cpu, attrs: attrs! });
  const bring = ({ dataId, shape, dtype }: Info): Info => {
    const info = wasm.makeOutput(shape, dtype, undefined, cpu.readSync(dataId));
    cpu.disposeData(dataId);
    return info;
  };
  const brought = Array.isArray(results) ? results.map(bring) : bring(results);
  for (const { dataId } of borrowed) cpu.disposeData(dataId);
  return brought;
}

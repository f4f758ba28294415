import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

type Info = tfjs.TensorInfo;

/**
 * On the WebAssembly backend a product with a transposed operand runs in a scalar loop, and fused with a bias and an
 * activation it is wrong for inner sizes above 48. Operands are transposed first, and the fast, right kernel takes over.
 */
export function mendTransposedMatMul(tf: TensorFlow): void {
  for (const name of ["BatchMatMul", "_FusedMatMul"]) {
    const plain = tf.getKernel(name, "wasm");
    tf.unregisterKernel(name, "wasm");
    tf.registerKernel({ ...plain, kernelFunc: (call) => multiply(tf, plain.kernelFunc, call) });
  }
}

type Call = Parameters<tfjs.KernelFunc>[0];

function multiply(tf: TensorFlow, kernel: tfjs.KernelFunc, { inputs, backend, attrs }: Call): Info | Info[] {
  const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
  if (!transposeA && !transposeB) return kernel({ inputs, backend, attrs: attrs! });
  const made: Info[] = [];
  const flip = (x: Info): Info => {
    const perm = x.shape.map((_, i) => i);
    perm.splice(-2, 2, perm.length - 1, perm.length - 2);
    const flipped = tf
      .getKernel("Transpose", "wasm")
      .kernelFunc({ inputs: { x }, backend, attrs: { perm } }) as Info;
    made.push(flipped);
    return flipped;
  };
  const a = transposeA ? flip(inputs["a"] as Info) : inputs["a"];
  const b = transposeB ? flip(inputs["b"] as Info) : inputs["b"];
  const call = {
    inputs: { ...inputs, a: a!, b: b! },
    backend,
    attrs: { ...attrs, transposeA: false, transposeB: false },
  };
  const result = kernel(call);
  for (const { dataId } of made) (backend as tfjs.KernelBackend).disposeData(dataId);
  return result;
}

// What is worth doing at a network's size: a second thread, native products, skipping zeros.
import type { Network } from "./stage.js";

/** Samples a turn of a prediction, at least. */
export const PASS_BATCH = 128;
/** Multiply-adds a step above which a second thread pays. */
const THREADS_FROM = 2_000_000;
/** Multiply-adds a sample above which a native library is worth loading. */
const NATIVE_FROM = 100_000;
/** What is done natively: dense products; what skips zeros. */
export interface NativeTier {
  readonly dense: boolean;
  readonly kernels: boolean;
}

/** Share of non-zero inputs below which the first layer skips zeros; BLAS is harder to beat. */
const SKIP_ZEROS_BELOW = { wasm: 0.4, native: 0.25 };

/** Multiply-adds of one sample's forward pass. */
export function workPerSample({ stages }: Network): number {
  return stages.reduce((sum, { kind, kernel, input, output, fused, walk }) => {
    if (!kernel || kind === "embedding") return sum;
    const positions = walk ? input.positions : output.positions * (fused ? 4 : 1);
    return sum + positions * kernel.shape.reduce((product, n) => product * n, 1);
  }, 0);
}

/** Whether a step of `batch` samples is large enough to be shared by threads. */
export const paysThreads = (workPerSample: number, batch: number): boolean =>
  workPerSample * batch >= THREADS_FROM;

export const paysNative = (workPerSample: number): boolean => workPerSample > NATIVE_FROM;

/** Whether inputs of this density are read as lists of what is not 0. */
export const paysSkipping = (density: number, { dense, kernels }: NativeTier): boolean =>
  density < (dense && !kernels ? SKIP_ZEROS_BELOW.native : SKIP_ZEROS_BELOW.wasm);

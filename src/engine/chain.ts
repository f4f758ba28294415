// Which networks the interpreter trains in one function a step (assembly/chain.ts): small chains of dense layers.
import { blocks } from "./schema/index.js";
import type { OptimizerSettings } from "./settings.js";
import type { Network, Stage } from "./stage.js";

/**
 * Whether batches of up to `batch` samples of this network are trained so, by one thread: everything is trained, nothing is
 * regularized or clipped by norm, and no product is large enough to be packed.
 */
export function isChain(
  { stages, ids }: Network,
  settings: OptimizerSettings | undefined,
  batch: number,
): boolean {
  if (ids || !settings || (settings.fields.clipnorm ?? 0) > 0 || (settings.fields.globalClipnorm ?? 0) > 0)
    return false;
  return stages.every(
    (stage) => isLink(stage) && batch * stage.input.n * stage.output.stored <= blocks.packedFrom,
  );
}

function isLink({ kind, kernel, bias, weightsOf, output }: Stage): boolean {
  const weights = [kernel, bias].filter((weight) => weight !== undefined);
  return (
    kind === "dense" &&
    weightsOf === undefined &&
    output.positions === 1 &&
    weights.every(({ trainable, regularizer: { l1, l2 } }) => trainable && l1 === 0 && l2 === 0)
  );
}

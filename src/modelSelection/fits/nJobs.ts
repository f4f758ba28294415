// How many workers there are, and how many fits are prepared ahead of them: `nJobs` and `preDispatch` as joblib reads them.
import { nodeModule } from "../../nodeModule.js";
import { checkInteger, complaint } from "../../validation.js";

/** How many workers `nJobs` means: −1 is one for each core, −2 one less, and so on. */
export function countWorkers(nJobs: number | undefined): number {
  if (nJobs === undefined) return 1;
  checkInteger("run fits in parallel", "nJobs", nJobs, { fix: "−1 uses all cores" });
  if (nJobs === 0)
    throw new RangeError("Cannot run fits in parallel: nJobs must not be 0; -1 uses all cores");
  return nJobs > 0 ? nJobs : Math.max(1, numCores() + 1 + nJobs);
}

function numCores(): number {
  return nodeModule("node:os")?.availableParallelism() ?? navigator.hardwareConcurrency;
}

/** A number of fits, `"all"`, or a multiple of the number of workers. */
export type PreDispatch = number | "all" | "nJobs" | `${number}*nJobs`;

/**
 * The number of fits that `preDispatch` means; a fraction is cut off.
 *
 * @param numWorkers - What `nJobs` stands for; undefined where it is not known, as with workers on other machines.
 * @returns Infinity for `"all"`; undefined when it is left open.
 * @throws RangeError if it is not a number >= 1 in the end.
 */
export function readPreDispatch(
  preDispatch: PreDispatch | undefined,
  numWorkers: number | undefined,
): number | undefined {
  if (preDispatch === undefined) return undefined;
  if (preDispatch === "all") return Infinity;
  const factor =
    typeof preDispatch === "string" ? /^(?:(\d+(?:\.\d+)?) ?\* ?)?nJobs$/.exec(preDispatch) : null;
  if (factor && numWorkers === undefined) return undefined;
  const count = factor ? Math.floor(Number(factor[1] ?? 1) * numWorkers!) : preDispatch;
  if (typeof count === "number" && Number.isInteger(count) && count >= 1) return count;
  const wanted = 'an integer >= 1, "all", or a multiple of the workers as "2*nJobs"';
  throw new RangeError(complaint({ action: "run fits", name: "preDispatch", wanted, got: preDispatch }));
}

// Which candidate wins: the score that decides, and the row of the table that it points at.
import { complaint } from "../../validation.js";
import { columnName, type CvResults } from "../results.js";
import type { Scorers } from "../scoring.js";
import type { SearchOptions } from "./searchOptions.js";

type Refit = SearchOptions["refit"];

/**
 * The score that decides, or undefined when nothing is chosen.
 *
 * @throws RangeError if there are several scores and `refit` names none of them.
 */
export function decidingScore(refit: Refit, scorers: Scorers): string | undefined {
  if (!scorers.multi) return "score";
  if (refit === false) return undefined;
  if (typeof refit === "function") return scorers.names[0]!;
  if (typeof refit === "string" && scorers.names.includes(refit)) return refit;
  const wanted = `one of ${scorers.names.map((name) => `"${name}"`).join(", ")}, false or a function, as there are several scores`;
  throw new RangeError(complaint({ action: "search", name: "refit", wanted, got: refit }));
}

/** The first row of rank 1, or the one that a function of the user's chooses. */
export function bestRow(results: CvResults, score: string, refit: Refit): number {
  if (typeof refit === "function") {
    const index = refit(results);
    if (!(Number.isInteger(index) && index >= 0 && index < results.params.length))
      throw new RangeError(
        complaint({
          action: "choose the best candidate",
          name: "the answer of refit",
          wanted: `an integer from 0 to ${String(results.params.length - 1)}`,
          got: index,
        }),
      );
    return index;
  }
  const ranks = results[columnName("rank", "Test", score)] as Int32Array;
  return ranks.reduce((best, rank, i) => (rank < ranks[best]! ? i : best), 0);
}

/** Says how many candidates have no finite score: they cannot win. */
export function warnNotFinite(results: CvResults, scorers: Scorers): void {
  for (const name of scorers.names) {
    const means = results[columnName("mean", "Test", name)] as Float64Array;
    const bad = means.filter((mean) => !Number.isFinite(mean)).length;
    if (bad > 0)
      console.warn(
        `${String(bad)} of ${String(means.length)} candidates have a test score that is not a finite number`,
      );
  }
}

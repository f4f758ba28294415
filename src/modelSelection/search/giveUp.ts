// Giving up early: fold by fold, without the candidates whose mean score so far is far below the best one's.
import type { FitResult } from "../fitAndScore.js";
import type { FitSpec } from "../fits/index.js";
import type { Scorers } from "../scoring.js";

/**
 * Runs fits of the first split, then of the second, and so on; fits of candidates that were given up have NaN for scores.
 *
 * @param specs - Ordered by candidate, then split.
 * @param margin - How far below the best mean a candidate may lie.
 * @param run - Runs the fits at some places of `specs`.
 */
export async function runFoldByFold(
  specs: readonly FitSpec[],
  margin: number,
  scorers: Scorers,
  run: (places: number[]) => Promise<FitResult[]>,
): Promise<FitResult[]> {
  const name = scorers.names[0]!;
  const numSplits = specs[0]?.numSplits ?? 1;
  const results = new Array<FitResult | undefined>(specs.length);
  let alive = Array.from({ length: specs.length / numSplits }, (_, i) => i);
  for (let split = 0; split < numSplits; split++) {
    const places = alive.map((candidate) => candidate * numSplits + split);
    (await run(places)).forEach((result, j) => (results[places[j]!] = result));
    const means = alive.map((candidate) => {
      const row = results.slice(candidate * numSplits, candidate * numSplits + split + 1);
      return row.reduce((sum, result) => sum + result!.testScores[name]!, 0) / row.length;
    });
    const best = means.reduce((most, mean) => (mean > most ? mean : most), -Infinity);
    alive = alive.filter((_, j) => means[j]! >= best - margin);
  }
  const nothing = Object.fromEntries(scorers.names.map((one) => [one, NaN]));
  return Array.from(results, (result, i) => result ?? givenUp(specs[i]!, nothing));
}

function givenUp({ test }: FitSpec, scores: Record<string, number>): FitResult {
  return {
    testScores: scores,
    trainScores: scores,
    fitTime: 0,
    scoreTime: 0,
    numTestSamples: test.length,
    started: 0,
    ended: 0,
    worker: "given up",
  };
}

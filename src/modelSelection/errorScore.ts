// What failed fits score, and the warning that names them.
import { complaint } from "../validation.js";
import type { FitResult } from "./fitAndScore.js";
import { labelOf } from "./fitText.js";
import type { FitSpec } from "./runFits.js";
import type { Scorers } from "./scoring.js";

/** What a failed fit scores: a number (with a warning), or `"raise"` to stop at the first failure. */
export type ErrorScore = number | "raise";

/** @throws TypeError for what is neither a number nor `"raise"`. */
export function checkErrorScore(errorScore: unknown): void {
  if (errorScore === "raise" || typeof errorScore === "number") return;
  throw new TypeError(
    complaint({ action: "run fits", name: "errorScore", wanted: 'a number or "raise"', got: errorScore }),
  );
}

/** Puts `errorScore` where scores are missing and warns, as scikit-learn does. */
export function withErrorScores(
  results: FitResult[],
  specs: readonly FitSpec[],
  scorers: Scorers,
  errorScore: ErrorScore,
): FitResult[] {
  const failed = results.flatMap((result, i) => (result.error ? [i] : []));
  const listed = () => {
    const counts = new Map<string, string[]>();
    for (const i of failed) {
      const { name, message } = results[i]!.error!;
      const key = `${name}: ${message}`;
      counts.set(key, [...(counts.get(key) ?? []), labelOf(specs[i]!)]);
    }
    return [...counts]
      .map(
        ([error, labels]) =>
          `  ${String(labels.length)} of them: ${error}\n    ${labels.slice(0, 3).join("\n    ")}${labels.length > 3 ? "\n    …" : ""}`,
      )
      .join("\n");
  };
  if (failed.length > 0 && failed.length === results.length)
    throw new Error(
      `All ${String(failed.length)} fits failed:\n${listed()}\nSet errorScore: "raise" to stop at the first`,
    );
  if (failed.length > 0)
    console.warn(
      `${String(failed.length)} fits failed out of a total of ${String(results.length)}; their score is ${String(errorScore)}:\n${listed()}`,
    );
  const unscored = results.flatMap((result, i) => (result.scoreError ? [i] : []));
  if (unscored.length > 0) {
    const { name, message } = results[unscored[0]!]!.scoreError!;
    console.warn(
      `Scoring failed for ${String(unscored.length)} of ${String(results.length)} fits; their score is ${String(errorScore)}: ${name}: ${message}`,
    );
  }
  return results.map((result) => {
    const testScores = { ...result.testScores };
    const trainScores = { ...result.trainScores };
    for (const name of scorers.names) {
      testScores[name] ??= errorScore as number;
      trainScores[name] ??= errorScore as number;
    }
    return { ...result, testScores, trainScores };
  });
}

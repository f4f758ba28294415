// Fits in words: their names in messages, scikit-learn's line for each that is done, and the warning that lists those that failed.
import { complaint } from "../../validation.js";
import type { FitResult } from "../fitAndScore.js";
import type { Scorers } from "../scoring.js";
import type { Params } from "../types.js";
import type { ErrorScore, FitSpec } from "./fitSpec.js";

/** `batchSize=32, epochs=1, fold 2 of 3`. */
export function labelOf({ params, split, numSplits }: FitSpec): string {
  return [paramsText(params), `fold ${String(split + 1)} of ${String(numSplits)}`].filter(Boolean).join(", ");
}

function paramsText(params: Params = {}): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${name}=${String(params[name])}`)
    .join(", ");
}

/** scikit-learn's line for a finished fit. */
export function verboseLine(spec: FitSpec, result: FitResult, scorers: Scorers, verbose: number): string {
  const place = verbose > 2 ? ` ${String(spec.split + 1)}/${String(spec.numSplits)}` : "";
  const candidate = verbose > 9 ? `; ${String(spec.candidate + 1)}/${String(spec.numCandidates)}` : "";
  const text = paramsText(spec.params);
  let message = text ? `${text};` : "";
  if (verbose > 2) {
    const parts = scorers.names.map((name) => {
      const test = (result.testScores[name] ?? NaN).toFixed(3);
      const train = name in result.trainScores ? `train=${result.trainScores[name]!.toFixed(3)}, ` : "";
      return scorers.multi
        ? ` ${name}: (${train}test=${test})`
        : `, score=${train ? `(${train}test=${test})` : test}`;
    });
    message += parts.join("");
  }
  message += ` total time=${shortTime(result.fitTime + result.scoreTime)}`;
  const head = `[CV${place}${candidate}] END `;
  return head + ".".repeat(Math.max(0, 80 - head.length - message.length)) + message;
}

function shortTime(seconds: number): string {
  return seconds > 60 ? `${(seconds / 60).toFixed(1).padStart(4)}min` : `${seconds.toFixed(1).padStart(4)}s`;
}

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

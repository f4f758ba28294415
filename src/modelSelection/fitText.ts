// Fits in words: their names in messages, and scikit-learn's line for each that is done.
import type { FitResult } from "./fitAndScore.js";
import type { FitSpec } from "./runFits.js";
import type { Scorers } from "./scoring.js";
import type { Params } from "./types.js";

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

// From the `scoring` argument to functions that score a fitted estimator.
import type { NDArray } from "../array/index.js";
import type { Samples } from "../table/internal.js";
import * as metrics from "../metrics/index.js";
import { complaint, nearestName } from "../validation.js";
import type { Estimator } from "./types.js";

/** Scores a fitted estimator on data; larger is better. */
export type Scorer = ScorerMethod["score"];

/** As a method's type: a scorer may want an array where a table could come. */
interface ScorerMethod {
  score(estimator: Estimator, x: Samples, y: NDArray | undefined): number | Promise<number>;
}

/** Names of scores. */
export type ScoringName = keyof typeof scorers;

/** How to score: one name or function, or several; left out, the estimator's own `score`. */
export type Scoring =
  ScoringName | Scorer | readonly ScoringName[] | Readonly<Record<string, ScoringName | Scorer>>;

type Metric = (yTrue: NDArray, yPred: NDArray) => number;

const ofLabels =
  (metric: Metric): Scorer =>
  async (estimator, x, y) =>
    metric(needed(y), await estimator.predict(x));

const ofProbabilities =
  (name: string, metric: Metric): Scorer =>
  async (estimator, x, y) => {
    if (!estimator.predictProba)
      throw new TypeError(
        complaint({
          action: `score by ${name}`,
          name: "estimator",
          wanted: "one with predictProba",
          got: estimator,
        }),
      );
    return metric(needed(y), await estimator.predictProba(x));
  };

const averaged = (score: typeof metrics.f1Score, average: metrics.Average): Scorer =>
  ofLabels((yTrue, yPred) => score(yTrue, yPred, { average }));

const scorers = {
  accuracy: ofLabels(metrics.accuracyScore),
  balanced_accuracy: ofLabels(metrics.balancedAccuracyScore),
  f1: averaged(metrics.f1Score, "binary"),
  f1_macro: averaged(metrics.f1Score, "macro"),
  f1_micro: averaged(metrics.f1Score, "micro"),
  f1_weighted: averaged(metrics.f1Score, "weighted"),
  precision: averaged(metrics.precisionScore, "binary"),
  precision_macro: averaged(metrics.precisionScore, "macro"),
  precision_micro: averaged(metrics.precisionScore, "micro"),
  precision_weighted: averaged(metrics.precisionScore, "weighted"),
  recall: averaged(metrics.recallScore, "binary"),
  recall_macro: averaged(metrics.recallScore, "macro"),
  recall_micro: averaged(metrics.recallScore, "micro"),
  recall_weighted: averaged(metrics.recallScore, "weighted"),
  neg_log_loss: ofProbabilities("neg_log_loss", (yTrue, p) => -metrics.logLoss(yTrue, p)),
  roc_auc: ofProbabilities("roc_auc", metrics.rocAucScore),
  r2: ofLabels(metrics.r2Score),
  neg_mean_squared_error: ofLabels((yTrue, yPred) => -metrics.meanSquaredError(yTrue, yPred)),
  neg_root_mean_squared_error: ofLabels((yTrue, yPred) => -metrics.rootMeanSquaredError(yTrue, yPred)),
  neg_mean_absolute_error: ofLabels((yTrue, yPred) => -metrics.meanAbsoluteError(yTrue, yPred)),
} satisfies Record<string, Scorer>;

/** Scores to compute, by name; `names` are all that another thread needs to know, if there is no function among them. */
export interface Scorers {
  /** True if the user asked for several scores by name. */
  multi: boolean;
  /** Names for the table: `"score"` for a single one. */
  names: string[];
  /** Names of built-in scores, `undefined` for the estimator's own; absent when a function cannot travel. */
  travel?: Record<string, ScoringName | undefined> | undefined;
  all: Record<string, Scorer>;
}

const ownScore: Scorer = (estimator, x, y) => {
  if (estimator.score) return estimator.score(x, y);
  throw new TypeError(
    complaint({
      action: "score",
      name: "estimator",
      wanted: "one with a score method",
      got: estimator,
      fix: "pass scoring",
    }),
  );
};

/**
 * Reads `scoring`.
 *
 * @throws RangeError for an unknown name.
 */
export function readScoring(scoring: Scoring | undefined): Scorers {
  if (scoring === undefined)
    return { multi: false, names: ["score"], travel: { score: undefined }, all: { score: ownScore } };
  if (typeof scoring === "string")
    return { multi: false, names: ["score"], travel: { score: scoring }, all: { score: getScorer(scoring) } };
  if (typeof scoring === "function") return { multi: false, names: ["score"], all: { score: scoring } };
  const entries: [string, ScoringName | Scorer][] = Array.isArray(scoring)
    ? (scoring as readonly ScoringName[]).map((name) => [name, name])
    : Object.entries(scoring as Record<string, ScoringName | Scorer>);
  if (entries.length === 0)
    throw new RangeError(
      complaint({ action: "read scoring", name: "scoring", wanted: "at least one score", got: scoring }),
    );
  const all = Object.fromEntries(
    entries.map(([name, one]) => [name, typeof one === "string" ? getScorer(one) : one]),
  );
  const plain = entries.every(([, one]) => typeof one === "string");
  const travel = plain ? (Object.fromEntries(entries) as Record<string, ScoringName>) : undefined;
  return { multi: true, names: entries.map(([name]) => name), travel, all };
}

/** The scores that a message from another thread names. */
export function readTravelled(travel: Record<string, ScoringName | undefined>): Scorers {
  const all = Object.fromEntries(
    Object.entries(travel).map(([name, one]) => [name, one === undefined ? ownScore : getScorer(one)]),
  );
  return { multi: false, names: Object.keys(travel), travel, all };
}

/**
 * The names that `scoring` takes.
 *
 * @example
 * ```ts
 * import { getScorerNames } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(getScorerNames()).toContain("neg_mean_squared_error");
 * ```
 */
export function getScorerNames(): ScoringName[] {
  return Object.keys(scorers).sort() as ScoringName[];
}

function getScorer(name: string): Scorer {
  if (Object.hasOwn(scorers, name)) return scorers[name as ScoringName];
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (Object.hasOwn(scorers, snake)) return scorers[snake as ScoringName];
  const near = nearestName(snake, Object.keys(scorers));
  const fix = near ? `did you mean "${near}"?` : undefined;
  throw new RangeError(
    complaint({
      action: "read scoring",
      name: "scoring",
      wanted: `one of ${getScorerNames().join(", ")}`,
      got: name,
      fix,
    }),
  );
}

function needed(y: NDArray | undefined): NDArray {
  if (y) return y;
  throw new TypeError(complaint({ action: "score", name: "y", wanted: "the true answers", got: y }));
}

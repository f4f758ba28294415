// The numbers that stand for names in the records.
import {
  activationNames,
  lossNames,
  optimizerNames,
  ownMetricFormulas,
  ownMetricNames,
  type MetricName,
} from "../../formulas/index.js";

/** The names of a list with their places: how the interpreter calls them. */
function numbered<Name extends string>(names: readonly Name[], from = 0): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, i) => [name, from + i])) as Record<Name, number>;
}

export const layerKinds = numbered([
  "dense",
  "conv",
  "depthwise",
  "maxPool",
  "averagePool",
  "dropout",
  "embedding",
  "elementwise",
  "repack",
  "batchNorm",
  "layerNorm",
  "add",
  "subtract",
  "multiply",
  "maximum",
  "minimum",
  "concatenate",
  "slice",
  "toIntegers",
  "branch",
  "simpleRnn",
  "lstm",
  "gru",
  "mask",
  "masked",
  "maskedMean",
]);

/** How the samples' values lie in memory; `codes`: bytes that stand for the values of a codebook. */
export const inputTypes = numbered(["floats", "bytes", "integers", "codes"]);

export const activationKinds = numbered(activationNames);
export const lossKinds = numbered(lossNames);
export const optimizerKinds = numbered(optimizerNames);

/** Metrics that are no losses come after the losses; one whose score is a loss has that loss's number. */
export const ownMetricKinds = numbered(ownMetricNames, lossNames.length);
export const metricKinds: Readonly<Record<MetricName, number>> = {
  ...lossKinds,
  ...(Object.fromEntries(
    ownMetricNames.map((name) => {
      const formula = ownMetricFormulas[name];
      const loss = "scoreOf" in formula ? formula.scoreOf : undefined;
      return [name, loss === undefined ? ownMetricKinds[name] : lossKinds[loss as keyof typeof lossKinds]];
    }),
  ) as typeof ownMetricKinds),
};

/** How the interpreter gets a loss's logits: `kept`, with the activation's output at hand, or `keptAlone`, without it. */
export const logitsModes = numbered(["probabilities", "logits", "kept", "keptAlone"]);

/** Words of a barrier. */
export const barrierWords = numbered(["arrivals", "generation", "abandoned"]);

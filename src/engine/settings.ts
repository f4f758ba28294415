// Optimizers, losses and metrics as fields of the interpreter's records, with their formulas' defaults.
import {
  fillOptions,
  lossFormulas,
  metricFormula,
  optimizerFormulas,
  slotsOf,
  slotStart,
  weightDecayOf,
  type ActivationName,
  type LossName,
  type LossSpec,
  type MetricName,
  type MetricSpec,
  type OptimizerSpec,
} from "../formulas/index.js";
import {
  logitsModes,
  lossKinds,
  type lossRecord,
  metricKinds,
  type metricRecord,
  optimizerKinds,
  type optimizerRecord,
  type Values,
} from "./schema/index.js";

/** An optimizer without its addresses, and its memory: one slot for each copy of the weights that it keeps. */
export interface OptimizerSettings {
  fields: Values<typeof optimizerRecord>;
  /** Slots in the order of the formula; undefined where one is not used. */
  slots: (string | undefined)[];
  /** What slots start with. */
  slotStart: number;
}

/** Options as numbers: 1 and 0 for yes and no. */
const numbersOf = (options: object): Record<string, number> =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, Number(value)]));

export function optimizerSettings(spec: OptimizerSpec): OptimizerSettings {
  const { name, clipnorm = 0 } = spec;
  const globalClipnorm = clipnorm > 0 ? 0 : (spec.globalClipnorm ?? 0);
  return {
    fields: {
      ...numbersOf(fillOptions(optimizerFormulas[name], spec)),
      kind: optimizerKinds[name],
      weightDecay: weightDecayOf(spec),
      clipnorm,
      globalClipnorm,
      clipvalue: clipnorm > 0 || globalClipnorm > 0 ? 0 : (spec.clipvalue ?? 0),
    },
    slots: slotsOf(spec).map((slot) => (slot.isKept ? slot.name : undefined)),
    slotStart: slotStart(spec),
  };
}

/** The activations whose inputs Keras takes for logits. */
const squashing: readonly ActivationName[] = ["sigmoid", "softmax"];

/**
 * Cross-entropy behind softmax or sigmoid is computed from their inputs, as Keras does: exact also where the
 * probability is rounded to 0. Keras does not ask which of the two it was, so categorical cross-entropy behind a
 * sigmoid is that of softmax(z).
 *
 * @see Keras `keras/src/backend/tensorflow/nn.py`, `_get_logits`
 */
function logitsOf(name: LossName, fromLogits: boolean, last: ActivationName): number {
  const { logitsOf: wanted, ownLogitsOnly } = lossFormulas[name];
  if (wanted === undefined) return logitsModes.probabilities;
  if (last === wanted) return logitsModes.kept;
  if (!ownLogitsOnly && squashing.includes(last)) return logitsModes.keptAlone;
  return fromLogits ? logitsModes.logits : logitsModes.probabilities;
}

/** Whether labels of 0 and 1 are −1 and 1 to this loss or metric, as in Keras. */
export const wantsSigns = (name: MetricName): boolean =>
  name in lossFormulas && lossFormulas[name as LossName].labels === "signs";

/** Fields of a loss behind the activation `last`. */
export function lossSettings(spec: LossSpec, last: ActivationName): Values<typeof lossRecord> {
  return {
    ...numbersOf(fillOptions(lossFormulas[spec.name], spec)),
    kind: lossKinds[spec.name],
    logits: logitsOf(spec.name, spec.fromLogits ?? false, last),
    signs: Number(wantsSigns(spec.name)),
  };
}

/** Fields of a metric, and how many columns of the statistics and counts in a table it takes. */
export function metricSettings(
  spec: MetricSpec,
  last: ActivationName,
): { fields: Values<typeof metricRecord>; columns: number; tableCounts: number } {
  const { name } = spec;
  const formula = metricFormula(name);
  const isLoss = name in lossFormulas;
  const counts = "counts" in formula ? formula.counts : 1;
  const inTable = "counts" in formula && formula.table === true;
  return {
    fields: {
      ...numbersOf(fillOptions(formula, spec)),
      kind: metricKinds[name],
      logits: isLoss ? logitsOf(name as LossName, spec.fromLogits ?? false, last) : logitsModes.probabilities,
      signs: Number(wantsSigns(name)),
      weighted: Number(spec.weighted ?? false),
      counts: inTable ? counts : 0,
    },
    columns: inTable ? 0 : counts,
    tableCounts: inTable ? counts : 0,
  };
}

// What the interpreter knows of losses, metrics and optimizers: their kinds, and the options that their formulas name.
import { lossFormulas, optimizerFormulas, ownMetricFormulas } from "../../formulas/index.js";
import { record, type FieldType } from "./records.js";

/** A field for each option of a family of formulas: doubles, which a kernel rounds when it likes; 0 or 1 for yes or no. */
function optionFields(
  family: Readonly<Record<string, { readonly defaults: object }>>,
): Readonly<Record<string, FieldType>> {
  const fields: Record<string, FieldType> = {};
  for (const name of Object.keys(family).sort())
    for (const [option, value] of Object.entries(family[name]!.defaults))
      fields[option] = typeof value === "boolean" ? "i32" : "f64";
  return fields;
}

const lossFields = {
  kind: "i32",
  /** One of `logitsModes`. */
  logits: "i32",
  /** 1: labels of 0 and 1 are −1 and 1 to it. */
  signs: "i32",
  ...optionFields(lossFormulas),
} as const;

export const lossRecord = record<string>(lossFields);

/** Begins as a loss, so that it can be read as one. */
export const metricRecord = record<string>({
  ...lossFields,
  ...optionFields(ownMetricFormulas),
  weighted: "i32",
  /** Number of the output that it looks at. */
  output: "i32",
  /** Its first column of the statistics. */
  column: "i32",
  /** Counts that are kept in a table (f64), one table a thread; how many. */
  table: "usize",
  counts: "i32",
});

/** The most slots that an optimizer keeps. */
export const numSlots = Math.max(
  ...Object.values(optimizerFormulas).map(({ slots }) => Object.keys(slots).length),
);

export const optimizerRecord = record<string>({
  kind: "i32",
  rate: "f32",
  /** Rates of the next steps, one f32 a step, or 0. */
  schedule: "usize",
  weightDecay: "f32",
  clipnorm: "f32",
  globalClipnorm: "f32",
  clipvalue: "f32",
  /** Byte distances from a parameter to its gradient and to its slots, in the order of the formula. */
  toGradient: "i32",
  ...Object.fromEntries(
    Array.from({ length: numSlots }, (_, i) => [`toSlot${String(i + 1)}`, "i32" as const]),
  ),
  ...optionFields(optimizerFormulas),
});

/** What one step multiplies with; each thread has its own, with the same numbers. */
export const ratesRecord = record({
  /** With the bias correction, and as it was set. */
  rate: "f32",
  plain: "f32",
  /** What else a formula works out once a step. */
  a: "f32",
  b: "f32",
  c: "f32",
  /** The step that this was worked out for, and a product that runs from step to step. */
  t: "i32",
  product: "f64",
});

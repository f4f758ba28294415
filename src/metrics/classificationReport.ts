// Precision, recall and F1 of every class, as a table.
import { type ArrayLike } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";
import { accuracyScore } from "./accuracyScore.js";
import { checkLabels, labelsOf } from "./labels.js";
import { f1Score, precisionScore, recallScore } from "./precisionRecall.js";

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions {
  /** Classes in this order; others are left out. Default: all that occur, sorted. */
  labels?: ArrayLike;
  /** Names of the classes in the order of `labels`. */
  targetNames?: readonly string[];
  /** Decimals. Default: 2. */
  digits?: number;
  /** An object of numbers instead of the table. Default: false. */
  outputDict?: boolean;
  /** Value where nothing was predicted or nothing is true (0/0). Default: 0. */
  zeroDivision?: number;
}

/** One row of the report. */
export interface ReportRow {
  precision: number;
  recall: number;
  f1Score: number;
  /** How many samples are of the class. */
  support: number;
}

/**
 * Precision, recall, F1 and number of samples of each class, with their means.
 *
 * @returns The table as scikit-learn prints it, or with `outputDict` its rows by name; `accuracy` is a number.
 *
 * @example
 * ```ts
 * import { classificationReport } from "gradus";
 * import { expect } from "vitest";
 *
 * const report = classificationReport([0, 1, 1], [0, 1, 0], { targetNames: ["cat", "dog"] });
 * expect(report.split("\n")[2]).toBe("         cat       0.50      1.00      0.67         1");
 * ```
 *
 * @see scikit-learn `sklearn.metrics.classification_report`
 */
export function classificationReport(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: ClassificationReportOptions & { outputDict: true },
): Record<string, ReportRow | number>;
export function classificationReport(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options?: ClassificationReportOptions & { outputDict?: false },
): string;
export function classificationReport(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: ClassificationReportOptions = {},
): Record<string, ReportRow | number> | string {
  const action = "report on a classification";
  checkOptions(action, options, ["labels", "targetNames", "digits", "outputDict", "zeroDivision"]);
  const { targetNames, digits = 2, zeroDivision = 0 } = options;
  const { yTrue: truth, yPred: guess, type } = checkLabels(action, yTrue, yPred);
  if (type === "multilabel-indicator") {
    const fix = "use argmax(y, 1)";
    throw new TypeError(complaint({ action, name: "y", wanted: "class numbers", got: "one-hot rows", fix }));
  }
  const labels = labelsOf(truth, guess, options.labels);
  if (targetNames && targetNames.length !== labels.length) {
    const wanted = `${String(labels.length)} names, one for each class`;
    throw new RangeError(complaint({ action, name: "targetNames", wanted, got: [...targetNames] }));
  }
  const names = targetNames ?? labels.map(String);
  const row = (average: "micro" | "macro" | "weighted", support: number): ReportRow => {
    const how = { average, labels, zeroDivision };
    return {
      precision: precisionScore(truth, guess, how),
      recall: recallScore(truth, guess, how),
      f1Score: f1Score(truth, guess, how),
      support,
    };
  };
  const each = { average: null, labels, zeroDivision } as const;
  const precision = precisionScore(truth, guess, each);
  const recall = recallScore(truth, guess, each);
  const f1 = f1Score(truth, guess, each);
  const classes = labels.map((label, i): ReportRow => ({
    precision: precision.item(i),
    recall: recall.item(i),
    f1Score: f1.item(i),
    support: Array.from(truth.data).filter((one) => one === label).length,
  }));
  const support = classes.reduce((sum, one) => sum + one.support, 0);
  // Where all classes are seen, the micro average is the accuracy.
  const complete = [...truth.data, ...guess.data].every((label) => labels.includes(label));
  const rows: Record<string, ReportRow | number> = {
    ...Object.fromEntries(names.map((name, i) => [name, classes[i]!])),
    ...(complete ? { accuracy: accuracyScore(truth, guess) } : { "micro avg": row("micro", support) }),
    "macro avg": row("macro", support),
    "weighted avg": row("weighted", support),
  };
  return options.outputDict ? rows : table(names, classes, rows, support, digits);
}

function table(
  names: readonly string[],
  classes: readonly ReportRow[],
  rows: Record<string, ReportRow | number>,
  support: number,
  digits: number,
): string {
  const width = Math.max(...names.map((name) => name.length), "weighted avg".length, digits);
  const number = (value: number) => ` ${fixed(value, digits).padStart(9)}`;
  const line = (name: string, row: ReportRow) =>
    `${name.padStart(width)} ${number(row.precision)}${number(row.recall)}${number(row.f1Score)} ${String(row.support).padStart(9)}\n`;
  const heads = ["precision", "recall", "f1-score", "support"].map((head) => ` ${head.padStart(9)}`);
  let text = `${" ".repeat(width)} ${heads.join("")}\n\n`;
  names.forEach((name, i) => (text += line(name, classes[i]!)));
  text += "\n";
  for (const name of ["accuracy", "micro avg", "macro avg", "weighted avg"]) {
    const row = rows[name];
    if (typeof row === "number")
      text += `${name.padStart(width)} ${" ".repeat(20)}${number(row)} ${String(support).padStart(9)}\n`;
    else if (row) text += line(name, row);
  }
  return text;
}

/** Decimals as Python writes them: JavaScript rounds halves up, Python to the even digit. */
function fixed(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  const rest = value
    .toFixed(Math.min(digits + 55, 100))
    .split(".")[1]!
    .slice(digits);
  if (!/^50*$/.test(rest) || /[02468]$/.test(rounded)) return rounded;
  return (Number(rounded) - 10 ** -digits).toFixed(digits);
}

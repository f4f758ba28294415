import fs from "node:fs";
import { describe, expect, it } from "vitest";
import {
  array,
  auc,
  classificationReport,
  type ClassificationReportOptions,
  precisionRecallCurve,
  type ReportRow,
  rocCurve,
} from "gradus";

interface Fixture {
  curves: {
    y: number[];
    score: number[];
    weights: number[] | null;
    drop: boolean;
    auc: number;
    roc: number[][];
    precisionRecall: number[][];
  }[];
  reports: {
    y: number[];
    guess: number[];
    options: ClassificationReportOptions;
    text: string;
    rows: Record<string, Record<string, number> | number>;
  }[];
}

// From scikit-learn 1.9: fixtures/curves.py.
const { curves, reports } = JSON.parse(
  fs.readFileSync(new URL("fixtures/curves.json", import.meta.url), "utf8"),
) as Fixture;

describe("rocCurve() and precisionRecallCurve()", () => {
  it("are scikit-learn's, with ties, weights, and with or without points on a line", () => {
    for (const { y, score, weights, drop, ...wanted } of curves) {
      const options = { dropIntermediate: drop, ...(weights && { sampleWeight: weights }) };
      const [fpr, tpr, thresholds] = rocCurve(y, score, options);
      expect(thresholds.item(0)).toBe(Infinity);
      const got = [fpr, tpr, thresholds.slice(1), ...precisionRecallCurve(y, score, options)];
      [...wanted.roc, ...wanted.precisionRecall].forEach((values, i) => {
        expect(got[i]!.size).toBe(values.length);
        expect(
          got[i]!.allClose(values, { atol: 1e-12 }),
          `${String(i)} ${String(got[i])} ${String(array(values))}`,
        ).toBe(true);
      });
      expect(auc(fpr, tpr)).toBeCloseTo(wanted.auc, 12);
    }
  });

  it("samples without weight are no points of a curve, as in scikit-learn", () => {
    const [y, score, sampleWeight] = [
      [0, 1, 0, 1, 1, 0],
      [0.1, 0.9, 0.4, 0.35, 0.6, 0.8],
      [1, 2, 0, 1, 0, 3],
    ];
    const kept = (data: number[]) => data.filter((_, i) => sampleWeight[i] !== 0);
    for (const curve of [rocCurve, precisionRecallCurve])
      expect(curve(y, score, { sampleWeight, dropIntermediate: false }).map(String)).toEqual(
        curve(kept(y), kept(score), { sampleWeight: kept(sampleWeight), dropIntermediate: false }).map(
          String,
        ),
      );
  });

  it.each([
    [() => rocCurve([0, 1, 2], [1, 2, 3]), "labels must be of two kinds"],
    [() => rocCurve([0, 1], [1, 2, 3]), "shape must be [n] for labels and scores"],
    [() => rocCurve([0, 1], [1, NaN]), "yScore must be finite numbers"],
    [() => rocCurve([1, 1], [1, 2]), "weight of negative samples must be > 0"],
    [() => rocCurve([0, 1], [1, 2], { sampleWeight: [0, 0] }), "sampleWeight must be other than 0 for one"],
    [
      () => precisionRecallCurve([0, 1], [1, 2], { sampleWeight: [0, 0] }),
      "sampleWeight must be other than 0",
    ],
    [() => precisionRecallCurve([0, 1], [1, NaN]), "yScore must be finite numbers"],
    [() => rocCurve([0, 1], [1, 2], { pos_label: 1 } as never), "write posLabel"],
    [() => auc([0, 1, 0.5], [0, 0, 0]), "x must rise or fall"],
  ])("%s says what is wrong", (call, message) => {
    expect(call).toThrow(message);
  });
});

describe("classificationReport()", () => {
  it.each(reports)(
    "prints scikit-learn's table, letter for letter: $options",
    ({ y, guess, options, text, rows }) => {
      expect(classificationReport(y, guess, { ...options, outputDict: false })).toBe(text);
      const got = classificationReport(y, guess, { ...options, outputDict: true });
      expect(Object.keys(got).sort()).toEqual(Object.keys(rows).sort());
      for (const [name, row] of Object.entries(rows)) {
        const mine = got[name]!;
        if (typeof row === "number") expect(mine).toBeCloseTo(row, 12);
        else {
          const { precision, recall, f1Score, support } = mine as ReportRow;
          expect(array([precision, recall, f1Score, support]).allClose(Object.values(row))).toBe(true);
        }
      }
    },
  );

  it("wants a name for each class", () => {
    expect(() => classificationReport([0, 1], [0, 1], { targetNames: ["a"] })).toThrow(
      "targetNames must be 2 names, one for each class",
    );
  });
});

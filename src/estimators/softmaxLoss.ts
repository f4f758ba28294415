// The loss of logistic regression with its gradient: mean cross-entropy of a softmax, and a penalty on squared weights.
import type { Objective } from "./lbfgs.js";

interface SoftmaxData {
  /** Rows of samples, one after the other. */
  samples: Float64Array;
  /** Place of each sample's class. */
  codes: Int32Array;
  /** Weight of each sample. */
  weights: Float64Array;
  numFeatures: number;
  /** Rows of weights: one a class; 1 for two classes, where the first one's scores are 0. */
  numRows: number;
  /** Factor of half the sum of squared weights, beside the sum of losses. */
  penalty: number;
  fitIntercept: boolean;
}

/** The loss over rows of weights, each with its constant at the end; divided by the sum of sample weights, as scikit-learn does. */
export function softmaxLoss(data: SoftmaxData): Objective {
  const { samples, codes, weights, numFeatures, numRows, penalty, fitIntercept } = data;
  const width = numFeatures + 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scores = new Float64Array(numRows);
  return (point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0, start = 0; i < codes.length; i++, start += numFeatures) {
      let most = numRows === 1 ? 0 : -Infinity;
      for (let k = 0; k < numRows; k++) {
        let sum = point[k * width + numFeatures]!;
        for (let j = 0; j < numFeatures; j++) sum += point[k * width + j]! * samples[start + j]!;
        scores[k] = sum;
        if (sum > most) most = sum;
      }
      let powers = numRows === 1 ? Math.exp(-most) : 0;
      for (let k = 0; k < numRows; k++) powers += Math.exp(scores[k]! - most);
      const own = numRows === 1 ? codes[i]! - 1 : codes[i]!; // −1: the class whose score is 0
      loss += weights[i]! * (most + Math.log(powers) - (own < 0 ? 0 : scores[own]!));
      for (let k = 0; k < numRows; k++) {
        const slope = weights[i]! * (Math.exp(scores[k]! - most) / powers - Number(k === own));
        for (let j = 0; j < numFeatures; j++) gradient[k * width + j]! += slope * samples[start + j]!;
        gradient[k * width + numFeatures]! += slope;
      }
    }
    for (let k = 0; k < numRows; k++) {
      for (let j = 0; j < numFeatures; j++) {
        const weight = point[k * width + j]!;
        loss += 0.5 * penalty * weight ** 2;
        gradient[k * width + j]! += penalty * weight;
      }
      if (!fitIntercept) gradient[k * width + numFeatures] = 0;
    }
    for (let i = 0; i < gradient.length; i++) gradient[i]! /= total;
    return loss / total;
  };
}

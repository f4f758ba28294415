import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

/** What TensorFlow.js keeps of each variable. */
interface Accumulated {
  originalName: string;
  variable: tfjs.Variable;
}

interface AdadeltaParts {
  learningRate: number;
  rho: number;
  epsilon: number;
  accumulatedGrads: Accumulated[];
  accumulatedUpdates: Accumulated[];
  incrementIterations(): void;
}

/**
 * Adadelta divides by the average of squares from before the step, so that the first one is as long as
 * √(ε / ε) · gradient. Zeiler (2012, algorithm 1) and Keras divide by the new average.
 */
export function mendAdadelta(tf: TensorFlow): void {
  tf.AdadeltaOptimizer.prototype.applyGradients = function (given) {
    const parts = this as unknown as AdadeltaParts;
    const named = Array.isArray(given)
      ? given.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(given as tfjs.NamedTensorMap);
    for (const [i, [name, gradient]] of named.entries()) {
      const value = tf.engine().registeredVariables[name]!;
      const zeros = (kind: string): Accumulated => ({
        originalName: `${name}/${kind}`,
        variable: tf.tidy(() => tf.zerosLike(value).variable(false)),
      });
      const { variable: squares } = (parts.accumulatedGrads[i] ??= zeros("accum_grad"));
      const { variable: updates } = (parts.accumulatedUpdates[i] ??= zeros("accum_var"));
      tf.tidy(() => {
        const { rho, epsilon, learningRate } = parts;
        squares.assign(squares.mul(rho).add(gradient.square().mul(1 - rho)));
        const update = updates.add(epsilon).sqrt().div(squares.add(epsilon).sqrt()).mul(gradient);
        updates.assign(updates.mul(rho).add(update.square().mul(1 - rho)));
        value.assign(value.sub(update.mul(learningRate)));
      });
    }
    parts.incrementIterations();
  };
}

// The tf.Variable of each weight: made when tfjs first needs it, refreshed when the weight was written elsewhere.
import type * as tfjs from "./tensorflow.js";
import { loadTf } from "./tf.js";

/** Holds newer numbers than the weight itself and hands them over when asked. */
export interface Lender {
  bringBack(): void;
}

/** What a variable is made for; every `Weight` is one. */
interface Lent {
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly data: Float32Array;
  readonly version: number;
  lender: Lender | undefined;
  write(values: ArrayLike<number>): void;
}

/** A weight's numbers on the tfjs side. */
class Holding implements Lender {
  readonly weight: WeakRef<Lent>;
  readonly variable: tfjs.Variable;
  version: number;

  constructor(weight: Lent) {
    const tf = loadTf();
    this.weight = new WeakRef(weight);
    this.variable = tf.tidy(() =>
      tf.variable(tf.tensor(weight.data.slice(), [...weight.shape]), weight.trainable),
    );
    this.version = weight.version;
  }

  bringBack(): void {
    const weight = this.weight.deref();
    if (!weight) return;
    weight.write(this.variable.dataSync());
    this.version = weight.version;
  }
}

const holdings = new WeakMap<Lent, Holding>();
const forgotten = new FinalizationRegistry<tfjs.Variable>((variable) => {
  variable.dispose();
});

function holdingOf(weight: Lent): Holding {
  let holding = holdings.get(weight);
  if (!holding) {
    holding = new Holding(weight);
    holdings.set(weight, holding);
    forgotten.register(weight, holding.variable);
  } else if (weight.lender !== holding) {
    const data = weight.data;
    if (holding.version !== weight.version) {
      const tf = loadTf();
      const { variable } = holding;
      tf.tidy(() => {
        variable.assign(tf.tensor(data.slice(), [...weight.shape]));
      });
      holding.version = weight.version;
    }
  }
  return holding;
}

/** The variable with a weight's present numbers. */
export function variableOf(weight: Lent): tfjs.Variable {
  return holdingOf(weight).variable;
}

/** Gives a weight's variable new numbers; the weight fetches them when it is next read. */
export function assignVariable(weight: Lent, value: tfjs.Tensor): void {
  const holding = holdingOf(weight);
  holding.variable.assign(value);
  weight.lender = holding;
}

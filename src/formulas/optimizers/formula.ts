// What the file of an optimizer states. Everything else is made of it: the vocabulary, the options that are accepted, the
// slots in memory, the fields of the engine's record.
import type { Numbers } from "../numbers.js";

/** One step on one weight array. */
export interface Step<Slot extends string = string> {
  /** Changed in place. */
  readonly weight: Numbers;
  /** Of the same length; clipped already. */
  readonly gradient: ArrayLike<number>;
  /** The optimizer's memory of this weight, changed in place; a slot that the options do without is missing. */
  readonly slots: Readonly<Record<Slot, Numbers>>;
  readonly learningRate: number;
  /** Number of this step, from 1. */
  readonly t: number;
}

/**
 * An optimizer: Keras's name of its class, its own options, the slots that it keeps for each weight.
 * Its engine kernel is the file of the same name in `src/engine/assembly/optimizers`.
 */
export interface OptimizerFormula<ClassName extends string, Options extends object, Slot extends string> {
  readonly className: ClassName;
  readonly learningRate: number;
  /** Default of the decoupled decay that every optimizer knows. */
  readonly weightDecay: number;
  /** Keras's defaults of the options that only some optimizers have. */
  readonly defaults: Readonly<Required<Options>>;
  /** Slots in their order in memory; those that depend on the options say how. */
  readonly slots: Readonly<Record<Slot, true | ((options: Readonly<Required<Options>>) => boolean)>>;
  /** What slots start with; 0 if left out. */
  slotStart?(options: Readonly<Required<Options>>): number;
  /** The reference step, in plain arithmetic. */
  step(step: Step<Slot>, options: Readonly<Required<Options>>): void;
}

export interface EpsilonOption {
  /** Keeps the division from exploding; defaults to 1e-7. */
  epsilon?: number;
}

export interface RootOptions extends EpsilonOption {
  /** Whether ε stands under the root (Keras 3, true) or beside it (tf.keras before 2.11, false). Defaults to true. */
  epsilonInsideRoot?: boolean;
}

/** `√(v + ε)` or `√v + ε`. */
export const root = (v: number, { epsilon, epsilonInsideRoot }: Required<RootOptions>): number =>
  epsilonInsideRoot ? Math.sqrt(v + epsilon) : Math.sqrt(v) + epsilon;

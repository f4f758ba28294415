// Layers for series as plain data: those that walk along the steps, and masks, which say what steps count.

/**
 * A layer that walks along the steps of `[steps, features]` with Keras's default activations. Weights: kernel
 * `[features, gates · units]`, recurrent kernel `[units, gates · units]`, bias `[gates · units]`. A second input is a mask: a step
 * that does not count leaves everything as it was.
 */
interface RecurrentSpec {
  units: number;
  /** Defaults to true. */
  useBias?: boolean;
  trainable?: boolean;
  /** Gives the output of every step rather than the last one; defaults to false. */
  returnSequences?: boolean;
  /** Walks from the last step to the first, which is then the order of its outputs, too; defaults to false. */
  goBackwards?: boolean;
  /** Going backwards, the outputs stay where their steps are; defaults to false. */
  timeOrder?: boolean;
  /** The output of a step that does not count is 0 rather than that of the step before; defaults to false. */
  zeroOutputForMask?: boolean;
}

/** `h = tanh(x · kernel + h · recurrent + bias)`. */
export interface SimpleRNNSpec extends RecurrentSpec {
  kind: "simpleRnn";
}

/** Four gates in Keras's order: input, forget, cell, output. */
export interface LSTMSpec extends RecurrentSpec {
  kind: "lstm";
}

/** Three gates in Keras's order: update, reset, candidate, the reset gate behind the product; bias `[2, 3 · units]`. */
export interface GRUSpec extends RecurrentSpec {
  kind: "gru";
}

/** Which steps count: `[steps]` or `[steps, features]` to `[steps]`, true where some value is not `value`. For `inputs` of others. */
export interface MaskSpec {
  kind: "mask";
  value: number;
}

/** A series and its mask: steps that do not count become 0. */
export interface MaskedSpec {
  kind: "masked";
}

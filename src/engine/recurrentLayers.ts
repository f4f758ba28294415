// The stages of layers that walk along the steps of a series: first all steps times the kernel, a product like that of a dense
// layer; then the walk, which holds what is left of the weights, so that all lie in Keras's order.
import { complaint } from "../validation.js";
import { rowsForm } from "./forms.js";
import { readMask } from "./maskLayers.js";
import type { NetworkBuilder, Values } from "./networkBuilder.js";
import { weightOf } from "./stage.js";
import type { GRUSpec, LSTMSpec, SimpleRNNSpec } from "./types.js";

/** How many gates a cell has, what is kept of a step, and how many biases there are. */
const cells = {
  simpleRnn: { gates: 1, kept: 1, hasCell: false, biases: 1 },
  lstm: { gates: 4, kept: 4, hasCell: true, biases: 1 },
  gru: { gates: 3, kept: 4, hasCell: false, biases: 2 },
} as const;

export function addRecurrent(
  net: NetworkBuilder,
  spec: SimpleRNNSpec | LSTMSpec | GRUSpec,
  index: number,
  inputs: readonly Values[],
): void {
  if (net.shape.length !== 2) {
    const parts = { action: "build the network", name: `input of layer ${String(index)}`, got: net.shape };
    throw new TypeError(complaint({ ...parts, wanted: "of shape [steps, features]" }));
  }
  const [steps, features] = net.shape as [number, number];
  const mask = readMask(inputs[1], steps, index);
  const { kind, units, trainable, returnSequences = false } = spec;
  const { gates, kept, hasCell, biases } = cells[kind];
  const width = gates * units;
  const projected = rowsForm(steps, gates * rowsForm(1, units).stored);
  const rows = net.rows(steps, features);
  net.push({
    kind: "dense",
    input: rows.ld === steps * rows.stored ? rows : net.repack(steps, features),
    output: projected,
    gates,
    kernel: weightOf([features, width], undefined, trainable),
  });
  net.push({
    kind,
    sources: mask === undefined ? [net.source] : [net.source, mask.source],
    ...(mask && { second: mask.form }),
    output: rowsForm(returnSequences ? steps : 1, units),
    gates,
    kernel: weightOf([units, width], undefined, trainable),
    ...((spec.useBias ?? true) && {
      bias: weightOf(biases === 2 ? [2, width] : [width], undefined, trainable),
    }),
    walk: {
      sequences: returnSequences,
      backwards: spec.goBackwards ?? false,
      timeOrder: spec.timeOrder ?? false,
      silent: spec.zeroOutputForMask ?? false,
      kept,
      hasCell,
    },
  });
  net.shape = returnSequences ? [steps, units] : [units];
}

// The stages of masks: which steps of a series count, one number a step, which others read beside the series.
import { complaint } from "../validation.js";
import { flatForm, rowsForm, seenAs } from "./forms.js";
import { size, type NetworkBuilder, type Values } from "./networkBuilder.js";
import type { MaskSpec } from "./types.js";

/** Looks at ids as they are, or at the rows of a series. */
export function addMask(net: NetworkBuilder, { value }: MaskSpec, index: number): void {
  if (net.shape.length > 2) {
    const parts = { action: "build the network", name: `input of layer ${String(index)}`, got: net.shape };
    throw new TypeError(complaint({ ...parts, wanted: "of shape [steps] or [steps, features]" }));
  }
  const [steps, features = 1] = net.shape as [number, number?];
  const input = seenAs(net.form, steps, features, false) ?? net.repack(steps, features);
  net.push({ kind: "mask", input, output: flatForm(steps), value });
  net.shape = [steps];
}

/** Steps that do not count become 0. */
export function addMasked(net: NetworkBuilder, _: unknown, index: number, inputs: readonly Values[]): void {
  const n = net.shape.at(-1)!;
  const mask = readMask(inputs[1], size(net.shape) / n, index)!;
  const input = net.rows(size(net.shape) / n, n);
  net.push({ kind: "masked", sources: [net.source, mask.source], input, second: mask.form, output: input });
}

/** The mean of the steps that count. */
export function addMaskedMean(net: NetworkBuilder, index: number, inputs: readonly Values[]): void {
  const [steps, n] = net.shape as [number, number];
  const mask = readMask(inputs[1], steps, index)!;
  const input = net.rows(steps, n);
  const output = { ...rowsForm(1, n), stored: input.stored, ld: input.stored };
  net.push({ kind: "maskedMean", sources: [net.source, mask.source], input, second: mask.form, output });
  net.shape = [n];
}

/** @throws TypeError if the mask is not one number for each step. */
export function readMask(mask: Values | undefined, steps: number, index: number): Values | undefined {
  if (!mask || mask.shape.join() === String(steps)) return mask;
  const parts = { action: "build the network", name: `the mask of layer ${String(index)}`, got: mask.shape };
  throw new TypeError(complaint({ ...parts, wanted: `of shape [${String(steps)}]` }));
}

// Labels checked against outputs and loss before anything is trained; messages name the usual cause.
import { complaint } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import type { Column } from "../data/columns.js";
import { Loss } from "../losses/loss.js";
import { isShaped, showShape } from "../shapes.js";
import type { Objective, OutputPlace } from "../compile/objective.js";

/**
 * Checks labels.
 *
 * @throws TypeError for a wrong shape, RangeError for labels out of range.
 */
export function checkLabels(
  action: string,
  y: readonly Column[],
  outputs: readonly OutputPlace[],
  objective: Objective,
): void {
  for (const [i, output] of outputs.entries()) {
    const loss = objective.losses[i];
    const column = y[i];
    if (!column || !(loss instanceof Loss)) continue;
    const name = outputs.length > 1 ? `y[${String(i)}] (output "${output.name}")` : "y";
    if (loss.spec.name === "sparseCategoricalCrossentropy") checkClasses(action, name, column, output);
    else checkShape(action, name, column, output, loss);
  }
}

function checkShape(
  action: string,
  name: string,
  { shape }: Column,
  { name: output, shape: wanted }: OutputPlace,
  loss: Loss,
): void {
  if (isShaped(shape, wanted) || (wanted.at(-1) === 1 && isShaped([...shape, 1], wanted))) return;
  if (shape.at(-1) === 1 && isShaped(shape.slice(0, -1), wanted)) return;
  const classes = wanted.at(-1) ?? 0;
  const integers =
    classes > 1 && shape.length <= wanted.length && (shape.length < wanted.length || shape.at(-1) === 1);
  let fix: string | undefined;
  if (integers && loss.spec.name === "categoricalCrossentropy") {
    fix = `class numbers go with "sparse_categorical_crossentropy", or make them one-hot: toCategorical(y, ${String(classes)})`;
  } else if (integers && classes > 1) {
    fix = `make class numbers one-hot: toCategorical(y, ${String(classes)})`;
  } else if (shape.length === wanted.length) {
    fix = `the last layer "${output}" has ${String(classes)} outputs, y has ${String(shape.at(-1))} a sample`;
  }
  const parts = { action, name, wanted: showShape(wanted), got: `[${shape.join(", ")}]`, fix };
  throw new TypeError(shapeComplaint(parts));
}

/** Class numbers: one integer for each row of outputs, from 0 to the number of classes − 1. */
function checkClasses(
  action: string,
  name: string,
  { shape, data }: Column,
  { shape: output }: OutputPlace,
): void {
  const rows = output.slice(0, -1);
  const classes = output.at(-1) ?? 1;
  if (!isShaped(shape, rows) && !(shape.at(-1) === 1 && isShaped(shape.slice(0, -1), rows))) {
    const fix =
      shape.at(-1) === classes
        ? 'one-hot labels go with "categorical_crossentropy", or turn them into class numbers: y.argmax(1)'
        : undefined;
    const parts = { action, name, wanted: showShape(rows), got: `[${shape.join(", ")}]`, fix };
    throw new TypeError(shapeComplaint(parts));
  }
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!;
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    const wanted = `an integer from 0 to ${String(classes - 1)}`;
    const fix = `the last layer has ${String(classes)} outputs, one for each class`;
    throw new RangeError(complaint({ action, name: `${name}[${String(i)}]`, wanted, got: label, fix }));
  }
}

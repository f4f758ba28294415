// The shapes that computeOutputShape() is asked about: each class has a rule of its own, and the questions are checked here.
import { complaint } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import { showShape, type Shape } from "../shapes.js";

/** A layer, as far as it is asked here. */
export interface Asked {
  readonly name: string;
  readonly className: string;
  computeOutputShape(inputs: readonly Shape[]): Shape;
  /** What it wants of its inputs. */
  complainOf(inputs: readonly Shape[]): { wanted: string; fix?: string } | undefined;
}

const checked = new WeakSet<Asked["computeOutputShape"]>();
/** Layers that are just being asked: their rules may ask themselves. */
const busy = new WeakSet<Asked>();

/** Puts the check before the rules of a layer's class, and of the classes above it, unless it is there. */
export function checkShapesOf(layer: Asked): void {
  for (
    let at = Object.getPrototypeOf(layer) as Asked | null;
    at;
    at = Object.getPrototypeOf(at) as Asked | null
  ) {
    if (!Object.hasOwn(at, "computeOutputShape")) continue;
    const rule = at.computeOutputShape; // eslint-disable-line @typescript-eslint/unbound-method -- called with its layer below
    if (rule.length === 0 || checked.has(rule)) continue; // a rule that reads no shapes needs none
    const careful = function (this: Asked, inputs: readonly Shape[]): Shape {
      if (busy.has(this)) return rule.call(this, inputs);
      return asking(this, () => {
        checkShapes(this, inputs);
        return rule.call(this, inputs);
      });
    };
    checked.add(careful);
    Object.defineProperty(at, "computeOutputShape", { value: careful, writable: true, configurable: true });
  }
}

/** Asks a layer while its rule for shapes, which what it wants may depend on, answers unchecked. */
export function asking<T>(layer: Asked, ask: () => T): T {
  if (busy.has(layer)) return ask();
  busy.add(layer);
  try {
    return ask();
  } finally {
    busy.delete(layer);
  }
}

const isSize = (size: unknown): boolean => size === null || (Number.isInteger(size) && (size as number) >= 0);
const isShape = (shape: unknown): boolean => Array.isArray(shape) && shape.length > 0 && shape.every(isSize);

/** @throws TypeError for what is no list of shapes, or for shapes that the layer cannot take. */
function checkShapes(layer: Asked, inputs: readonly Shape[]): void {
  const action = `compute the output shape of layer "${layer.name}"`;
  const given: unknown = inputs;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isShape)) {
    const wanted = "a list of shapes with batch axis, as [[null, 2]]";
    const fix = isShape(given)
      ? `write [${showShape(inputs as unknown as Shape).replace("[n", "[null")}]`
      : undefined;
    throw new TypeError(complaint({ action, name: "inputs", wanted, got: given, fix }));
  }
  const told = layer.complainOf(inputs);
  if (!told) return;
  const got = inputs.map(showShape).join(", ");
  throw new TypeError(shapeComplaint({ action, name: "its input", got, ...told }));
}

/** @throws TypeError for a number by itself, where a layer counts axes from that of the batch on. */
export function refuseScalars(
  { name }: Pick<Asked, "name">,
  inputs: readonly { readonly shape: readonly number[] }[],
): void {
  if (inputs.every(({ shape }) => shape.length > 0)) return;
  const parts = { action: `use layer "${name}"`, name: "its input", wanted: "[n] at least" };
  throw new TypeError(
    shapeComplaint({ ...parts, got: "[]", fix: "put a single sample into a list: [sample]" }),
  );
}

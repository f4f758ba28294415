// Gradients of a model's weights by the tape, and a word about what the loss does not depend on.
import { Loss } from "../../losses/loss.js";
import type * as tfjs from "./tensorflow.js";
import type { Trainability } from "../../network/trainability.js";
import type { Weight } from "../../weight.js";
import type { ComputedNetwork } from "../backend.js";
import type { Tensor, TensorFlow } from "./types.js";
import { variableOf } from "./variables.js";

/** One a weight of the model; undefined where it is not trained, or where the loss does not depend on it. */
export function gradientsOf(
  tf: TensorFlow,
  model: ComputedNetwork,
  trained: readonly Weight[],
  loss: () => tfjs.Scalar,
): (ArrayLike<number> | undefined)[] {
  const variables = trained.map(variableOf);
  const isFirst = !told.has(model.trainability);
  const foreign = isFirst ? foreignVariables(tf, model) : [];
  const grads = taped(tf, model, loss, [...variables, ...foreign]);
  const found = new Map(trained.map((weight, i) => [weight, grads[variables[i]!.name] ?? undefined]));
  if (isFirst) {
    told.add(model.trainability);
    tellOfUnconnected(
      model,
      trained.filter((weight) => !found.get(weight)),
    );
    tellOfForeign(
      model,
      foreign.filter(({ name }) => grads[name]),
    );
  }
  return model.weights.map((weight) => found.get(weight)?.dataSync());
}

/** Models that were told, since they were compiled. */
const told = new WeakSet<Trainability>();

/** What to use instead of operations without a gradient. */
const substitutes: Readonly<Record<string, string>> = {
  TopK: "use tf.max or tf.min along the axis, or a sum of differences",
  Cumprod: "use tf.exp(tf.cumsum(tf.log(x), axis))",
  ArgMax: "use tf.softmax, which is smooth, or tf.max for the value itself",
  ArgMin: "use tf.softmax of the negative, which is smooth, or tf.min for the value itself",
};

function taped(
  tf: TensorFlow,
  { name, settings }: ComputedNetwork,
  loss: () => tfjs.Scalar,
  variables: tfjs.Variable[],
): Record<string, Tensor | null | undefined> {
  const own = (settings?.losses ?? [])
    .flatMap((each) => (each instanceof Function && !(each instanceof Loss) ? [`loss "${each.name}"`] : []))
    .join(" or ");
  try {
    return tf.variableGrads(loss, variables).grads;
  } catch (error) {
    const action = `Cannot train model "${name}"`;
    const op = error instanceof Error && /gradient function not found for (\w+)/.exec(error.message)?.[1];
    if (op)
      throw new TypeError(
        `${action}: ${own || "a call() in it"} computes with ${op}, which has no gradient in TensorFlow.js; ` +
          `${substitutes[op] ?? "write it with other operations, or give it a gradient with tf.customGrad"}`,
        { cause: error },
      );
    if (!(error instanceof Error) || !error.message.includes("Cannot find a connection")) throw error;
    throw new TypeError(
      `${action}: the loss depends on none of its weights; compute with layers or with weight.value, and with tensors all the way`,
      { cause: error },
    );
  }
}

/** Variables that the user made by tf.variable(): nobody trains them. */
function foreignVariables(tf: TensorFlow, { weights }: ComputedNetwork): tfjs.Variable[] {
  const ours = new Set(weights.map((weight) => variableOf(weight).name));
  return Object.values(tf.engine().registeredVariables).filter(
    ({ name, trainable }) => trainable && !ours.has(name),
  );
}

/** As Keras warns. */
function tellOfUnconnected({ name, layers }: ComputedNetwork, weights: readonly Weight[]): void {
  if (weights.length === 0) return;
  const owner = (weight: Weight) => layers.find((layer) => layer.weights.includes(weight))?.name ?? name;
  const list = weights.map((weight) => `${owner(weight)}/${weight.name}`).join(", ");
  console.warn(
    `Gradients do not exist for ${list}: the loss of model "${name}" does not depend on them, so they are not trained; ` +
      "in call(), use weight.value (weight.data is numbers, through which no gradient flows)",
  );
}

function tellOfForeign({ name }: ComputedNetwork, variables: readonly tfjs.Variable[]): void {
  for (const variable of variables)
    console.warn(
      `Model "${name}" computes with the tf.variable "${variable.name}" of shape [${variable.shape.join(", ")}], which is not trained: ` +
        "make it with this.addWeight({ shape }) in a layer and use its value",
    );
}

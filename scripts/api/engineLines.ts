// Where a layer, a loss, a metric, an activation or an optimizer is computed, as the code has it: on the engine, which trains
// tens of times faster, or on TensorFlow.js.
import { CommentTag, type DeclarationReflection, type ProjectReflection } from "typedoc";
import { activationNames, lossNames, optimizerNames } from "../../src/formulas/index.js";
import { layers, metrics } from "../../src/keras/index.js";
import { commentOf, namesIn, namesTaken, type PublicName, publicNames, resultOf } from "./publicNames.js";

const onEngine = "Runs on the engine.";
const elsewhere = "Runs on TensorFlow.js: a model that has it leaves the engine, and says so once.";
const partly =
  "Runs on the engine; where some of its options are set otherwise, on TensorFlow.js, which is said once.";

export function addEngineLines(project: ProjectReflection): void {
  const names = publicNames(project);
  const lines = new Map<DeclarationReflection, string>();
  for (const one of names) {
    const line = lineOf(one);
    if (line !== undefined) lines.set(one.reflection, line);
  }
  const inLayers = names.filter(({ name }) => name.startsWith("layers."));
  // A function that makes a layer says what the layer says, and so do options that only such layers take.
  for (const { reflection } of inLayers) {
    const line = namesIn(resultOf(reflection)).map((made) => lines.get(made))[0];
    if (line !== undefined && reflection.signatures) lines.set(reflection, line);
  }
  for (const { reflection: options } of inLayers) {
    const takers = inLayers.filter(({ reflection }) => namesTaken(reflection).includes(options));
    const said = new Set(takers.map(({ reflection }) => lines.get(reflection)));
    const [line] = said;
    if (said.size === 1 && line !== undefined && !lines.has(options)) lines.set(options, line);
  }
  for (const [reflection, line] of lines)
    commentOf(reflection).blockTags.unshift(new CommentTag("@engine", [{ kind: "text", text: line }]));
}

function lineOf({ name, reflection }: PublicName): string | undefined {
  const [namespace, member = ""] = name.split(".");
  switch (namespace) {
    case "layers":
      return lineOfLayer(member, reflection);
    case "losses":
      return known(lossNames, member);
    case "optimizers":
      return known(optimizerNames, member);
    case "activations":
      return known(activationNames, member);
    case "metrics":
      return lineOfMetric(member);
  }
  return undefined;
}

const known = (names: readonly string[], name: string) => (names.includes(name) ? onEngine : undefined);

/** A layer describes itself to the engine, or does not; what it describes may depend on its options. */
function lineOfLayer(member: string, reflection: DeclarationReflection): string | undefined {
  const type = (layers as Record<string, unknown>)[member];
  if (typeof type !== "function" || !(type.prototype instanceof layers.Layer)) return undefined;
  if (type === layers.InputLayer) return onEngine; // samples are handed over as they are: there is nothing to describe
  const { prototype } = layers.Layer;
  if (type.prototype.engineParts !== prototype.engineParts) return partly;
  if (type.prototype.engineSpec === prototype.engineSpec) return elsewhere;
  const described = reflection.getChildByName("engineSpec") as DeclarationReflection | undefined;
  return described && String(resultOf(described)).includes("undefined") ? partly : onEngine;
}

function lineOfMetric(member: string): string | undefined {
  const make = (metrics as unknown as Record<string, unknown>)[member];
  if (typeof make !== "function" || make === metrics.Metric) return undefined;
  const { spec } = (make as () => { spec?: object })();
  return spec ? onEngine : elsewhere;
}

// From layer descriptions to stages: shapes are worked out, and what can be one stage becomes one (a layer and its
// activation, a convolution and the pooling behind it, rescaling and the gathering of samples).
import { addDepthwise, addSeparable } from "./depthwiseLayers.js";
import { addConv, addGlobalPool, addPool } from "./imageLayers.js";
import { addConcatenate, addMerge, addSlice } from "./mergeLayers.js";
import { addMask, addMasked, addMaskedMean } from "./maskLayers.js";
import { NetworkBuilder, size, type Values } from "./networkBuilder.js";
import { addRecurrent } from "./recurrentLayers.js";
import { addConv1d, addPool1d } from "./stepLayers.js";
import { activationOf, type Network, type Stage } from "./stage.js";
import type { LayerSpec, TrainerConfig } from "./types.js";
import {
  addActivation,
  addBatchNormalization,
  addDense,
  addDropout,
  addEmbedding,
  addLayerNormalization,
  reshape,
  rescale,
} from "./vectorLayers.js";

/** Works out the stages of a network. */
export function buildNetwork(config: TrainerConfig): Network {
  const net = new NetworkBuilder(config.inputShape);
  const { layers, outputs = [layers.length - 1] } = config;
  const inputsOf = (index: number) => layers[index]!.inputs ?? [index - 1];
  // a mask only looks at what the layer that it belongs to reads, too
  const readers = [
    ...layers.flatMap(({ kind }, index) => (kind === "mask" ? [] : inputsOf(index))),
    ...outputs,
  ];
  const owners = new Set(layers.map(({ sharesWith }) => sharesWith));
  const isShared = (index: number) => readers.filter((place) => place === index).length > 1;
  const samples: Values = { ...net.values, shared: isShared(-1) };
  const values: Values[] = [];
  /** For each layer the stages with its weights. */
  const weighted: number[][] = [];
  layers.forEach((spec, index) => {
    const inputs = inputsOf(index).map((place) => (place < 0 ? samples : values[place]!));
    net.enter(inputs[0]!);
    // weights that several layers use lie in one way: so must what they multiply
    const isTied = spec.sharesWith !== undefined || owners.has(index);
    if (isTied && spec.kind !== "embedding") net.asRows(inputs[0]!);
    const before = net.stages.length;
    (stagesOf[spec.kind] as StageMaker<LayerSpec>)(net, spec, index, inputs);
    const own = net.stages.flatMap((stage, i) => (i >= before && holdsWeights(stage) ? [i] : []));
    if (spec.sharesWith !== undefined)
      own.forEach((stage, i) => (net.stages[stage]!.weightsOf = weighted[spec.sharesWith!]![i]!));
    weighted.push(own);
    net.shared ||= isShared(index);
    values.push(net.values);
  });
  return net.finish(outputs.map((place) => (place < 0 ? samples : values[place]!)));
}

const holdsWeights = ({ kernel, bias, averages }: Stage) =>
  kernel !== undefined || bias !== undefined || averages !== undefined;

type StageMaker<Spec> = (net: NetworkBuilder, spec: Spec, index: number, inputs: readonly Values[]) => void;

/** What each kind of layer becomes. A kind without its line is a type error: it would be left out without a word. */
export const stagesOf: {
  readonly [Kind in LayerSpec["kind"]]: StageMaker<Extract<LayerSpec, { kind: Kind }>>;
} = {
  dense: addDense,
  activation: (net, { activation }) => addActivation(net, activationOf(activation)),
  flatten: (net) => void (net.shape = [size(net.shape)]),
  reshape: (net, { targetShape }) => reshape(net, targetShape),
  dropout: addDropout,
  rescaling: (net, { scale, offset = 0 }) => rescale(net, scale, offset),
  conv1d: addConv1d,
  conv2d: addConv,
  depthwiseConv2d: addDepthwise,
  separableConv2d: addSeparable,
  maxPooling1d: addPool1d,
  averagePooling1d: addPool1d,
  maxPooling2d: addPool,
  averagePooling2d: addPool,
  globalMaxPooling: (net, _, index) => addGlobalPool(net, "maxPool", index),
  globalAveragePooling: (net, _, index, inputs) => {
    if (inputs.length > 1) addMaskedMean(net, index, inputs);
    else addGlobalPool(net, "averagePool", index);
  },
  embedding: addEmbedding,
  batchNormalization: addBatchNormalization,
  layerNormalization: addLayerNormalization,
  add: addMerge,
  subtract: addMerge,
  multiply: addMerge,
  average: addMerge,
  maximum: addMerge,
  minimum: addMerge,
  concatenate: addConcatenate,
  slice: addSlice,
  simpleRnn: addRecurrent,
  lstm: addRecurrent,
  gru: addRecurrent,
  mask: addMask,
  masked: addMasked,
};

// From layer descriptions to stages: shapes are worked out, and what can be one stage becomes one (a layer and its
// activation, a convolution and the pooling behind it, rescaling and the gathering of samples).
import { addConv, addGlobalPool, addPool } from "./imageLayers.js";
import { NetworkBuilder, size } from "./networkBuilder.js";
import { activationOf, type Network } from "./stage.js";
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
  config.layers.forEach((spec, index) => {
    (stagesOf[spec.kind] as (net: NetworkBuilder, spec: LayerSpec, index: number) => void)(net, spec, index);
  });
  return net.finish();
}

/** What each kind of layer becomes. A kind without its line is a type error: it would be left out without a word. */
export const stagesOf: {
  readonly [Kind in LayerSpec["kind"]]: (
    net: NetworkBuilder,
    spec: Extract<LayerSpec, { kind: Kind }>,
    index: number,
  ) => void;
} = {
  dense: addDense,
  activation: (net, { activation }) => addActivation(net, activationOf(activation)),
  flatten: (net) => void (net.shape = [size(net.shape)]),
  reshape: (net, { targetShape }) => reshape(net, targetShape),
  dropout: addDropout,
  rescaling: (net, { scale, offset = 0 }) => rescale(net, scale, offset),
  conv2d: addConv,
  maxPooling2d: addPool,
  averagePooling2d: addPool,
  globalMaxPooling: (net, _, index) => addGlobalPool(net, "maxPool", index),
  globalAveragePooling: (net, _, index) => addGlobalPool(net, "averagePool", index),
  embedding: addEmbedding,
  batchNormalization: addBatchNormalization,
  layerNormalization: addLayerNormalization,
};

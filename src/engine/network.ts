// From layer descriptions to stages: shapes are worked out, and what can be one stage becomes one (a layer and its
// activation, a convolution and the pooling behind it, rescaling and the gathering of samples).
import { addConv, addGlobalPool, addPool } from "./imageLayers.js";
import { NetworkBuilder, size } from "./networkBuilder.js";
import { activationOf, type Network } from "./stage.js";
import type { LayerSpec, TrainerConfig } from "./types.js";
import { addActivation, addDense, addEmbedding, reshape, rescale } from "./vectorLayers.js";

/** Works out the stages of a network. */
export function buildNetwork(config: TrainerConfig): Network {
  const net = new NetworkBuilder(config.inputShape);
  config.layers.forEach((spec, index) => {
    add(net, spec, index);
  });
  return net.finish();
}

function add(net: NetworkBuilder, spec: LayerSpec, index: number): void {
  switch (spec.kind) {
    case "dense":
      return addDense(net, spec);
    case "activation":
      return addActivation(net, activationOf(spec.activation));
    case "flatten":
      net.shape = [size(net.shape)];
      return;
    case "reshape":
      return reshape(net, spec.targetShape);
    case "dropout":
      if (spec.rate > 0) net.push({ kind: "dropout", output: net.form, rate: spec.rate, seed: spec.seed });
      return;
    case "rescaling":
      return rescale(net, spec.scale, spec.offset ?? 0);
    case "conv2d":
      return addConv(net, spec, index);
    case "maxPooling2d":
    case "averagePooling2d":
      return addPool(net, spec, index);
    case "globalMaxPooling":
      return addGlobalPool(net, "maxPool", index);
    case "globalAveragePooling":
      return addGlobalPool(net, "averagePool", index);
    case "embedding":
      return addEmbedding(net, spec, index);
  }
}

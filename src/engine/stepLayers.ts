// The stages of convolution and pooling over the steps of a series: it is an image that is one pixel high.
import { addConv, addPool } from "./imageLayers.js";
import type { NetworkBuilder } from "./networkBuilder.js";
import type { Conv1DSpec, Pooling1DSpec } from "./types.js";

/** Adds a layer for images to a series. */
function asImage(net: NetworkBuilder, add: () => void): void {
  net.shape = [1, ...net.shape];
  add();
  net.shape = net.shape.slice(1);
}

export function addConv1d(net: NetworkBuilder, spec: Conv1DSpec, index: number): void {
  const { kernelSize, strides = 1, dilationRate = 1 } = spec;
  const image = {
    ...spec,
    kernelSize: [1, kernelSize],
    strides: [1, strides],
    dilationRate: [1, dilationRate],
  } as const;
  asImage(net, () => {
    addConv(net, image, index);
  });
  const { kernel } = net.stages.at(-1)!;
  kernel!.shape = kernel!.shape.slice(1);
}

export function addPool1d(net: NetworkBuilder, spec: Pooling1DSpec, index: number): void {
  const { poolSize = 2, strides = poolSize } = spec;
  const kind = spec.kind === "maxPooling1d" ? "maxPooling2d" : "averagePooling2d";
  asImage(net, () => {
    addPool(net, { ...spec, kind, poolSize: [1, poolSize], strides: [1, strides] }, index);
  });
}

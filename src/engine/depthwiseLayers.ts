// The stages of convolutions that take each channel by itself.
import { slide } from "./imageLayers.js";
import type { NetworkBuilder } from "./networkBuilder.js";
import { activationOf, weightOf } from "./stage.js";
import type { DepthwiseConv2DSpec, SeparableConv2DSpec } from "./types.js";
import { addDense } from "./vectorLayers.js";

export function addDepthwise(
  net: NetworkBuilder,
  spec: Omit<DepthwiseConv2DSpec, "kind">,
  index: number,
): void {
  const { form, channels, kernel, geometry } = slide(net, spec, index, true);
  const { outHeight, outWidth } = geometry;
  const positions = outHeight * outWidth;
  net.push({
    kind: "depthwise",
    input: form,
    output: { positions, n: channels, stored: form.stored, ld: positions * form.stored },
    activation: activationOf(spec.activation),
    geometry,
    kernel: weightOf([...kernel, channels, 1], spec.depthwiseRegularizer, spec.trainable),
    ...((spec.useBias ?? true) && { bias: weightOf([channels], spec.biasRegularizer, spec.trainable) }),
  });
  net.shape = [outHeight, outWidth, channels];
}

/** The window over each channel, then a product of each place's channels: a dense layer over positions. */
export function addSeparable(net: NetworkBuilder, spec: SeparableConv2DSpec, index: number): void {
  addDepthwise(net, { ...spec, activation: "linear", useBias: false }, index);
  const { pointwiseRegularizer, filters } = spec;
  addDense(net, {
    ...spec,
    kind: "dense",
    units: filters,
    ...(pointwiseRegularizer && { kernelRegularizer: pointwiseRegularizer }),
  });
  const { kernel } = net.stages.at(-1)!;
  kernel!.shape = [1, 1, ...kernel!.shape];
}

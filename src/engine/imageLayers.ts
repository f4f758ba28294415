// The stages of layers for images: convolution and pooling, and both in one where that gives the same.
import { axis, rowsForm, type Padding } from "./forms.js";
import type { NetworkBuilder } from "./networkBuilder.js";
import { activationOf, needsInput, weightOf, type ImageGeometry } from "./stage.js";
import type { Conv2DSpec, Pooling2DSpec } from "./types.js";

const pair = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === "number" ? [value, value] : value;

/** A convolution as images have it, padded as series may be, too. */
export type ConvSpec = Omit<Conv2DSpec, "kind" | "padding"> & { padding?: Padding };

/** How a convolution's window goes over the image that the network has come to. */
export function slide(
  net: NetworkBuilder,
  spec: Pick<ConvSpec, "kernelSize" | "strides" | "dilationRate" | "padding">,
  index: number,
  wholeVectors: boolean,
) {
  const { form, channels, ...image } = net.image(index, wholeVectors);
  const [kernel, strides] = [pair(spec.kernelSize), pair(spec.strides ?? 1)];
  const dilation = pair(spec.dilationRate ?? 1);
  const geometry = windows(
    { ...image, channels: form.stored, kernel, strides, dilation },
    spec.padding ?? "valid",
  );
  net.checkSize(index, geometry.outHeight, geometry.outWidth);
  return { form, channels, kernel, geometry };
}

export function addConv(net: NetworkBuilder, spec: ConvSpec, index: number): void {
  const { form, channels, kernel, geometry } = slide(net, spec, index, false);
  const { outHeight, outWidth } = geometry;
  net.push({
    kind: "conv",
    input: form,
    output: rowsForm(outHeight * outWidth, spec.filters, 8),
    activation: activationOf(spec.activation),
    geometry,
    inChannels: channels,
    kernel: weightOf([...kernel, channels, spec.filters], spec.kernelRegularizer, spec.trainable),
    ...((spec.useBias ?? true) && { bias: weightOf([spec.filters], spec.biasRegularizer, spec.trainable) }),
  });
  net.shape = [outHeight, outWidth, spec.filters];
}

export function addPool(net: NetworkBuilder, spec: Pooling2DSpec, index: number): void {
  const window = pair(spec.poolSize ?? 2);
  const strides = pair(spec.strides ?? window);
  const padding = spec.padding ?? "valid";
  if (spec.kind === "maxPooling2d" && padding === "valid" && fuse(net, window, strides)) return;
  pushPool(net, spec.kind === "maxPooling2d" ? "maxPool" : "averagePool", window, strides, padding, index);
}

export function addGlobalPool(net: NetworkBuilder, kind: "maxPool" | "averagePool", index: number): void {
  if (net.shape.length === 2) net.shape = [1, ...net.shape];
  const [height, width, channels] = net.shape as [number, number, number];
  pushPool(net, kind, [height, width], [height, width], "valid", index, true);
  net.shape = [channels];
}

function pushPool(
  net: NetworkBuilder,
  kind: "maxPool" | "averagePool",
  kernel: readonly [number, number],
  strides: readonly [number, number],
  padding: Padding,
  index: number,
  sharesTies = false,
): void {
  const { form, channels, ...image } = net.image(index, true);
  const geometry = windows({ ...image, channels: form.stored, kernel, strides, dilation: [1, 1] }, padding);
  const { outHeight, outWidth } = geometry;
  net.checkSize(index, outHeight, outWidth);
  const positions = outHeight * outWidth;
  const output = { positions, n: channels, stored: form.stored, ld: positions * form.stored };
  net.push({ kind, input: form, output, geometry, sharesTies });
  net.shape = [outHeight, outWidth, channels];
}

/** Where windows lie on an image, and how many there are. */
function windows(
  image: Pick<ImageGeometry, "height" | "width" | "channels" | "kernel" | "strides" | "dilation">,
  padding: Padding,
): ImageGeometry {
  const { height, width, kernel, strides, dilation } = image;
  const [outHeight, top, paddedHeight] = axis(height, kernel[0], strides[0], dilation[0], padding);
  const [outWidth, left, paddedWidth] = axis(width, kernel[1], strides[1], dilation[1], padding);
  return { ...image, top, left, paddedHeight, paddedWidth, outHeight, outWidth };
}

/** Takes 2 × 2 max pooling into the convolution before it, if the activation between them keeps the order of values. */
function fuse(
  net: NetworkBuilder,
  window: readonly [number, number],
  strides: readonly [number, number],
): boolean {
  const { last } = net;
  if (last?.kind !== "conv" || last.fused || [...window, ...strides].some((n) => n !== 2)) return false;
  const { activation, geometry } = last;
  if (needsInput(activation) || activation.name === "softmax" || activation.alpha < 0) return false;
  if (geometry!.outHeight < 2 || geometry!.outWidth < 2 || net.shape.length !== 3) return false;
  const outHeight = geometry!.outHeight >> 1;
  const outWidth = geometry!.outWidth >> 1;
  last.fused = true;
  last.geometry = { ...geometry!, outHeight, outWidth };
  last.output = rowsForm(outHeight * outWidth, last.output.n, 8);
  net.form = last.output;
  net.shape = [outHeight, outWidth, net.shape[2]!];
  return true;
}

import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

type Call = Parameters<tfjs.KernelFunc>[0];
type Pair = [number, number];

/**
 * The gradients of a convolution are convolutions themselves. On the WebAssembly backend one is missing and the other a plain
 * loop, which makes a step of a small CNN take a minute; as convolutions they run in the fast kernel of the way forward.
 */
export function mendConvolutionGradients(tf: TensorFlow): void {
  const mends: Record<string, (call: Call) => tfjs.Tensor> = {
    Conv2DBackpropFilter: (call) => filterGradient(tf, placesOf(tf, call)),
    Conv2DBackpropInput: (call) => inputGradient(tf, placesOf(tf, call)),
    DepthwiseConv2dNativeBackpropFilter: (call) => depthwiseFilterGradient(tf, placesOf(tf, call, true)),
    DepthwiseConv2dNativeBackpropInput: (call) => depthwiseInputGradient(tf, placesOf(tf, call, true)),
  };
  for (const [kernelName, gradient] of Object.entries(mends)) {
    if (tf.getKernel(kernelName, "wasm")) tf.unregisterKernel(kernelName, "wasm");
    const kernelFunc: tfjs.KernelFunc = (call) => tf.tidy(() => gradient(call));
    tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc });
  }
}

/** A convolution that is gone back through: its tensors (those that the gradient asked for needs) and where windows lie. */
interface Places {
  x: tfjs.Tensor4D;
  filter: tfjs.Tensor4D;
  dy: tfjs.Tensor4D;
  info: tfjs.backend_util.Conv2DInfo;
  strides: Pair;
}

function placesOf(tf: TensorFlow, { inputs, attrs }: Call, isDepthwise = false): Places {
  const { x, filter, dy } = inputs as unknown as Places;
  const given = attrs as unknown as {
    strides: Pair | number;
    pad: "valid" | "same" | number;
    inputShape?: Quad;
    filterShape?: Quad;
    dimRoundingMode?: "floor" | "round" | "ceil";
  };
  const info = tf.backend_util.computeConv2DInfo(
    given.inputShape ?? x.shape,
    given.filterShape ?? filter.shape,
    given.strides,
    1, // TensorFlow.js has no gradient of a dilated convolution
    given.pad,
    given.dimRoundingMode,
    isDepthwise,
  );
  const { strideHeight, strideWidth } = info;
  return { x, filter, dy, info, strides: [strideHeight, strideWidth] };
}

type Quad = [number, number, number, number];

/** Channels and samples change places: the images, batch by channel, are convolved with the deltas, strides as dilations. */
function filterGradient(tf: TensorFlow, { x, dy, info, strides }: Places): tfjs.Tensor {
  const images = withBorder(tf, x, info).transpose<tfjs.Tensor4D>([3, 1, 2, 0]);
  const deltas = dy.transpose<tfjs.Tensor4D>([1, 2, 0, 3]);
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  return tf
    .conv2d(images, deltas, 1, "valid", "NHWC", strides)
    .slice([0, 0, 0, 0], [inChannels, filterHeight, filterWidth, outChannels])
    .transpose([1, 2, 0, 3]);
}

/** The deltas, spread out by the strides, are convolved with the filters turned round. */
function inputGradient(tf: TensorFlow, { filter, dy, info, strides }: Places): tfjs.Tensor {
  const turned = filter.reverse([0, 1]).transpose<tfjs.Tensor4D>([0, 1, 3, 2]);
  return tf.conv2d(roundImages(tf, dy, info, strides), turned, 1, "valid");
}

/** Place by place of the filter: what it saw times the deltas. */
function depthwiseFilterGradient(tf: TensorFlow, { x, dy, info, strides }: Places): tfjs.Tensor {
  const { batchSize, filterHeight, filterWidth, outHeight, outWidth, inChannels, outChannels } = info;
  const images = withBorder(tf, x, info);
  const rows = batchSize * outHeight * outWidth;
  const deltas = dy.reshape([rows, inChannels, -1]);
  const places: tfjs.Tensor[] = [];
  for (let i = 0; i < filterHeight; i++)
    for (let j = 0; j < filterWidth; j++) {
      const end: Quad = [
        batchSize,
        i + (outHeight - 1) * strides[0] + 1,
        j + (outWidth - 1) * strides[1] + 1,
        inChannels,
      ];
      const seen = images.stridedSlice([0, i, j, 0], end, [1, ...strides, 1]);
      places.push(seen.reshape([rows, inChannels, 1]).mul(deltas).sum(0));
    }
  return tf.stack(places).reshape([filterHeight, filterWidth, inChannels, outChannels / inChannels]);
}

/** As with whole convolutions, channel by channel. */
function depthwiseInputGradient(tf: TensorFlow, places: Places): tfjs.Tensor {
  const { filter, dy, info, strides } = places;
  const { batchSize, filterHeight, filterWidth, inHeight, inWidth, inChannels, outChannels } = info;
  const turned = filter.reverse([0, 1]).reshape<tfjs.Tensor4D>([filterHeight, filterWidth, outChannels, 1]);
  return tf
    .depthwiseConv2d(roundImages(tf, dy, info, strides), turned, 1, "valid")
    .reshape([batchSize, inHeight, inWidth, inChannels, -1])
    .sum(-1);
}

function withBorder(
  tf: TensorFlow,
  x: tfjs.Tensor4D,
  { padInfo }: tfjs.backend_util.Conv2DInfo,
): tfjs.Tensor4D {
  const { top, bottom, left, right } = padInfo;
  if (top + bottom + left + right === 0) return x;
  return tf.pad4d(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // prettier-ignore
}

/** Deltas with zeros between and around them, so that turned filters meet every place of the input once. */
function roundImages(
  tf: TensorFlow,
  dy: tfjs.Tensor4D,
  info: tfjs.backend_util.Conv2DInfo,
  [strideY, strideX]: Pair,
): tfjs.Tensor4D {
  const { padInfo, effectiveFilterHeight, effectiveFilterWidth, inHeight, inWidth } = info;
  const [n, outHeight, outWidth, channels] = dy.shape;
  const [height, width] = [(outHeight - 1) * strideY + 1, (outWidth - 1) * strideX + 1];
  let spread: tfjs.Tensor4D = dy;
  if (strideY > 1 || strideX > 1) {
    const rows = tf.pad3d(dy.reshape([n * outHeight, 1, outWidth * channels]), [[0, 0], [0, strideY - 1], [0, 0]]); // prettier-ignore
    const values = tf.pad3d(rows.reshape([n * outHeight * strideY * outWidth, 1, channels]), [[0, 0], [0, strideX - 1], [0, 0]]); // prettier-ignore
    spread = values
      .reshape<tfjs.Tensor4D>([n, outHeight * strideY, outWidth * strideX, channels])
      .slice([0, 0, 0, 0], [n, height, width, channels]);
  }
  const [top, left] = [effectiveFilterHeight - 1 - padInfo.top, effectiveFilterWidth - 1 - padInfo.left];
  const bottom = inHeight + effectiveFilterHeight - 1 - height - top;
  const right = inWidth + effectiveFilterWidth - 1 - width - left;
  return tf.pad4d(spread, [[0, 0], [top, bottom], [left, right], [0, 0]]); // prettier-ignore
}

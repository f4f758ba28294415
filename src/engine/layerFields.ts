// What the interpreter reads about one stage.
import type { StagePlace } from "./placement.js";
import { needsClearing, type Network } from "./stage.js";
import { activationKinds, layerKinds, type layerRecord, type Values } from "./schema/index.js";

/**
 * The fields of stage `l` that do not depend on the batch.
 *
 * @param zeros - Address of zeros, read in place of a bias that is not there.
 * @param seedOfModel - Stages without a seed of their own draw from it.
 */
export function layerFields(
  { stages }: Network,
  l: number,
  place: StagePlace,
  zeros: number,
  seedOfModel: number,
): Values<typeof layerRecord> {
  const stage = stages[l]!;
  const { kernel, bias, tables, addresses } = place;
  const { input, second, output, geometry, activation, averages, walk } = stage;
  const seed = stage.seed ?? (Math.imul(seedOfModel, 0x9e3779b1) ^ Math.imul(l + 1, 0x85ebca6b)) | 0;
  return {
    kind: layerKinds[stage.kind],
    ...output,
    inPositions: input.positions,
    inN: input.n,
    inStored: input.stored,
    inLd: input.ld,
    ...(second && { secondN: second.n, secondStored: second.stored }),
    act: activationKinds[activation.name],
    alpha: activation.alpha,
    clean: Number(needsClearing(stages, l)),
    w: kernel?.w ?? 0,
    b: bias?.w ?? zeros,
    rate: stage.rate ?? 0,
    seed,
    from: stage.from ?? 0,
    value: stage.value ?? 0,
    wholeChannels: Number(stage.wholeChannels ?? false),
    scale: stage.scale ?? 1,
    offset: stage.offset ?? 0,
    epsilon: stage.epsilon ?? 0,
    sharesTies: Number(stage.sharesTies ?? false),
    ...(averages && {
      mean: place.mean!.w,
      variance: place.variance!.w,
      momentum: averages.momentum,
      frozen: Number(averages.frozen),
    }),
    ...(walk && {
      gateFloats: walk.kept * output.stored,
      toSecondBias: bias?.rows === 2 ? bias.rowBytes : 0,
      sequences: Number(walk.sequences),
      backwards: Number(walk.backwards),
      timeOrder: Number(walk.timeOrder),
      silent: Number(walk.silent),
    }),
    ...tables?.fields,
    ...addresses,
    ...(geometry && {
      height: geometry.height,
      width: geometry.width,
      channels: geometry.channels,
      kernelHeight: geometry.kernel[0],
      kernelWidth: geometry.kernel[1],
      strideY: geometry.strides[0],
      strideX: geometry.strides[1],
      dilationY: geometry.dilation[0],
      dilationX: geometry.dilation[1],
      top: geometry.top,
      left: geometry.left,
      outHeight: geometry.outHeight,
      outWidth: geometry.outWidth,
      paddedHeight: geometry.paddedHeight,
      paddedWidth: geometry.paddedWidth,
    }),
  };
}

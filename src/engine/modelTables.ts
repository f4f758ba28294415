// Writes what stays the same for every batch into the arena: loss, optimizer, metrics, tables of convolutions, parameters.
import type { Arena } from "./arena.js";
import type { ModelPlaces } from "./placement.js";
import type { OptimizerSettings } from "./settings.js";
import { size } from "./networkBuilder.js";
import type { NativeTier } from "./sizing.js";
import { firstTrained, type Network, type Stage } from "./stage.js";
import type { Statistics } from "./statistics.js";
import { biasPlaces, kernelPlaces, type StoredWeight } from "./weights.js";
import {
  layerRecord,
  lossRecord,
  metricRecord,
  optimizerRecord,
  outputRecord,
  parameterRecord,
  planRecord,
  type RecordType,
  type Values,
  writeFields,
} from "./schema/index.js";

/** A network and where its parts lie. */
export interface PlacedModel {
  arena: Arena;
  network: Network;
  settings: OptimizerSettings | undefined;
  statistics: Statistics;
  lossWeights: readonly number[];
  places: ModelPlaces;
  threads: number;
  native: NativeTier;
}

type Write = <Type extends RecordType>(address: number, type: Type, values: Values<Type>) => void;

/** The weights in Keras's order, with their places. */
export function listWeights({ stages, input }: Network, places: ModelPlaces): StoredWeight[] {
  const weights: StoredWeight[] = [];
  stages.forEach((stage, l) => {
    const { kernel, bias, tables } = places.stages[l]!;
    if (stage.weightsOf !== undefined) return;
    if (stage.kernel) {
      const source = stages[stage.sources[0]!]?.output ?? input;
      const place = kernelPlaces(stage, source, tables?.patchLength ?? 0);
      const floats = (kernel!.rows * kernel!.rowBytes) / 4;
      const { shape, trainable } = stage.kernel;
      weights.push({ shape, address: kernel!.w, floats, trainable, place });
    }
    if (stage.bias) {
      const floats = (bias!.rows * bias!.rowBytes) / 4;
      const { shape, trainable } = stage.bias;
      weights.push({ shape, address: bias!.w, floats, trainable, place: biasPlaces(stage) });
    }
    for (const role of ["mean", "variance"] as const) {
      const place = places.stages[l]![role];
      if (!stage.averages || !place) continue;
      const { shape, trainable } = stage.averages[role];
      weights.push({ shape, address: place.w, floats: place.rowBytes / 4, trainable, place: undefined });
    }
  });
  return weights;
}

/** Writes all tables; parameters learn their addresses. */
export function writeModel(model: PlacedModel): void {
  const { arena, network, settings, statistics, places, threads, native } = model;
  const { stages } = network;
  const write: Write = (address, type, values) => {
    writeFields(arena.buffer, address, type, values);
  };
  const outputWidth = writeOutputs(model, write);
  if (settings) {
    write(places.optimizer, optimizerRecord, {
      ...settings.fields,
      toGradient: places.toGradient,
      ...Object.fromEntries(places.toSlots.map((distance, i) => [`toSlot${String(i + 1)}`, distance])),
    });
  }
  statistics.metrics.forEach((fields, i) => {
    const table = places.tables + statistics.places[i]!.tablePlace * 8 * threads;
    write(places.metrics + i * metricRecord.bytes, metricRecord, { ...fields, table });
  });
  for (const [l, { tables, addresses }] of places.stages.entries()) {
    const { kernel, output } = stages[l]!;
    if (!kernel && addresses.w) arena.f32(addresses.w, output.n).fill(1); // γ of a layer without one
    if (!tables) continue;
    for (const name of ["origins", "runs", "rowOrigins", "rowRuns"] as const) {
      arena.i32(addresses[name]!, tables[name].length).set(tables[name]);
    }
    if (tables.tileOrigins)
      arena.i32(addresses.tileOrigins!, tables.tileOrigins.length).set(tables.tileOrigins);
  }
  const { penalized, count } = writeParameters(network, places, write);
  write(places.plan, planRecord, {
    numLayers: stages.length,
    layers: places.layers,
    first: firstTrained(stages),
    numOutputs: network.outputs.length,
    outputs: places.outputs,
    outputWidth,
    optimizer: places.optimizer,
    numMetrics: statistics.metrics.length,
    metrics: places.metrics,
    numParameters: count,
    parameters: places.parameters,
    native: Number(native.dense),
    nativeKernels: Number(native.kernels),
    threads: 1,
    meets: Number(stages.some(({ averages }) => averages !== undefined)),
    barrier: places.barrier,
    ids: Number(network.ids),
    codebook: places.codebook,
    inN: network.input.n,
    inLd: network.input.ld,
    columns: statistics.columns,
    totals: places.totals,
    badStep: -1,
    penalized: Number(penalized),
    normed: Number((settings?.fields.clipnorm ?? 0) > 0 || (settings?.fields.globalClipnorm ?? 0) > 0),
    penaltyRows: places.penaltyRows,
    normRows: places.normRows,
  });
}

/** The table of the outputs, with their losses; how many values a sample has in all of them. */
function writeOutputs(
  { network: { outputs }, statistics, lossWeights, places }: PlacedModel,
  write: Write,
): number {
  let place = 0;
  outputs.forEach(({ stage, shape }, i) => {
    const fields = statistics.losses[i];
    const loss = places.losses + i * lossRecord.bytes;
    if (fields) write(loss, lossRecord, fields);
    write(places.outputs + i * outputRecord.bytes, outputRecord, {
      layer: places.layers + stage * layerRecord.bytes,
      loss: fields ? loss : 0,
      lossWeight: lossWeights[i] ?? 1,
      column: statistics.lossColumns[i] ?? 0,
      place,
    });
    places.stages[stage]!.addresses.scored = 1;
    place += size(shape);
  });
  return place;
}

/** The table of trained or regularized parameters; each stage's addresses of its own. */
function writeParameters(
  { stages }: Network,
  places: ModelPlaces,
  write: Write,
): { penalized: boolean; count: number } {
  let row0 = 0;
  let count = 0;
  let penalized = false;
  stages.forEach((stage, l) => {
    const place = places.stages[l]!;
    if (stage.weightsOf !== undefined) {
      chainSharer(stages, places, l);
      return;
    }
    for (const role of ["kernel", "bias"] as const) {
      const parameter = place[role];
      const spec = stage[role];
      if (!parameter || !spec) continue;
      const { l1, l2 } = spec.regularizer;
      const address = places.parameters + count * parameterRecord.bytes;
      write(address, parameterRecord, { ...parameter, l1, l2, row0 });
      if (spec.trainable) place.addresses[role] = address;
      penalized ||= l1 !== 0 || l2 !== 0;
      row0 += parameter.rows;
      count++;
    }
  });
  return { penalized, count };
}

/** Hangs stage `l` behind those that have had the same weights so far. */
function chainSharer(stages: readonly Stage[], { stages: placed, layers }: ModelPlaces, l: number): void {
  const { weightsOf } = stages[l]!;
  const before = stages.findLastIndex(
    (each, i) => i < l && (i === weightsOf || each.weightsOf === weightsOf),
  );
  placed[before]!.addresses.sharer = layers + l * layerRecord.bytes;
}

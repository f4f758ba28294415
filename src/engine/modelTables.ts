// Writes what stays the same for every batch into the arena: loss, optimizer, metrics, tables of convolutions, parameters.
import type { Arena } from "./arena.js";
import type { ModelPlaces } from "./placement.js";
import type { OptimizerSettings } from "./settings.js";
import type { Network } from "./stage.js";
import type { Statistics } from "./statistics.js";
import { kernelPlaces, type StoredWeight } from "./weights.js";
import {
  lossWords,
  metricWords,
  optimizerWords,
  parameterWords,
  planWords,
  writeWords,
  type Words,
} from "./words.js";

/** A network and where its parts lie. */
export interface PlacedModel {
  arena: Arena;
  network: Network;
  settings: OptimizerSettings | undefined;
  statistics: Statistics;
  places: ModelPlaces;
  threads: number;
  native: boolean;
}

type Write = (address: number, names: readonly string[], words: Words) => void;

/** The weights in Keras's order, with their places. */
export function listWeights({ stages, input }: Network, places: ModelPlaces): StoredWeight[] {
  const weights: StoredWeight[] = [];
  stages.forEach((stage, l) => {
    const { kernel, bias, tables } = places.stages[l]!;
    if (stage.kernel) {
      const source = l === 0 ? input : stages[l - 1]!.output;
      const place = kernelPlaces(stage, source, tables?.patchLength ?? 0);
      const floats = (kernel!.rows * kernel!.rowBytes) / 4;
      const { shape, trainable } = stage.kernel;
      weights.push({ shape, address: kernel!.w, floats, trainable, place });
    }
    if (stage.bias) {
      const floats = (bias!.rows * bias!.rowBytes) / 4;
      const { shape, trainable } = stage.bias;
      weights.push({ shape, address: bias!.w, floats, trainable, place: undefined });
    }
  });
  return weights;
}

/** Writes all tables; parameters learn their addresses. */
export function writeModel(model: PlacedModel): void {
  const { arena, network, settings, statistics, places, threads, native } = model;
  const { stages } = network;
  const write: Write = (address, names, words) => {
    writeWords(arena.buffer, address, names, words);
  };
  const first = stages.findIndex((stage) => stage.kernel?.trainable);
  if (statistics.loss) write(places.loss, lossWords, statistics.loss);
  if (settings) {
    const [toSlot1 = 0, toSlot2 = 0, toSlot3 = 0] = places.toSlots;
    const { toGradient, product } = places;
    write(places.optimizer, optimizerWords, {
      ...settings.words,
      toGradient,
      toSlot1,
      toSlot2,
      toSlot3,
      product,
    });
  }
  statistics.metrics.forEach((words, i) => {
    const table = places.buckets + statistics.places[i]!.bucket * 16 * threads;
    write(places.metrics + i * metricWords.length * 4, metricWords, { ...words, table });
  });
  for (const { tables, addresses } of places.stages) {
    if (!tables) continue;
    for (const name of ["origins", "runs", "rowOrigins", "rowRuns"] as const) {
      arena.i32(addresses[name]!, tables[name].length).set(tables[name]);
    }
    if (tables.tileOrigins)
      arena.i32(addresses.tileOrigins!, tables.tileOrigins.length).set(tables.tileOrigins);
  }
  const { penalized, count } = writeParameters(network, places, write);
  write(places.plan, planWords, {
    numLayers: stages.length,
    layers: places.layers,
    first: first < 0 ? stages.length : first,
    loss: places.loss,
    optimizer: places.optimizer,
    numMetrics: statistics.metrics.length,
    metrics: places.metrics,
    numParameters: count,
    parameters: places.parameters,
    native: Number(native),
    threads: 1,
    barrier: places.barrier,
    ids: Number(network.ids),
    palette: places.palette,
    inN: network.input.n,
    inLd: network.input.ld,
    columns: statistics.columns,
    totals: places.totals,
    badStep: -1,
    penalized: Number(penalized),
    normed: Number((settings?.words.clipnorm ?? 0) > 0 || (settings?.words.globalClipnorm ?? 0) > 0),
    penaltyRows: places.penaltyRows,
    normRows: places.normRows,
  });
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
    for (const role of ["kernel", "bias"] as const) {
      const parameter = place[role];
      const spec = stage[role];
      if (!parameter || !spec) continue;
      const { l1, l2 } = spec.regularizer;
      const address = places.parameters + count * parameterWords.length * 4;
      write(address, parameterWords, { ...parameter, l1, l2, row0 });
      if (spec.trainable) place.addresses[role] = address;
      penalized ||= l1 !== 0 || l2 !== 0;
      row0 += parameter.rows;
      count++;
    }
  });
  return { penalized, count };
}

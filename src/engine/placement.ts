// Where everything of one network lies in the arena. Both functions only hand out addresses: run from 0 they measure.
import type { ConvTables } from "./convTables.js";
import { needsInput, wantDeltas, type Network, type Stage } from "./stage.js";
import {
  blocks,
  layerRecord,
  lossRecord,
  metricRecord,
  optimizerRecord,
  outputRecord,
  parameterRecord,
  planRecord,
  ratesRecord,
  type Values,
} from "./schema/index.js";

/** Steps whose learning rates fit into the schedule's table. */
export const SCHEDULE_STEPS = 1024;

/** Hands out addresses from `top` on, each at the start of a cache line; what is small may be packed closer. */
export class Bump {
  top: number;
  constructor(base: number) {
    this.top = base;
  }
  take(bytes: number, align = 64): number {
    const address = Math.ceil(this.top / align) * align;
    this.top = address + Math.ceil(bytes / align) * align;
    return address;
  }
}

/** A weight array as the threads share it: `rows` rows of `rowBytes` bytes at `w`. */
export interface ParameterPlace {
  rows: number;
  rowBytes: number;
  w: number;
}

export interface StagePlace {
  kernel?: ParameterPlace;
  bias?: ParameterPlace;
  mean?: ParameterPlace;
  variance?: ParameterPlace;
  tables?: ConvTables;
  /** Fields of the stage that are addresses. */
  addresses: Values<typeof layerRecord>;
}

/** What the sizes follow from. */
export interface Needs {
  network: Network;
  /** Tables of the convolutions, by stage. */
  tables: readonly (ConvTables | undefined)[];
  threads: number;
  numMetrics: number;
  /** Columns of the statistics, and counts in the metrics' tables. */
  columns: number;
  tableCounts: number;
  /** The optimizer's slots; undefined for a network that is not trained. */
  slots: readonly (string | undefined)[] | undefined;
  /** Stages whose pre-activations serve the loss or a metric. */
  keepLogits: ReadonlySet<number>;
}

/** What does not depend on the batch. */
export interface ModelPlaces {
  plan: number;
  layers: number;
  outputs: number;
  losses: number;
  optimizer: number;
  metrics: number;
  parameters: number;
  schedule: number;
  barrier: number;
  totals: number;
  codebook: number;
  zeros: number;
  tables: number;
  penaltyRows: number;
  normRows: number;
  stages: StagePlace[];
  /** Byte distances from a weight to its gradient and its slots. */
  toGradient: number;
  toSlots: number[];
}

export function placeModel(bump: Bump, needs: Needs): ModelPlaces {
  const { stages, outputs } = needs.network;
  const widest = Math.max(...stages.map((stage) => stage.output.ld));
  const places = {
    plan: bump.take(planRecord.bytes),
    layers: bump.take(stages.length * layerRecord.bytes),
    outputs: bump.take(outputs.length * outputRecord.bytes),
    losses: bump.take(outputs.length * lossRecord.bytes),
    optimizer: bump.take(optimizerRecord.bytes),
    metrics: bump.take(needs.numMetrics * metricRecord.bytes),
    parameters: bump.take(stages.length * 2 * parameterRecord.bytes),
    schedule: bump.take(SCHEDULE_STEPS * 4),
    barrier: bump.take(64),
    totals: bump.take((needs.columns + 1) * 8),
    codebook: bump.take(256 * 4),
    zeros: bump.take(widest * 4),
    tables: bump.take(needs.tableCounts * 8 * needs.threads),
  };
  const placed = stages.map((stage, l) => placeStage(bump, stage, needs.tables[l]));
  const parameters = placed
    .filter((_, l) => stages[l]!.weightsOf === undefined)
    .flatMap(({ kernel, bias, mean, variance }) => [kernel, bias, mean, variance])
    .filter((place) => place !== undefined);

  // gradients and slots repeat the layout of the weights, so that one distance leads from any weight to its own
  const start = bump.top;
  for (const parameter of parameters) {
    const bytes = parameter.rows * parameter.rowBytes;
    parameter.w = bump.take(bytes, bytes < 64 ? 16 : 64); // a chain (chain.ts) updates all of them in one run
  }
  const bytes = bump.top - start;
  const copy = () => bump.take(bytes) - start;
  stages.forEach(({ weightsOf }, l) => {
    if (weightsOf !== undefined)
      shareWeights(bump, placed[l]!, placed[weightsOf]!, needs.slots !== undefined);
  });
  const rows = parameters.reduce((sum, parameter) => sum + parameter.rows, 0);
  return {
    ...places,
    stages: placed,
    toGradient: needs.slots ? copy() : 0,
    toSlots: (needs.slots ?? []).map((name) => (name === undefined ? 0 : copy())),
    penaltyRows: bump.take(rows * 8),
    normRows: bump.take(rows * 8),
  };
}

/** Gives a stage the weights of another one, and room for its part of their gradients. */
function shareWeights(bump: Bump, place: StagePlace, owner: StagePlace, isTrained: boolean): void {
  const { kernel, bias, mean, variance } = owner;
  Object.assign(place, { kernel, bias, mean, variance });
  if (!isTrained) return;
  const part = (of: ParameterPlace | undefined) => (of ? bump.take(of.rows * of.rowBytes) - of.w : 0);
  Object.assign(place.addresses, { toKernelPart: part(kernel), toBiasPart: part(bias) });
}

function placeStage(bump: Bump, stage: Stage, tables: ConvTables | undefined): StagePlace {
  const { stored } = stage.output;
  if (tables) {
    const bytes = stored * tables.patchLength * 4;
    return {
      tables,
      kernel: { rows: stored / 8, rowBytes: tables.patchLength * 32, w: 0 },
      bias: { rows: stored / 8, rowBytes: 32, w: 0 },
      addresses: {
        wt: bump.take(bytes),
        dwt: bump.take(bytes),
        origins: bump.take(tables.origins.byteLength),
        runs: bump.take(tables.runs.byteLength),
        rowOrigins: bump.take(tables.rowOrigins.byteLength),
        rowRuns: bump.take(tables.rowRuns.byteLength),
        ...(tables.tileOrigins && {
          winograd: bump.take(16 * stage.geometry!.channels * stored * 4),
          tileOrigins: bump.take(tables.tileOrigins.byteLength),
          zero: bump.take(4),
        }),
      },
    };
  }
  if (stage.epsilon !== undefined) {
    const row = () => ({ rows: 1, rowBytes: stored * 4, w: 0 });
    return {
      ...(stage.kernel && { kernel: row() }),
      ...(stage.bias && { bias: row() }),
      ...(stage.averages && { mean: row(), variance: row() }),
      addresses: {
        ...(!stage.kernel && { w: bump.take(stored * 4) }), // ones
        ...(stage.averages && { statistics: bump.take(stored * 16) }),
      },
    };
  }
  if (!stage.kernel) return { addresses: {} };
  if (stage.walk) {
    const rowBytes = stage.input.stored * 4;
    const biases = stage.bias && stage.bias.shape.length;
    return {
      kernel: { rows: stage.kernel.shape[0]!, rowBytes, w: 0 },
      ...(biases && { bias: { rows: biases, rowBytes, w: 0 } }),
      addresses: {},
    };
  }
  const { shape } = stage.kernel;
  const rows =
    stage.kind === "embedding"
      ? shape[0]!
      : stage.kind === "depthwise"
        ? shape[0]! * shape[1]!
        : stage.input.n;
  const kernel = { rows, rowBytes: stored * 4, w: 0 };
  return { kernel, ...(stage.bias && { bias: { rows: 1, rowBytes: stored * 4, w: 0 } }), addresses: {} };
}

/** The work space of a batch: fields of each stage and of the plan. */
export interface WorkPlaces {
  stages: Values<typeof layerRecord>[];
  plan: Values<typeof planRecord>;
}

/** `sparse`: with lists of the first layer's non-zeros. */
export function placeWork(bump: Bump, needs: Needs, batch: number, sparse: boolean): WorkPlaces {
  const { stages, outputs, input } = needs.network;
  const samples = bump.take(batch * input.ld * 4);
  const placed: Values<typeof layerRecord>[] = [];
  const wanted = wantDeltas(stages);
  for (const [l, stage] of stages.entries()) {
    const floats = batch * stage.output.ld;
    const keepsInput = needsInput(stage.activation) || needs.keepLogits.has(l);
    const [x = samples, x2 = 0] = stage.sources.map((source) => placed[source]?.y ?? samples);
    const [dx = 0, dx2 = 0] = stage.sources.map((source) => placed[source]?.d ?? 0);
    const kept = batch * stage.input.positions * stage.output.stored * 4;
    placed.push({
      ...(stage.walk && {
        gates: bump.take(kept * stage.walk.kept),
        before: bump.take(kept),
        cells: stage.walk.hasCell ? bump.take(kept) : 0,
      }),
      x,
      x2,
      dx,
      dx2,
      y: stage.kind === "branch" ? x : bump.take(floats * 4),
      d: needs.slots && wanted[l] ? bump.take(floats * 4) : 0,
      z: keepsInput ? bump.take(floats * 4) : 0,
      winners: stage.fused ? bump.take(floats) : 0,
    });
  }
  const { productBytes, scratchBytes } = scratchSizes(needs, batch, sparse);
  const rowFloats = Math.max(...outputs.map(({ stage }) => stages[stage]!.output.stored));
  const lists = batch * input.ld * 8;
  return {
    stages: placed,
    plan: {
      input: samples,
      scratch: bump.take(scratchBytes * needs.threads),
      scratchBytes,
      productBytes,
      rates: bump.take(ratesRecord.bytes * needs.threads),
      rows: bump.take(rowFloats * 8 * needs.threads),
      rowFloats,
      statistics: bump.take(batch * needs.columns * 4),
      sparse: Number(sparse),
      ...(sparse && {
        rowList: bump.take(lists),
        rowEnds: bump.take(batch * 4),
        rowCap: input.ld,
        columnList: bump.take(lists),
        columnEnds: bump.take(input.ld * 4),
      }),
    },
  };
}

/** A thread's private memory: first for products, behind it for a convolution. */
function scratchSizes({ network: { stages, input }, tables }: Needs, batch: number, sparse: boolean) {
  const up = (bytes: number) => Math.ceil(bytes / 64) * 64;
  const widths = stages.map((stage) => Math.max(stage.output.stored, stage.input.ld));
  const patches = tables.map((table) => table?.patchLength ?? 0);
  const packed =
    blocks.kc * (Math.max(...widths, ...patches, 16) + blocks.nr) +
    blocks.kc * blocks.mc +
    blocks.mr * blocks.nr;
  const inner = Math.max(input.ld, batch);
  const tile = sparse ? (inner * blocks.tiles + 1) * blocks.tileColumns + Math.ceil(inner / 4) : 0;
  const productBytes = up(Math.max(packed, tile) * 4);
  const convBytes = Math.max(0, ...tables.map((table) => table?.scratchBytes ?? 0));
  // recurrent layers: the recurrent kernel on its side, deltas of output and cell
  const walkFloats = stages.map(({ walk, input, output }) =>
    walk ? output.stored * (input.stored + 2 * batch) : 0,
  );
  return {
    productBytes,
    scratchBytes: up(productBytes + Math.max(convBytes, ...walkFloats.map((n) => n * 4))),
  };
}

// The tables and sizes of one convolution: where its patches lie, how many tiles Winograd takes at a time, how much
// scratch memory it needs. See assembly/patches.ts for what the tables mean.
import type { ImageGeometry, Stage } from "./stage.js";
import type { layerRecord, Values } from "./schema/index.js";

/** Winograd's tiles a turn: about 200 KB of products, whole images. */
const WINOGRAD_TILES = 52;
/** The same where BLAS makes the products (about 600 KB), and channels · filters from which it is worth its 16 calls. */
const BLAS_TILES = 100;
const BLAS_TAPS = 1024;
/** Floats of patches that one call of BLAS takes. */
const BLAS_PATCHES = 131072;

export interface ConvTables {
  origins: Int32Array;
  runs: Int32Array;
  rowOrigins: Int32Array;
  rowRuns: Int32Array;
  tileOrigins: Int32Array | undefined;
  /** The plain fields; addresses are added by the planner. */
  fields: Values<typeof layerRecord>;
  /** Floats of a filter in memory. */
  patchLength: number;
  /** Scratch bytes a thread. */
  scratchBytes: number;
}

const upTo = (n: number, multiple: number) => Math.ceil(n / multiple) * multiple;

/** Byte offset of every patch's first pixel; the four positions of a pooling window stand together when fused. */
function patchOrigins(
  { outHeight, outWidth, strides, paddedWidth, channels }: ImageGeometry,
  fused: boolean,
): number[] {
  const place = (y: number, x: number) => (y * strides[0] * paddedWidth + x * strides[1]) * channels * 4;
  const origins: number[] = [];
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      if (!fused) origins.push(place(y, x));
      else for (let k = 0; k < 4; k++) origins.push(place(2 * y + (k >> 1), 2 * x + (k & 1)));
    }
  }
  return origins;
}

/** Byte offsets of a patch's runs: its rows, or its single places when they lie apart. */
function patchRuns({ kernel, dilation, paddedWidth, channels }: ImageGeometry): number[] {
  const runs: number[] = [];
  for (let y = 0; y < kernel[0]; y++) {
    for (let x = 0; x < (dilation[1] > 1 ? kernel[1] : 1); x++) {
      runs.push((y * dilation[0] * paddedWidth + x * dilation[1]) * channels * 4);
    }
  }
  return runs;
}

export function convTables(stage: Stage, native: boolean): ConvTables {
  const geometry = stage.geometry!;
  const { channels, kernel, strides, dilation, outHeight, outWidth, paddedHeight, paddedWidth } = geometry;
  const fused = stage.fused === true;
  const filters = stage.output.stored;
  const origins = patchOrigins(geometry, fused);
  const patches = origins.length;
  while (origins.length % 4 !== 0) origins.push(origins.at(-1)!); // the micro-kernel takes four at a time
  const runs = patchRuns(geometry);
  const runLength = dilation[1] > 1 ? channels : kernel[1] * channels;
  const patchLength = upTo(kernel[0] * kernel[1] * channels, 4);
  const inPlace = runLength % 4 === 0;
  const chunk = Math.max(1, Math.floor(BLAS_PATCHES / (patches * patchLength)));
  const plain = strides[0] === 1 && strides[1] === 1 && dilation[0] === 1 && dilation[1] === 1;
  const winograd =
    fused &&
    plain &&
    kernel[0] === 3 &&
    kernel[1] === 3 &&
    channels % 8 === 0 &&
    (!native || channels * filters >= BLAS_TAPS);
  const outputs = outHeight * outWidth;
  const perTurn = native ? BLAS_TILES : WINOGRAD_TILES;
  const tiles = winograd ? upTo(outputs * Math.max(1, Math.floor(perTurn / outputs)), 4) : 0;

  const images = native && !winograd ? chunk : 1;
  const imageBytes = Math.max(paddedHeight * paddedWidth * channels * 4, (outputs * 4 + 1) * 4) + 64;
  // the list of an image's deltas, behind those of one window and of a row of windows (pooledInputDelta)
  const listBytes = (outputs * filters + (4 + 2 * outWidth) * (filters + 2)) * 8 + 16;
  const columnBytes = upTo(Math.max(images * origins.length * patchLength * 4, listBytes) + 64, 64);
  // behind the patches: BLAS's sums or spread deltas, or the list of four images' winners
  const behind = Math.max(images * patches * filters * 4, outputs * 4 * filters * 4, outputs * 4 * 8) + 128;
  const winogradBytes = tiles * (17 * channels + 16 * filters) * 4 + 128;

  return {
    origins: Int32Array.from(origins),
    runs: Int32Array.from(runs),
    rowOrigins: inPlace
      ? Int32Array.from(origins)
      : Int32Array.from(origins, (_, p) => Math.min(p, patches - 1) * patchLength * 4),
    rowRuns: inPlace ? Int32Array.from(runs) : Int32Array.of(0),
    tileOrigins: winograd ? Int32Array.from({ length: tiles }, (_, k) => k * channels * 4) : undefined,
    patchLength,
    scratchBytes: imageBytes + Math.max(columnBytes + behind, winogradBytes),
    fields: {
      patches,
      filters,
      patchLength,
      fused: Number(fused),
      chunk,
      columnBytes,
      numRuns: runs.length,
      runLength,
      inPlace: Number(inPlace),
      rowNumRuns: inPlace ? runs.length : 1,
      rowRunLength: inPlace ? runLength : patchLength,
      sparseBack: Number(fused && plain),
      tiles,
      winogradNative: Number(winograd && native),
    },
  };
}

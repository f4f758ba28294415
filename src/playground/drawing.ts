// One frame of the playground: the network with a small map for each unit, the decision surface with the points, the
// loss curves.
import { colorize, faintLine, flipped, frameColor, ink, pngUrl, wrongColor } from "../plotting/internal.js";
import type { Picture } from "../widgets/internal.js";
import type { PlaygroundNetwork } from "./network.js";

/** Size of a frame in pixels. */
const frameSize = { width: 760, height: 346 } as const;

/** Words of a frame. */
export interface FrameWords {
  epoch: string;
  train: string;
  test: string;
  loss: string;
  accuracy: string;
  diverged: string;
}

export const frameWords: Record<"en" | "ko", FrameWords> = {
  en: {
    epoch: "epoch",
    train: "train",
    test: "test",
    loss: "loss",
    accuracy: "accuracy",
    diverged: "diverged: lower the learning rate",
  },
  ko: {
    epoch: "에포크",
    train: "훈련",
    test: "테스트",
    loss: "손실",
    accuracy: "정확도",
    diverged: "발산: 학습률을 낮춥니다",
  },
};

/** Half the width of the square that is drawn, in standard deviations. */
const reach = 2.2;
const surfaceCells = 44;
const unitCells = 16;
const orange = "#e07b0c";
const blue = "#0877bd";
const surface = { x: 480, y: 30, size: 250 } as const;

const surfaceGrid = gridPoints(surfaceCells);
const unitGrid = gridPoints(unitCells);

/** The network as it stands. */
export function drawFrame(network: PlaygroundNetwork, words: FrameWords): Picture {
  const { now, weights } = network;
  const isFinite = Number.isFinite(now.train.loss);
  const parts = [
    text(`${words.epoch} ${now.epoch.toLocaleString("en")}`, surface.x, 18, { size: 13 }),
    text(
      isFinite ? `${words.test} ${words.accuracy} ${now.test.accuracy.toFixed(3)}` : words.diverged,
      surface.x + surface.size,
      18,
      { size: 13, anchor: "end", color: isFinite ? ink : wrongColor },
    ),
    drawSurface(network, weights),
    drawNetwork(network, weights),
    drawLosses(network, words),
  ];
  return { ...frameSize, svg: parts.join("") };
}

/** The frame in words. */
export function frameText(network: PlaygroundNetwork, words: FrameWords): string {
  const { epoch, train, test } = network.now;
  return (
    `${words.epoch} ${String(epoch)}  ${words.loss} ${words.train} ${train.loss.toFixed(4)}, ${words.test} ${test.loss.toFixed(4)}` +
    `  ${words.accuracy} ${words.train} ${train.accuracy.toFixed(3)}, ${words.test} ${test.accuracy.toFixed(3)}`
  );
}

function drawSurface(network: PlaygroundNetwork, weights: readonly Float32Array[]): string {
  const outputs = network.answers(surfaceGrid, weights);
  const { x: left, y: top, size } = surface;
  const place = (value: number): number => ((value + reach) / (2 * reach)) * size;
  const dots = (["test", "train"] as const).flatMap((which) => {
    const { x, y, count } = network.points[which];
    const shown: string[] = [];
    for (let i = 0; i < count; i++) {
      const [px, py] = [place(x[2 * i]!), size - place(x[2 * i + 1]!)];
      if (px < 0 || py < 0 || px > size || py > size) continue;
      const color = y[i] === 1 ? blue : orange;
      const look =
        which === "train" ? `r="3.2" fill="${color}" stroke="white"` : `r="2" fill="none" stroke="${color}"`;
      shown.push(
        `<circle cx="${(left + px).toFixed(1)}" cy="${(top + py).toFixed(1)}" ${look} stroke-width="0.8"/>`,
      );
    }
    return shown;
  });
  return (
    mapImage(outputs, surfaceCells, left, top, size, 0, 1) +
    dots.join("") +
    frameRect(left, top, size, frameColor)
  );
}

function drawNetwork(network: PlaygroundNetwork, weights: readonly Float32Array[]): string {
  const layers = network.outputs(unitGrid, weights);
  const hidden = layers.slice(0, -1);
  const inputs = [0, 1].map((axis) => unitGrid.filter((_, i) => i % 2 === axis));
  const columns = [inputs, ...hidden];
  const [left, right] = [12, 450];
  const step = (right - left) / columns.length;
  const most = Math.max(...columns.map((units) => units.length));
  const size = Math.min(34, Math.floor(290 / most) - 4);
  const center = (column: number, unit: number, count: number): [number, number] => [
    left + step * column + size / 2,
    165 + (unit - (count - 1) / 2) * (size + (column === 0 ? 16 : most > 6 ? 4 : 12)), // x₁ and x₂ have names above
  ];
  const links: string[] = [];
  const maps: string[] = [];
  for (const [column, units] of columns.entries()) {
    const next = columns[column + 1];
    const kernel = weights[2 * column]!;
    const nextCount = next?.length ?? 1;
    const strongest = Math.max(1e-6, ...kernel.map(Math.abs));
    for (const [unit, values] of units.entries()) {
      const [x, y] = center(column, unit, units.length);
      for (let to = 0; to < nextCount; to++) {
        const weight = kernel[unit * nextCount + to]!;
        const [tx, ty] = next
          ? center(column + 1, to, nextCount)
          : [surface.x - 6, surface.y + surface.size / 2];
        const width = Math.min(6, 0.4 + 4 * Math.min(1, Math.abs(weight) / Math.max(1, strongest)));
        const [x0, x1, middle] = [x + size / 2, tx - (next ? size / 2 : 0), (x + tx) / 2];
        links.push(
          `<path d="M${x0.toFixed(1)} ${y.toFixed(1)}C${middle.toFixed(1)} ${y.toFixed(1)} ${middle.toFixed(1)} ${ty.toFixed(1)} ${x1.toFixed(1)} ${ty.toFixed(1)}" fill="none" stroke="${weight >= 0 ? blue : orange}" stroke-width="${width.toFixed(2)}" stroke-opacity="0.75"/>`,
        );
      }
      const isBounded = column === 0 ? reach : network.settings.activation === "sigmoid" ? undefined : 1;
      const [low, high] = isBounded === undefined ? [0, 1] : [-isBounded, isBounded];
      maps.push(mapImage(values, unitCells, x - size / 2, y - size / 2, size, low, high));
      maps.push(frameRect(x - size / 2, y - size / 2, size, "#78909c"));
      if (column === 0)
        maps.push(text(`x${subscript(unit + 1)}`, x, y - size / 2 - 3, { anchor: "middle", size: 11 }));
    }
  }
  return links.join("") + maps.join("");
}

function drawLosses({ history }: PlaygroundNetwork, words: FrameWords): string {
  const [left, top, width, height] = [surface.x, 288, surface.size, 36];
  const last = history[history.length - 1]!;
  const losses = history.flatMap(({ train, test }) => [train.loss, test.loss]).filter(Number.isFinite);
  const high = Math.max(0.7, ...losses);
  const lastEpoch = Math.max(1, last.epoch);
  const curve = (which: "train" | "test"): string =>
    history
      .filter((moment) => Number.isFinite(moment[which].loss))
      .map(
        (moment, i) =>
          `${i === 0 ? "M" : "L"}${(left + (moment.epoch / lastEpoch) * width).toFixed(1)} ${(top + height - (moment[which].loss / high) * height).toFixed(1)}`,
      )
      .join("");
  const label = `${words.loss}  ${words.train} ${last.train.loss.toFixed(3)}  ${words.test} ${last.test.loss.toFixed(3)}`;
  return (
    `<line x1="${String(left)}" x2="${String(left + width)}" y1="${String(top + height)}" y2="${String(top + height)}" stroke="${faintLine}"/>` +
    `<path d="${curve("test")}" fill="none" stroke="${frameColor}" stroke-width="1.5"/>` +
    `<path d="${curve("train")}" fill="none" stroke="${ink}" stroke-width="1.5"/>` +
    // below the curves, where none of them goes through it
    text(label, left + width, top + height + 13, { anchor: "end", size: 11 })
  );
}

/** A square map of values, row 0 at the bottom. */
function mapImage(
  values: Float32Array,
  cells: number,
  x: number,
  y: number,
  size: number,
  vmin: number,
  vmax: number,
): string {
  const matrix = flipped({ data: values, rows: cells, columns: cells });
  const url = pngUrl(colorize(matrix, { cmap: "playground", vmin, vmax }), 1);
  return `<image x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${String(size)}" height="${String(size)}" preserveAspectRatio="none" href="${url}"/>`;
}

function frameRect(x: number, y: number, size: number, color: string): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${String(size)}" height="${String(size)}" fill="none" stroke="${color}"/>`;
}

function text(
  words: string,
  x: number,
  y: number,
  { anchor = "start", size = 12, color = ink } = {},
): string {
  return `<text x="${String(x)}" y="${String(y)}" font-size="${String(size)}" text-anchor="${anchor}" fill="${color}">${words}</text>`;
}

/** A small digit below the line. The sign for it would need the large font files, which take a fifth of a frame to read. */
function subscript(digit: number): string {
  return `<tspan font-size="8" dy="2.5">${String(digit)}</tspan>`;
}

/** Middles of the cells of the square, row by row from below. */
function gridPoints(cells: number): Float32Array {
  const at = (i: number): number => -reach + (2 * reach * (i + 0.5)) / cells;
  return Float32Array.from({ length: 2 * cells * cells }, (_, k) => {
    const i = Math.floor(k / 2);
    return k % 2 === 0 ? at(i % cells) : at(Math.floor(i / cells));
  });
}

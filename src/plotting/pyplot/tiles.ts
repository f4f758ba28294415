// Many small pictures in a grid, each with a line of words below.
import { Figure } from "../figure.js";
import { rasterUrl, type RasterOptions, rgbUrl } from "../image/raster.js";
import { isKorean } from "../summary.js";
import type { Matrix } from "../values.js";

/** One picture of a grid. */
export interface Tile {
  url: string;
  caption?: string | undefined;
  /** Colour of the caption, as CSS. */
  color?: string | undefined;
}

export interface TileOptions {
  title?: string | undefined;
  columns: number;
  /** Width and height of a picture in pixels. */
  tileSize: readonly [number, number];
  /** The figure in words, after the title. */
  text: string;
  note?: string | undefined;
}

/** A figure of pictures in rows. */
export function tileFigure(
  tiles: readonly Tile[],
  { title, columns, tileSize, text, note }: TileOptions,
): Figure {
  const [width, height] = tileSize;
  const captionHeight = tiles.some((tile) => tile.caption) ? 15 : 0;
  const gap = 6;
  const values = tiles.map((tile, i) => {
    const x = (i % columns) * (width + gap);
    const y = Math.floor(i / columns) * (height + gap + captionHeight);
    return { ...tile, x, x2: x + width, y, y2: y + height, middle: x + width / 2, below: y + height + 11 };
  });
  const rows = Math.ceil(tiles.length / columns);
  const used = Math.min(columns, Math.max(1, tiles.length));
  const [totalWidth, totalHeight] = [
    used * (width + gap) - gap,
    Math.max(20, rows * (height + gap + captionHeight) - gap),
  ];
  const at = (field: string, size: number): object => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, size], nice: false, zero: false },
  });
  const down = (field: string): object => ({
    ...at(field, totalHeight),
    scale: { domain: [0, totalHeight], reverse: true, nice: false, zero: false },
  });
  return new Figure(
    {
      ...((title ?? note) && { title: { text: title ?? "", ...(note && { subtitle: note }) } }),
      width: totalWidth,
      height: totalHeight,
      view: { stroke: null },
      data: { values },
      layer: [
        {
          mark: { type: "image", aspect: false },
          encoding: {
            x: at("x", totalWidth),
            x2: { field: "x2" },
            y: down("y"),
            y2: { field: "y2" },
            url: { field: "url", type: "nominal" },
          },
        },
        ...(captionHeight > 0
          ? [
              {
                mark: { type: "text", baseline: "alphabetic", align: "center" },
                encoding: {
                  x: at("middle", totalWidth),
                  y: down("below"),
                  text: { field: "caption", type: "nominal" },
                  color: { field: "color", type: "nominal", scale: null },
                },
              },
            ]
          : []),
      ],
    },
    [title, note, text].filter(Boolean).join("\n"),
  );
}

/** One sample of a batch of images [n, height, width] or [n, height, width, channels] as a picture. */
export function sampleUrl(
  data: ArrayLike<number>,
  shape: readonly number[],
  index: number,
  options: RasterOptions,
): string {
  const [, rows, columns, channels = 1] = shape as [number, number, number, number?];
  const size = rows * columns * channels;
  const part = sliceOf(data, index * size, (index + 1) * size);
  if (channels >= 3) return rgbUrl(part, columns, rows, channels === 4 ? 4 : 3);
  const matrix: Matrix = { data: part, rows, columns };
  return rasterUrl(matrix, options, 112);
}

function sliceOf(data: ArrayLike<number>, start: number, end: number): ArrayLike<number> {
  if (ArrayBuffer.isView(data)) return (data as unknown as Float64Array).subarray(start, end);
  return Array.prototype.slice.call(data, start, end) as number[];
}

/** "25 of 204 shown" in the language of the title. */
export function shownNote(shown: number, total: number, title: string | undefined): string | undefined {
  if (shown === total) return undefined;
  const [a, b] = [shown.toLocaleString("en"), total.toLocaleString("en")];
  return isKorean(title) ? `${b}개 중 ${a}개` : `${a} of ${b}`;
}

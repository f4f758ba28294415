// Boxes, frames and arrows as SVG.
import { frameColor, ink, paper, softInk, svgFile, textWidth, words } from "../../plotting/internal.js";
import type { Layer } from "../layers/layer.js";
import type { Cell, Label } from "./label.js";
import { layOut, type Place, type Point } from "./layout.js";
import type { Frame, ModelGraph } from "./modelGraph.js";

const headingSize = 14;
const cellSize = 12;
const headingHeight = 28;
const rowHeight = 26;
const tones = { trainable: "#2e7d32", frozen: "#b3261e" } as const;

/** The drawing of a model. */
export function drawModel(
  { boxes, arrows, frames }: ModelGraph,
  labels: ReadonlyMap<Layer, Label>,
  rankdir: string,
): string {
  const ids = new Map([...frames, ...boxes.map(({ layer }) => layer)].map((one, i) => [one, String(i)]));
  const idOf = (one: Layer | Frame): string => ids.get(one)!;
  const parentOf = (frame: Frame | undefined): string | undefined => frame && idOf(frame);
  const empty = { width: 0, height: 0 };
  const { place, points, width, height } = layOut({
    nodes: new Map([
      ...frames.map((frame) => [idOf(frame), { size: empty, parent: parentOf(frame.parent) }] as const),
      ...boxes.map(
        ({ layer, frame }) =>
          [idOf(layer), { size: sizeOf(labels.get(layer)!), parent: parentOf(frame) }] as const,
      ),
    ]),
    edges: arrows.map(({ from, to }) => [idOf(from), idOf(to)] as const),
    rankdir,
  });
  const parts = [
    ...frames.map((frame) => drawFrame(place(idOf(frame)), frame.model.name)),
    ...arrows.map(({ from, to }) => drawArrow(points(idOf(from), idOf(to)))),
    ...boxes.map(({ layer }) => drawBox(place(idOf(layer)), labels.get(layer)!)),
  ];
  return svgFile({ width, height, svg: parts.join("") });
}

const headingText = ({ heading: { name, className } }: Label): string =>
  name === undefined ? className : `${name} (${className})`;
const cellText = ({ title = "", value }: Cell): string => title + value;
const cellWidth = (cell: Cell): number => textWidth(cellText(cell), cellSize) + 20;

function sizeOf(label: Label): Place {
  const rowWidths = label.rows.map((row) => row.reduce((sum, cell) => sum + cellWidth(cell), 0));
  return {
    width: Math.ceil(Math.max(90, textWidth(headingText(label), headingSize) + 28, ...rowWidths)),
    height: headingHeight + rowHeight * label.rows.length,
  };
}

function drawBox({ x, y, width, height }: Required<Place>, label: Label): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const parts = [
    rect(left, top, width, height, { fill: paper, stroke: ink }),
    rect(left, top, width, headingHeight, { fill: ink, stroke: ink }),
    words(headingText(label), x, top + 19, { anchor: "middle", size: headingSize, color: paper }),
  ];
  for (const [i, row] of label.rows.entries()) {
    const natural = row.reduce((sum, cell) => sum + cellWidth(cell), 0);
    let at = left;
    for (const cell of row) {
      const wide = (cellWidth(cell) * width) / natural;
      const rowTop = top + headingHeight + rowHeight * i;
      const fill = cell.tone ? tones[cell.tone] : "none";
      parts.push(
        rect(at, rowTop, wide, rowHeight, { fill, stroke: frameColor }),
        words(cellText(cell), at + wide / 2, rowTop + 17, {
          anchor: "middle",
          size: cellSize,
          color: cell.tone ? "white" : ink,
        }),
      );
      at += wide;
    }
  }
  return parts.join("");
}

function drawFrame({ x, y, width, height }: Required<Place>, name: string): string {
  // dagre leaves no room for the name
  const [left, top] = [x - width / 2, y - height / 2 - 6];
  const looks = { fill: "none", stroke: softInk, more: ' stroke-dasharray="5 4" rx="6"' };
  return (
    rect(left, top, width, height + 6, looks) +
    words(name, left + 8, top + 16, { size: cellSize, color: softInk })
  );
}

/** A line through the points with its corners rounded, and a head at its end. */
function drawArrow(points: readonly Point[]): string {
  const at = ({ x, y }: Point): string => `${x.toFixed(1)},${y.toFixed(1)}`;
  const [first, last, before] = [points[0]!, points.at(-1)!, points.at(-2)!];
  const corners = points.slice(1, -1).map((corner, i) => {
    const next = points[i + 2]!;
    const end = i + 3 === points.length ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    return `Q${at(corner)} ${at(end)}`;
  });
  const line = `M${at(first)}${corners.length > 0 ? corners.join("") : `L${at(last)}`}`;
  const angle = Math.atan2(last.y - before.y, last.x - before.x);
  const barb = (turn: number): Point => ({
    x: last.x - 9 * Math.cos(angle + turn),
    y: last.y - 9 * Math.sin(angle + turn),
  });
  return (
    `<path d="${line}" fill="none" stroke="${ink}" stroke-width="1.5"/>` +
    `<path d="M${at(last)}L${at(barb(0.4))}L${at(barb(-0.4))}Z" fill="${ink}"/>`
  );
}

function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  { fill, stroke, more = "" }: { fill: string; stroke: string; more?: string },
): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}" stroke="${stroke}"${more}/>`;
}

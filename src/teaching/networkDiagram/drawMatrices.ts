// All samples at once: the same numbers, a row a sample, and the gradient that is their mean.
import { frameColor, ink, place, softInk, words } from "../../plotting/internal.js";
import { networkWidth, ways } from "./drawNetwork.js";
import { type Matrix, meanGradient, type Pass } from "./pass.js";
import { short } from "./steps.js";

const cell = 50;
const lineHeight = 24;
const leastGap = 12;

interface Table {
  name: string;
  rows: Matrix;
  color: string;
  /** Whether its first row is the sample that walked alone. */
  hasSample: boolean;
}

/** The matrices up to a part of the walk. */
export function drawMatrices(passes: readonly Pass[], upTo: "forward" | "back" | "gradient"): string {
  const stacked = (name: string, of: (pass: Pass) => readonly number[], color: string): Table => ({
    name,
    rows: passes.map(of),
    color,
    hasSample: true,
  });
  const forward = [
    stacked("X", ({ x }) => x, ink),
    stacked("A1", ({ a1 }) => a1, ways.forward),
    stacked("Y", ({ y }) => y, ways.forward),
    stacked("T", ({ t }) => t, ink),
  ];
  const back = [stacked("D2", ({ d2 }) => d2, ways.back), stacked("D1", ({ d1 }) => d1, ways.back)];
  const { W1, B1, W2, B2 } = meanGradient(passes);
  const gradient: Table[] = Object.entries({ W1, B1: [B1], W2, B2: [B2] }).map(([name, rows]) => ({
    name: `∂E/∂${name}`,
    rows,
    color: ways.back,
    hasSample: false,
  }));
  const top = inARow([...forward, ...(upTo === "forward" ? [] : back)], 26);
  const below = upTo === "gradient" ? inARow(gradient, 26 + (passes.length + 2) * lineHeight) : "";
  return top + below;
}

/** Height of the drawing. */
export const matricesHeight = (passes: readonly Pass[]): number =>
  26 + (passes.length + 2 + Math.max(passes[0]!.x.length, passes[0]!.a1.length) + 1) * lineHeight;

function inARow(tables: readonly Table[], y: number): string {
  const widths = tables.map(({ rows }) => rows[0]!.length * cell + 8);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const gaps = Math.max(1, tables.length - 1);
  const room = networkWidth - 20;
  // many units are drawn smaller rather than over each other
  const scale = Math.min(1, room / (total + leastGap * gaps));
  const gap = Math.min(34, (room / scale - total) / gaps);
  let x = 0;
  const drawn = tables.map((table, i) => {
    const at = x;
    x += widths[i]! + gap;
    return drawTable(table, at, 0, widths[i]!);
  });
  return `<g transform="translate(10,${place(y)}) scale(${scale.toFixed(3)})">${drawn.join("")}</g>`;
}

function drawTable({ name, rows, color, hasSample }: Table, x: number, y: number, width: number): string {
  const height = rows.length * lineHeight;
  const bracket = (at: number, turn: number): string =>
    `<path d="M${place(at + 5 * turn)} ${place(y)}H${place(at)}V${place(y + height)}h${String(5 * turn)}" fill="none" stroke="${frameColor}" stroke-width="1.5"/>`;
  const numbers = rows.flatMap((row, r) =>
    row.map((value, c) =>
      words(short(value), x + 4 + (c + 0.5) * cell, y + r * lineHeight + 17, {
        anchor: "middle",
        size: 13,
        color,
      }),
    ),
  );
  return (
    (hasSample
      ? `<rect x="${place(x + 2)}" y="${place(y + 2)}" width="${place(width - 4)}" height="${String(lineHeight - 4)}" rx="3" fill="${color}" fill-opacity="0.14"/>`
      : "") +
    words(name, x + width / 2, y - 8, { anchor: "middle", size: 13, color: softInk }) +
    bracket(x, 1) +
    bracket(x + width, -1) +
    numbers.join("")
  );
}

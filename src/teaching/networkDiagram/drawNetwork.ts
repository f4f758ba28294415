// The network with what is known so far: units, weights, and in the colour of the way back their errors and gradients.
import { frameColor, ink, paper, place, softInk, textWidth, words } from "../../plotting/internal.js";
import type { DiagramWeights, Pass } from "./pass.js";
import { type Focus, type Known, short, unitName } from "./steps.js";

/** Colours of the way forward and of the way back, readable on light and dark. */
export const ways = { forward: "#1e88e5", back: "#e8710a" } as const;

export const networkWidth = 640;
const columns = [70, 300, 530] as const;
const radius = 27;
const rowHeight = 116;

/** Height of the drawing. */
export const networkHeight = (pass: Pass): number =>
  Math.max(pass.x.length, pass.a1.length, pass.y.length) * rowHeight + 14;

export function drawNetwork(weights: DiagramWeights, pass: Pass, known: Known, focus?: Focus): string {
  const height = networkHeight(pass);
  const middle = (count: number, i: number): number => height / 2 + (i - (count - 1) / 2) * rowHeight;
  const counts = [pass.x.length, pass.a1.length, pass.y.length] as const;
  const links = ([1, 2] as const).flatMap((layer) => {
    const matrix = layer === 1 ? weights.W1 : weights.W2;
    const hasGradient = layer === 1 ? known.hiddenGradient : known.outputGradient;
    const inputs = layer === 1 ? pass.x : pass.a1;
    const errors = layer === 1 ? pass.d1 : pass.d2;
    // the numbers stand where the lines are furthest apart: at the end of a layer with more units than the one before
    const isSpreading = counts[layer] > counts[layer - 1]!;
    return matrix.flatMap((row, i) =>
      row.map((weight, j) => {
        const from = { x: columns[layer - 1]! + radius, y: middle(counts[layer - 1]!, i) };
        const to = { x: columns[layer] - radius, y: middle(counts[layer], j) };
        const isLookedAt = focus?.layer === layer && (focus.unit === undefined || focus.unit === j);
        const color = !isLookedAt ? frameColor : known.outputErrors ? ways.back : ways.forward;
        const gradient = hasGradient ? short(inputs[i]! * errors[j]!) : undefined;
        return {
          line: `<line x1="${place(from.x)}" y1="${place(from.y)}" x2="${place(to.x)}" y2="${place(to.y)}" stroke="${color}" stroke-width="${isLookedAt ? "2.5" : "1.5"}"/>`,
          label: linkLabel(from, to, short(weight), gradient, isSpreading ? 0.7 : 0.3),
        };
      }),
    );
  });
  const unit = (layer: 0 | 1 | 2, i: number, parts: Omit<Unit, "x" | "y">): string =>
    drawUnit({ ...parts, x: columns[layer], y: middle(counts[layer], i) });
  const isLookedAt = (layer: 1 | 2, i: number): boolean =>
    focus?.layer === layer && !focus.weights && (focus.unit === undefined || focus.unit === i);
  const color = known.outputErrors ? ways.back : ways.forward;
  const units = [
    ...pass.x.map((value, i) => unit(0, i, { name: unitName("x", i, counts[0]), value: short(value) })),
    ...pass.a1.map((value, j) =>
      unit(1, j, {
        name: unitName("h", j, counts[1]),
        value: j < known.hidden ? short(value) : "",
        bias: short(weights.B1[j]!),
        error: j < known.hiddenErrors ? short(pass.d1[j]!) : undefined,
        edge: isLookedAt(1, j) ? color : undefined,
      }),
    ),
    ...pass.y.map((value, k) =>
      unit(2, k, {
        name: unitName("y", k, counts[2]),
        value: k < known.outputs ? short(value) : "",
        bias: short(weights.B2[k]!),
        error: known.outputErrors ? short(pass.d2[k]!) : undefined,
        edge: isLookedAt(2, k) ? color : undefined,
        target: short(pass.t[k]!),
      }),
    ),
  ];
  return [...links.map(({ line }) => line), ...links.map(({ label }) => label), ...units].join("");
}

interface Unit {
  x: number;
  y: number;
  name: string;
  value: string;
  bias?: string;
  error?: string | undefined;
  /** Colour of a unit that is looked at. */
  edge?: string | undefined;
  target?: string;
}

function drawUnit({ x, y, name, value, bias, error, edge, target }: Unit): string {
  return [
    `<circle cx="${place(x)}" cy="${place(y)}" r="${String(radius)}" fill="${paper}" stroke="${edge ?? ink}" stroke-width="${edge ? "3.5" : "1.5"}"/>`,
    words(value === "" ? "?" : value, x, y + 5, {
      anchor: "middle",
      size: 14,
      color: value === "" ? softInk : ink,
    }),
    words(name, x, y - radius - 6, { anchor: "middle", size: 13 }),
    bias === undefined
      ? ""
      : words(`+ b ${bias}`, x, y + radius + 15, { anchor: "middle", size: 11, color: softInk }),
    error === undefined
      ? ""
      : words(`δ ${error}`, x, y + radius + 30, { anchor: "middle", size: 12, color: ways.back }),
    target === undefined ? "" : words(`t = ${target}`, x + radius + 8, y + 5, { size: 13 }),
  ].join("");
}

/** The weight at a share of its line, its gradient below it. */
function linkLabel(
  from: { x: number; y: number },
  to: { x: number; y: number },
  weight: string,
  gradient: string | undefined,
  share: number,
): string {
  const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
  const width = Math.max(textWidth(weight, 12), textWidth(gradient ?? "", 12)) + 8;
  const height = gradient === undefined ? 18 : 33;
  return (
    `<rect x="${place(x - width / 2)}" y="${place(y - 9)}" width="${place(width)}" height="${String(height)}" rx="3" fill="${paper}"/>` +
    words(weight, x, y + 4, { anchor: "middle", size: 12 }) +
    (gradient === undefined
      ? ""
      : words(gradient, x, y + 19, { anchor: "middle", size: 12, color: ways.back }))
  );
}

// The pad where nothing moves: an example digit and its ten bars, drawn and in words.
import { frameColor, ink, panelEdge, type Picture, place, words } from "../../plotting/internal.js";
import { pen, side, type Stroke } from "./strokes.js";

const paper = 180;
const barLeft = paper + 40;
const barWidth = 190;
const rowHeight = 18;

/** The digit with its bars. */
export function stillPad(strokes: readonly Stroke[], probabilities: readonly number[]): Picture {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const lines = strokes.map((stroke) => {
    const points = Array.from(
      { length: stroke.length / 2 },
      (_, i) => `${place(stroke[2 * i]!)},${place(stroke[2 * i + 1]!)}`,
    );
    return `<polyline points="${points.join(" ")}" fill="none" stroke="black" stroke-width="${String(pen)}" stroke-linecap="round" stroke-linejoin="round"/>`;
  });
  const bars = probabilities.map((probability, digit) => {
    const y = rowHeight * digit;
    const color = digit === best ? "#1976d2" : frameColor;
    return (
      words(String(digit), barLeft - 8, y + 13, { anchor: "end", color: ink }) +
      `<rect x="${String(barLeft)}" y="${String(y + 2)}" width="${place(Math.max(1, probability * barWidth))}" height="13" fill="${color}"/>` +
      words(percent(probability), barLeft + barWidth + 46, y + 13, { anchor: "end", color: ink })
    );
  });
  return {
    width: barLeft + barWidth + 50,
    height: paper,
    svg:
      `<g transform="scale(${String(paper / side)})"><rect width="${String(side)}" height="${String(side)}" fill="white" stroke="${panelEdge}" stroke-width="2"/>${lines.join("")}</g>` +
      bars.join(""),
  };
}

/** The bars in words, the likeliest first. */
export function padText(example: string, probabilities: readonly number[]): string {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!);
  const bars = order.map((digit) => {
    const share = probabilities[digit]!;
    return `${String(digit)} ${"█".repeat(Math.round(20 * share))} ${percent(share)}`;
  });
  return [`[${example}]`, ...bars].join("\n");
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

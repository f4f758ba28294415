// Matplotlib's short words for looks: "b--", "ro", "C1", "tab:blue".
import { complaint } from "../../validation.js";
import { ink, seriesColor } from "../colors.js";

/** How a line and its markers look. */
export interface LineStyle {
  color?: string;
  /** Lengths of dash and gap; empty for a solid line. */
  dash?: readonly number[];
  /** False for markers only. */
  hasLine: boolean;
  /** Vega's name or path of the marker. */
  marker?: string;
}

const letters: Record<string, string> = {
  b: "#1f5fd0",
  g: "#2a9d4a",
  r: "#d62728",
  c: "#12a5b8",
  m: "#b23fb2",
  y: "#c0a800",
  // black is what stands out on the page
  k: ink,
  black: ink,
  w: "#ffffff",
};

const tab: Record<string, string> = {
  blue: "#1f77b4",
  orange: "#ff7f0e",
  green: "#2ca02c",
  red: "#d62728",
  purple: "#9467bd",
  brown: "#8c564b",
  pink: "#e377c2",
  gray: "#7f7f7f",
  olive: "#bcbd22",
  cyan: "#17becf",
};

const markers: Record<string, string> = {
  o: "circle",
  ".": "circle",
  ",": "circle",
  s: "square",
  "^": "triangle-up",
  v: "triangle-down",
  "<": "triangle-left",
  ">": "triangle-right",
  D: "diamond",
  d: "diamond",
  "+": "cross",
  x: "M-1,-1L1,1M-1,1L1,-1",
  X: "M-1,-1L1,1M-1,1L1,-1",
  "|": "M0,-1L0,1",
  _: "M-1,0L1,0",
  "*": "M0,-1L0.22,-0.31L0.95,-0.31L0.36,0.12L0.59,0.81L0,0.38L-0.59,0.81L-0.36,0.12L-0.95,-0.31L-0.22,-0.31Z",
  p: "M0,-1L0.95,-0.31L0.59,0.81L-0.59,0.81L-0.95,-0.31Z",
  h: "M0,-1L0.87,-0.5L0.87,0.5L0,1L-0.87,0.5L-0.87,-0.5Z",
};

const lines: Record<string, readonly number[]> = {
  "-": [],
  solid: [],
  "--": [6, 3],
  dashed: [6, 3],
  "-.": [6, 3, 2, 3],
  dashdot: [6, 3, 2, 3],
  ":": [2, 3],
  dotted: [2, 3],
};

/** A colour as CSS: one letter, `C0` … `C9`, `tab:…`, a grey share such as `"0.5"`, or CSS itself. */
export function toCssColor(color: string): string {
  if (letters[color]) return letters[color];
  if (/^C\d+$/.test(color)) return seriesColor(Number(color.slice(1)));
  if (color.startsWith("tab:")) return tab[color.slice(4)] ?? color;
  const grey = Number(color);
  if (color.trim() !== "" && grey >= 0 && grey <= 1) {
    const level = Math.round(grey * 255);
    return `rgb(${String(level)},${String(level)},${String(level)})`;
  }
  return color;
}

/** The dash pattern of a line style; undefined for `"none"` and `""`, which draw no line. */
export function toDash(style: string): readonly number[] | undefined {
  if (style === "" || style.toLowerCase() === "none") return undefined;
  return lines[style] ?? fail("linestyle", style, `one of ${Object.keys(lines).join(", ")}, none`);
}

/** The marker by Matplotlib's letter; an SVG path stands for those Vega lacks. */
export function toMarker(letter: string): string {
  return markers[letter] ?? fail("marker", letter, `one of ${Object.keys(markers).join(" ")}`);
}

/** True for markers made of strokes: they have no inside to fill. */
export function isStrokeMarker(marker: string): boolean {
  return marker.startsWith("M") && !marker.endsWith("Z");
}

/**
 * Reads a format string: colour, marker and line in any order, as in `"b--"`, `"ro"`, `"k.-"`.
 *
 * @throws RangeError at a sign that is none of them.
 */
export function parseFormat(format: string): LineStyle {
  const style: LineStyle = { hasLine: false };
  let rest = format;
  const long = /^(C\d|tab:[a-z]+)/.exec(rest);
  if (long) {
    style.color = toCssColor(long[0]);
    rest = rest.slice(long[0].length);
  }
  while (rest !== "") {
    const line = ["--", "-.", "-", ":"].find((name) => rest.startsWith(name));
    const sign = rest[0]!;
    if (line !== undefined) {
      style.dash = lines[line]!;
      style.hasLine = true;
    } else if (letters[sign] && !style.color) style.color = letters[sign];
    else if (markers[sign] && !style.marker) style.marker = markers[sign];
    else
      return fail(
        "format",
        format,
        'a colour letter (b g r c m y k w), a marker (o . s ^ x + * …) and a line (- -- -. :), as in "b--"',
      );
    rest = rest.slice(line?.length ?? 1);
  }
  if (!style.marker) style.hasLine = true;
  return style;
}

function fail(name: string, got: string, wanted: string): never {
  throw new RangeError(complaint({ action: "draw the plot", name, wanted, got }));
}

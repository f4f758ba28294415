// Colour maps by Matplotlib's names.
import { unknownWord } from "../../validation.js";
import { schemeOf } from "./schemes.js";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Matplotlib name → name of the same map in Vega (most are ColorBrewer's or Matplotlib's own). */
const vegaNames: Record<string, string> = {
  viridis: "viridis",
  plasma: "plasma",
  inferno: "inferno",
  magma: "magma",
  cividis: "cividis",
  turbo: "turbo",
  YlGnBu: "yellowgreenblue",
  YlOrRd: "yelloworangered",
  YlOrBr: "yelloworangebrown",
  BuGn: "bluegreen",
  PuBu: "purpleblue",
  RdYlBu: "redyellowblue",
  RdYlGn: "redyellowgreen",
  RdGy: "redgrey",
  PRGn: "purplegreen",
  PiYG: "pinkyellowgreen",
  Spectral: "spectral",
};

/** Maps Vega lacks or cuts short at the light end, as evenly spaced stops; the first seven are ColorBrewer's. */
const ownStops: Record<string, readonly string[]> = {
  Greys: ["#ffffff", "#f0f0f0", "#d9d9d9", "#bdbdbd", "#969696", "#737373", "#525252", "#252525", "#000000"],
  Blues: ["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"],
  Reds: ["#fff5f0", "#fee0d2", "#fcbba1", "#fc9272", "#fb6a4a", "#ef3b2c", "#cb181d", "#a50f15", "#67000d"],
  Greens: ["#f7fcf5", "#e5f5e0", "#c7e9c0", "#a1d99b", "#74c476", "#41ab5d", "#238b45", "#006d2c", "#00441b"],
  Oranges: [
    "#fff5eb",
    "#fee6ce",
    "#fdd0a2",
    "#fdae6b",
    "#fd8d3c",
    "#f16913",
    "#d94801",
    "#a63603",
    "#7f2704",
  ],
  Purples: [
    "#fcfbfd",
    "#efedf5",
    "#dadaeb",
    "#bcbddc",
    "#9e9ac8",
    "#807dba",
    "#6a51a3",
    "#54278f",
    "#3f007d",
  ],
  RdBu: [
    "#67001f",
    "#b2182b",
    "#d6604d",
    "#f4a582",
    "#fddbc7",
    "#f7f7f7",
    "#d1e5f0",
    "#92c5de",
    "#4393c3",
    "#2166ac",
    "#053061",
  ],
  gray: ["#000000", "#ffffff"],
  binary: ["#ffffff", "#000000"],
  bwr: ["#0000ff", "#ffffff", "#ff0000"],
  seismic: ["#00004c", "#0000ff", "#ffffff", "#ff0000", "#800000"],
  coolwarm: ["#3b4cc0", "#6788ee", "#9abbff", "#c9d7f0", "#edd1c2", "#f7a889", "#e26952", "#b40426"],
  hot: ["#0b0000", "#8a0000", "#ff1500", "#ff9400", "#ffff1c", "#ffffff"],
  jet: ["#000080", "#0000ff", "#0080ff", "#00ffff", "#80ff80", "#ffff00", "#ff8000", "#ff0000", "#800000"],
  // orange below, blue above, as TensorFlow Playground colours its surface
  playground: ["#f59322", "#f7c98f", "#f2f2f2", "#94b9d6", "#0877bd"],
};

export const colormapNames: readonly string[] = [...Object.keys(vegaNames), ...Object.keys(ownStops)];

const made = new Map<string, readonly Rgb[]>();

/**
 * The 256 colours of a map. Names are Matplotlib's, in any letter case; `_r` behind a name turns it round.
 *
 * @throws RangeError for an unknown name.
 */
export function colormap(name: string): readonly Rgb[] {
  const known = made.get(name);
  if (known) return known;
  const isReversed = /_r$/i.test(name);
  const colors = lookUp(isReversed ? name.slice(0, -2) : name, name);
  const result = isReversed ? colors.reverse() : colors;
  made.set(name, result);
  return result;
}

/** Some colours of a map as CSS, for a scale's range. */
export function colormapRange(name: string, count = 17): string[] {
  const colors = colormap(name);
  return Array.from({ length: count }, (_, i) => toHex(colors[Math.round((i * 255) / (count - 1))]!));
}

export function toHex(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function lookUp(base: string, asWritten: string): Rgb[] {
  const name =
    colormapNames.find(
      (candidate) => candidate.toLowerCase() === base.toLowerCase().replace("grey", "gray"),
    ) ?? colormapNames.find((candidate) => candidate.toLowerCase() === base.toLowerCase());
  if (name === undefined) throw unknownWord("colour the picture", "cmap", asWritten, colormapNames, base);
  const stops = ownStops[name];
  if (stops) return Array.from({ length: 256 }, (_, i) => between(stops.map(parseColor), i / 255));
  const scheme = schemeOf(vegaNames[name]!);
  if (typeof scheme === "function") return Array.from({ length: 256 }, (_, i) => parseColor(scheme(i / 255)));
  const colors = (scheme ?? []).map(parseColor);
  return Array.from({ length: 256 }, (_, i) => between(colors, i / 255));
}

/** The colour at a share 0–1 of evenly spaced stops. */
function between(stops: readonly Rgb[], share: number): Rgb {
  const place = share * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(place));
  const t = place - i;
  const [a, b] = [stops[i]!, stops[i + 1]!];
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])];
}

/** `#rrggbb` or `rgb(r, g, b)`. */
function parseColor(css: string): Rgb {
  if (css.startsWith("#")) {
    return [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16)) as unknown as Rgb;
  }
  return css
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map(Number) as unknown as Rgb;
}

// Help lines, words and arrows on a plot.
import { softInk } from "../colors.js";
import { type Artist } from "./artist.js";
import { toCssColor, toDash } from "./style.js";
import { optionCheck } from "../options.js";
import { checkKind, complaint } from "../../validation.js";

export interface RuleOptions {
  color?: string | undefined;
  linestyle?: string | undefined;
  linewidth?: number | undefined;
  alpha?: number | undefined;
  label?: string | undefined;
}

const checkBandOptions = optionCheck<RuleOptions>("shade the band", {
  color: true,
  linestyle: true,
  linewidth: true,
  alpha: true,
  label: true,
});

const checkRuleOptions = optionCheck<RuleOptions>("draw the line", {
  color: true,
  linestyle: true,
  linewidth: true,
  alpha: true,
  label: true,
});

/** A straight line across the whole plot at one value of x or y. */
export function ruleArtist(axis: "x" | "y", value: number, options: RuleOptions): Artist {
  checkRuleOptions(options);
  const color = toCssColor(options.color ?? softInk);
  const dash = toDash(options.linestyle ?? "-") ?? [];
  return {
    layers: [
      {
        data: { values: [{ at: value }] },
        mark: {
          type: "rule",
          color,
          strokeWidth: options.linewidth ?? 1.2,
          opacity: options.alpha ?? 1,
          ...(dash.length > 0 && { strokeDash: dash }),
        },
        encoding: { [axis]: { field: "at" } },
      },
    ],
    label: options.label,
    color,
    dash,
    words: options.label === undefined ? [] : [`${options.label}  ${axis} = ${String(value)}`],
    notes: [],
    [axis]: Float64Array.of(value),
  };
}

/** A band across the whole plot between two values of x or y. */
export function spanArtist(axis: "x" | "y", from: number, to: number, options: RuleOptions): Artist {
  checkBandOptions(options);
  const color = toCssColor(options.color ?? "C0");
  return {
    layers: [
      {
        data: { values: [{ from, to }] },
        mark: { type: "rect", color, opacity: options.alpha ?? 0.15 },
        encoding: { [axis]: { field: "from" }, [`${axis}2`]: { field: "to" } },
      },
    ],
    label: options.label,
    color,
    words: [],
    notes: [],
    [axis]: Float64Array.of(from, to),
  };
}

export interface TextOptions {
  color?: string | undefined;
  fontsize?: number | undefined;
  /** `"left"` (default), `"center"` or `"right"` of the text at x. */
  ha?: "left" | "center" | "right" | undefined;
  /** `"top"`, `"center"` or `"bottom"` (default) of the text at y. */
  va?: "top" | "center" | "bottom" | undefined;
  /** Turn in degrees, counter-clockwise. */
  rotation?: number | undefined;
}

const checkTextOptions = optionCheck<TextOptions>("write the text", {
  color: true,
  fontsize: true,
  ha: true,
  va: true,
  rotation: true,
});

/** @throws TypeError for what is no point. */
function checkPlace(action: string, name: string, place: readonly number[]): void {
  const isPoint = Array.isArray(place) && place.length === 2 && place.every((one) => typeof one === "number");
  if (!isPoint) throw new TypeError(complaint({ action, name, wanted: "two numbers", got: place }));
}

/** Words at (x, y). */
export function textArtist(x: number, y: number, text: string, options: TextOptions): Artist {
  checkTextOptions(options);
  checkPlace("write the text", "x and y", [x, y]);
  checkKind("write the text", "text", text, { kind: "text" });
  const baselines = { top: "top", center: "middle", bottom: "alphabetic" } as const;
  return {
    layers: [
      {
        data: { values: [{ x, y }] },
        mark: {
          type: "text",
          text: text.includes("\n") ? text.split("\n") : text,
          align: options.ha ?? "left",
          baseline: baselines[options.va ?? "bottom"],
          fontSize: options.fontsize ?? 11,
          angle: -(options.rotation ?? 0),
          ...(options.color !== undefined && { color: toCssColor(options.color) }),
        },
        encoding: { x: { field: "x" }, y: { field: "y" } },
      },
    ],
    words: [],
    notes: [],
    x: Float64Array.of(x),
    y: Float64Array.of(y),
  };
}

export interface AnnotateOptions extends TextOptions {
  /** Where the words stand; defaults to the point itself. */
  xytext?: readonly [number, number] | undefined;
  /** Draws a line from the words to the point. */
  arrowprops?: { color?: string } | undefined;
}

const checkAnnotateOptions = optionCheck<AnnotateOptions>("write the note", {
  color: true,
  fontsize: true,
  ha: true,
  va: true,
  rotation: true,
  xytext: true,
  arrowprops: true,
});

/** Words about the point `xy`, with a line to it when they stand elsewhere. */
export function annotateArtist(
  text: string,
  xy: readonly [number, number],
  options: AnnotateOptions,
): Artist {
  checkAnnotateOptions(options);
  const { xytext, arrowprops, ...looks } = options;
  checkKind("write the note", "text", text, { kind: "text" });
  checkPlace("write the note", "xy", xy);
  if (xytext) checkPlace("write the note", "xytext", xytext);
  const [x, y] = xytext ?? xy;
  const words = textArtist(x, y, text, looks);
  if (!xytext) return words;
  const color = toCssColor(arrowprops?.color ?? softInk);
  const arrow = {
    data: { values: [{ x, y, x2: xy[0], y2: xy[1] }] },
    mark: { type: "rule", color },
    encoding: { x: { field: "x" }, y: { field: "y" }, x2: { field: "x2" }, y2: { field: "y2" } },
  };
  const head = {
    data: { values: [{ x: xy[0], y: xy[1] }] },
    mark: { type: "point", color, filled: true, size: 20 },
    encoding: { x: { field: "x" }, y: { field: "y" } },
  };
  return {
    ...words,
    layers: [arrow, head, ...words.layers],
    x: Float64Array.of(x, xy[0]),
    y: Float64Array.of(y, xy[1]),
  };
}

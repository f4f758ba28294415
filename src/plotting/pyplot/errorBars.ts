// Points with error bars.
import { complaint } from "../../validation.js";
import { optionCheck } from "../options.js";
import { shortNumber } from "../values.js";
import type { Artist, Layer } from "./artist.js";
import { lineArtist, lineOptionNames, type LineOptions } from "./lines.js";

/** One half-length for all, one a point, or `[below, above]` with one a point each. */
export type Errors = number | ArrayLike<number> | readonly [ArrayLike<number>, ArrayLike<number>];

export interface ErrorbarOptions extends LineOptions {
  yerr?: Errors | undefined;
  xerr?: Errors | undefined;
  /** Style of line and points, as in `"o"` or `"r--"`; a line by default. */
  fmt?: string | undefined;
  /** Half the length of the strokes at the ends, in pixels; defaults to 0, none. */
  capsize?: number | undefined;
  /** Width of the bars in pixels; defaults to 1.5. */
  elinewidth?: number | undefined;
  /** Colour of the bars; defaults to the line's. */
  ecolor?: string | undefined;
}

const checkErrorbarOptions = optionCheck<ErrorbarOptions>("draw the error bars", {
  ...lineOptionNames,
  yerr: true,
  xerr: true,
  fmt: true,
  capsize: true,
  elinewidth: true,
  ecolor: true,
});

/** A line through (x, y), as `plot` draws it, with a bar at each point. */
export function errorbarArtist(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: ErrorbarOptions,
  nextColor: () => string,
): Artist {
  checkErrorbarOptions(options);
  const { yerr, xerr, fmt = "", capsize = 0, elinewidth = 1.5, ecolor, ...looks } = options;
  const line = lineArtist(x, y, fmt, looks, nextColor);
  const color = ecolor ?? line.color;
  const upright = yerr === undefined ? [] : ends(x, y, yerr, "yerr");
  const lying = xerr === undefined ? [] : ends(y, x, xerr, "xerr");
  const bars = (rows: Bar[], along: "x" | "y"): Layer[] => {
    const across = along === "x" ? "y" : "x";
    const values = rows.map(({ at, low, high }) => ({
      at: shortNumber(at),
      low: shortNumber(low),
      high: shortNumber(high),
    }));
    const cap = (field: string): Layer => ({
      data: { values },
      mark: {
        type: "tick",
        color,
        size: 2 * capsize,
        thickness: elinewidth,
        orient: along === "x" ? "horizontal" : "vertical",
      },
      encoding: { [along]: { field: "at" }, [across]: { field } },
    });
    const rule: Layer = {
      data: { values },
      mark: { type: "rule", color, strokeWidth: elinewidth },
      encoding: { [along]: { field: "at" }, [across]: { field: "low" }, [`${across}2`]: { field: "high" } },
    };
    return rows.length === 0 ? [] : [rule, ...(capsize > 0 ? [cap("low"), cap("high")] : [])];
  };
  const reach = (rows: Bar[]): number[] => rows.flatMap(({ low, high }) => [low, high]);
  return {
    ...line,
    layers: [...bars(upright, "x"), ...bars(lying, "y"), ...line.layers],
    x: Float64Array.of(...Array.from(x), ...reach(lying)),
    y: Float64Array.of(...Array.from(y), ...reach(upright)),
  };
}

interface Bar {
  at: number;
  low: number;
  high: number;
}

function ends(at: ArrayLike<number>, middle: ArrayLike<number>, errors: Errors, name: string): Bar[] {
  const isPair = typeof errors !== "number" && errors.length === 2 && typeof errors[0] === "object";
  const [below, above] = (isPair ? errors : [errors, errors]) as [
    number | ArrayLike<number>,
    number | ArrayLike<number>,
  ];
  const sizes = [below, above].map((side) =>
    typeof side === "number" ? new Float64Array(middle.length).fill(side) : side,
  );
  for (const side of sizes) {
    const isWrong = side.length !== middle.length || Array.from(side).some((size) => size < 0);
    if (isWrong)
      throw new RangeError(
        complaint({
          action: "draw the error bars",
          name,
          wanted: `a number >= 0, ${String(middle.length)} of them, or [below, above]`,
          got: errors,
        }),
      );
  }
  return Array.from(middle, (value, i) => ({
    at: at[i]!,
    low: value - sizes[0]![i]!,
    high: value + sizes[1]![i]!,
  }));
}

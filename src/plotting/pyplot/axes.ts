// One plot with its axes: Matplotlib's methods in camelCase gather artists in a frame; `axesSpec.ts` turns both into Vega-Lite.
import { displaySymbol, type MimeBundle } from "../../display/host.js";
import { seriesColor } from "../colors.js";
import type { Figure } from "../figure.js";
import { type ImageLike, type NumberList, toVector } from "../values.js";
import { groupsOf, lineArguments, type PlotArguments, positions } from "./arguments.js";
import type { Artist } from "./artist.js";
import { AxesFrame } from "./axesFrame.js";
import {
  barArtist,
  type BarOptions,
  fillArtist,
  type FillOptions,
  histArtist,
  type HistOptions,
} from "./bars.js";
import { boxArtist, type BoxplotOptions, checkBoxplotOptions } from "./boxes.js";
import { contourArtist, type ContourOptions } from "./contourArtist.js";
import { errorbarArtist, type ErrorbarOptions } from "./errorBars.js";
import { lineArtist, scatterArtist, type ScatterOptions } from "./lines.js";
import {
  annotateArtist,
  type AnnotateOptions,
  ruleArtist,
  type RuleOptions,
  spanArtist,
  textArtist,
  type TextOptions,
} from "./marks.js";
import { checkPieOptions, pieArtist, type PieOptions } from "./pie.js";
import { checkViolinplotOptions, violinArtist, type ViolinplotOptions } from "./violins.js";
import { heatmapArtist, type HeatmapOptions, imageArtist, type ImshowOptions } from "./pictures.js";

/** A figure that can draw an axes of it: avoids that this file knows the figure's. */
interface Owner {
  toFigure(): Figure;
  markShown(): void;
}

/** One plot of a figure. */
export class Axes extends AxesFrame {
  readonly artists: Artist[] = [];
  private numColors = 0;
  private readonly owner: Owner;

  constructor(owner: Owner) {
    super();
    this.owner = owner;
  }

  private readonly nextColor = (): string => seriesColor(this.numColors++);

  /** Adds a ready-made artist. */
  add(artist: Artist): this {
    this.artists.push(artist);
    return this;
  }

  /** Draws a line; see {@link PlotArguments}. */
  plot(...args: PlotArguments): this {
    const { x, y, format, options } = lineArguments(args);
    return this.add(lineArtist(x, y, format, options, this.nextColor));
  }

  /** Draws single points. */
  scatter(
    x: NumberList,
    y: NumberList,
    options: Omit<ScatterOptions, "c"> & { c?: NumberList | string } = {},
  ): this {
    const { c, ...rest } = options;
    const action = "draw the points";
    const colors = c === undefined || typeof c === "string" ? c : toVector(c, action, "c");
    return this.add(
      scatterArtist(
        toVector(x, action, "x"),
        toVector(y, action, "y"),
        { ...rest, c: colors },
        this.nextColor,
      ),
    );
  }

  /** Draws upright bars over numbers or names. */
  bar(x: NumberList | readonly string[], height: NumberList, options: BarOptions = {}): this {
    return this.add(
      barArtist(positions(x), toVector(height, "draw the bars", "height"), options, this.nextColor, false),
    );
  }

  /** Draws lying bars. */
  barh(y: NumberList | readonly string[], width: NumberList, options: BarOptions = {}): this {
    return this.add(
      barArtist(positions(y), toVector(width, "draw the bars", "width"), options, this.nextColor, true),
    );
  }

  /** Draws how often values fall into each of some bins (10 by default). */
  hist(values: NumberList, bins: number | readonly number[] | HistOptions = {}): this {
    const options =
      typeof bins === "object" && !Array.isArray(bins) ? (bins as HistOptions) : { bins: bins as number };
    return this.add(histArtist(toVector(values, "draw the histogram", "values"), options, this.nextColor));
  }

  /** Fills the area between two curves. */
  fillBetween(x: NumberList, y1: NumberList, y2: NumberList | number = 0, options: FillOptions = {}): this {
    const action = "fill the area";
    const at = toVector(x, action, "x");
    const high = typeof y2 === "number" ? new Float64Array(at.length).fill(y2) : toVector(y2, action, "y2");
    return this.add(fillArtist(at, toVector(y1, action, "y1"), high, options, this.nextColor));
  }

  /** Draws a line or points with error bars; `{ yerr, xerr, fmt, capsize }` are Matplotlib's. */
  errorbar(x: NumberList, y: NumberList, options: ErrorbarOptions = {}): this {
    const action = "draw the error bars";
    return this.add(
      errorbarArtist(toVector(x, action, "x"), toVector(y, action, "y"), options, this.nextColor),
    );
  }

  /** Draws shares of a whole, as wedges that begin at the right and go against the clock. */
  pie(values: NumberList, options: PieOptions = {}): this {
    checkPieOptions(options);
    return this.add(pieArtist(toVector(values, "draw the pie", "values"), options)).axis("off");
  }

  /** Draws a box for each list: quartiles and median as NumPy has them, whiskers, and points beyond. */
  boxplot(lists: NumberList | readonly NumberList[], options: BoxplotOptions = {}): this {
    checkBoxplotOptions(options);
    const groups = groupsOf(lists, "draw the boxes", options.tickLabels);
    return this.add(boxArtist(groups, options.orientation === "horizontal", "numpy", options.whis));
  }

  /** Draws for each list how densely its values lie. */
  violinplot(lists: NumberList | readonly NumberList[], options: ViolinplotOptions = {}): this {
    checkViolinplotOptions(options);
    const groups = groupsOf(lists, "draw the violins");
    this.xAxis.ticks ??= groups.map((_, i) => options.positions?.[i] ?? i + 1);
    return this.add(violinArtist(groups, options));
  }

  /** Shows a table of numbers, shape [rows, columns], or a colour picture, shape [rows, columns, 3 or 4]. */
  imshow(image: ImageLike, options: ImshowOptions = {}): this {
    const picture = imageArtist(image, options);
    this.hasGrid = false;
    this.isEqual = options.extent === undefined;
    return this.add(picture);
  }

  /** Shows a table as coloured cells with names and values. */
  heatmap(table: ImageLike, options: HeatmapOptions = {}): this {
    this.hasGrid = false;
    return this.add(heatmapArtist(table, options));
  }

  /** Draws level lines of `z`, shape [y.length, x.length]. */
  contour(x: NumberList, y: NumberList, z: ImageLike, options: ContourOptions = {}): this {
    const action = "draw the contours";
    return this.add(contourArtist(toVector(x, action, "x"), toVector(y, action, "y"), z, options, false));
  }

  /** Fills the bands between levels of `z`. */
  contourf(x: NumberList, y: NumberList, z: ImageLike, options: ContourOptions = {}): this {
    this.hasGrid = false;
    const action = "draw the contours";
    return this.add(contourArtist(toVector(x, action, "x"), toVector(y, action, "y"), z, options, true));
  }

  axhline(y = 0, options: RuleOptions = {}): this {
    return this.add(ruleArtist("y", y, options));
  }

  axvline(x = 0, options: RuleOptions = {}): this {
    return this.add(ruleArtist("x", x, options));
  }

  axhspan(from: number, to: number, options: RuleOptions = {}): this {
    return this.add(spanArtist("y", from, to, options));
  }

  axvspan(from: number, to: number, options: RuleOptions = {}): this {
    return this.add(spanArtist("x", from, to, options));
  }

  text(x: number, y: number, text: string, options: TextOptions = {}): this {
    return this.add(textArtist(x, y, text, options));
  }

  annotate(text: string, xy: readonly [number, number], options: AnnotateOptions = {}): this {
    return this.add(annotateArtist(text, xy, options));
  }

  /** As a cell's last value, an axes shows its whole figure. */
  [displaySymbol](): MimeBundle {
    this.owner.markShown();
    return this.owner.toFigure().toBundle();
  }

  [Symbol.for("nodejs.util.inspect.custom")](depth: number): unknown {
    const figure = this.owner.toFigure();
    this.owner.markShown();
    return (figure as unknown as Record<symbol, (depth: number) => unknown>)[
      Symbol.for("nodejs.util.inspect.custom")
    ]!(depth);
  }
}

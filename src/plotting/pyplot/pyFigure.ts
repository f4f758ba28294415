// One or more axes in a grid, as Matplotlib's figure holds them.
import { displaySymbol, type MimeBundle } from "../../display/host.js";
import { checkInteger, checkOptions } from "../../validation.js";
import { Figure } from "../figure.js";
import type { VegaLiteSpec } from "../render/libraries.js";
import { isKorean, rangeText } from "../summary.js";
import { Axes } from "./axes.js";
import { axesSpec } from "./axesSpec.js";
import { optionCheck } from "../options.js";

export interface PyFigureOptions {
  /** Width and height in inches of 72 pixels, labels included; defaults to [6.4, 4.4]. */
  figsize?: readonly [number, number] | undefined;
}

const checkPyFigureOptions = optionCheck<PyFigureOptions>("make the figure", { figsize: true });

/** A figure under construction: axes in rows and columns. */
export class PyFigure {
  readonly rows: number;
  readonly columns: number;
  readonly axes: Axes[];
  /** True once the figure was drawn: the next `plt` call begins a new one. */
  isShown = false;
  private readonly figsize: readonly [number, number];
  private title: string | undefined;

  constructor(rows = 1, columns = 1, options: PyFigureOptions = {}) {
    checkPyFigureOptions(options);
    const action = "make the figure";
    this.rows = checkInteger(action, "rows", rows, { min: 1, max: 50 });
    this.columns = checkInteger(action, "columns", columns, { min: 1, max: 50 });
    this.figsize = options.figsize ?? defaultSize(rows, columns);
    this.axes = Array.from({ length: rows * columns }, () => new Axes(this));
  }

  /** A title over all axes. */
  suptitle(text: string): this {
    this.title = text;
    return this;
  }

  /** The finished picture. */
  toFigure(): Figure {
    const [width, height] = this.figsize.map((inches) => inches * 72) as [number, number];
    const box = {
      width: Math.max(30, Math.round(width / this.columns - (this.axes.every((one) => one.isOff) ? 10 : 60))),
      height: Math.max(30, Math.round(height / this.rows - (this.axes.every((one) => one.isOff) ? 25 : 60))),
    };
    const views = this.axes.map((axes, i) => axesSpec(axes, box, String(i)));
    return new Figure(this.arrange(views), this.words());
  }

  private arrange(views: VegaLiteSpec[]): VegaLiteSpec {
    const title = this.title === undefined ? {} : { title: this.title };
    if (views.length === 1) return { ...views[0], ...title };
    // each plot has its own colours and legend
    const resolve = { scale: { color: "independent", fill: "independent", strokeDash: "independent" } };
    const rows = Array.from({ length: this.rows }, (_, r) => ({
      hconcat: views.slice(r * this.columns, (r + 1) * this.columns),
      spacing: 16,
      resolve,
    }));
    return { ...title, ...(rows.length === 1 ? rows[0]! : { vconcat: rows, spacing: 16, resolve }) };
  }

  private words(): string {
    const parts = this.axes.map((axes) => {
      const { titleText, xAxis, yAxis, artists } = axes;
      const korean = isKorean(titleText, xAxis.label, yAxis.label, ...artists.map((artist) => artist.label));
      const notes = [
        ...new Set(artists.flatMap((artist) => artist.notes).map((note) => (korean ? note.ko : note.en))),
      ];
      const lines = artists.flatMap((artist) => artist.words);
      const first = artists.find((artist) => artist.x && typeof artist.x[0] === "number");
      const labels = [
        first && !first.extent
          ? `x: ${[xAxis.label, rangeText(first.x as ArrayLike<number>)].filter(Boolean).join(" ")}`
          : xAxis.label,
        yAxis.label && `y: ${yAxis.label}`,
      ].filter(Boolean);
      return [
        titleText,
        labels.join("   "),
        ...lines.slice(0, 12),
        lines.length > 12 && `… ${String(lines.length)}`,
        ...notes,
      ]
        .filter(Boolean)
        .join("\n");
    });
    return [this.title, ...parts].filter(Boolean).join("\n") || "[empty figure]";
  }

  /** Shows the figure under the cell now. */
  show(): void {
    this.markShown();
    this.toFigure().show();
  }

  /** Writes the figure to a `.png`, `.svg` or `.json` file; `dpi` 144 is two pixels for each of the page's. */
  savefig(file: string, options: { dpi?: number } = {}): void {
    checkOptions("save the figure", options, ["dpi"]);
    const { dpi = 144 } = options;
    this.toFigure().save(file, { scale: dpi / 72 });
  }

  markShown(): void {
    this.isShown = true;
  }

  [displaySymbol](): MimeBundle {
    this.markShown();
    return this.toFigure().toBundle();
  }

  [Symbol.for("nodejs.util.inspect.custom")](depth: number): unknown {
    const figure = this.toFigure();
    this.markShown();
    return (figure as unknown as Record<symbol, (depth: number) => unknown>)[
      Symbol.for("nodejs.util.inspect.custom")
    ]!(depth);
  }
}

function defaultSize(rows: number, columns: number): [number, number] {
  if (rows === 1 && columns === 1) return [6.4, 4.4];
  return [Math.min(10.2, Math.max(6.4, columns * 3.6)), Math.min(14, Math.max(3.4, rows * 3))];
}

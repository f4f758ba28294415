// A figure: one Vega-Lite specification shown three ways, moving in JupyterLab and VS Code, as a PNG where nothing
// moves, and in words.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { display } from "../display/index.js";
import { outputHost, toBase64 } from "../display/internal.js";
import { metadataSymbol } from "../display/host.js";
import { displaySymbol, type MimeBundle, notebookHost } from "../display/host.js";
import { complaint } from "../validation.js";
import type { VegaLiteSpec } from "./render/libraries.js";
import { paintPng, renderSvg, svgSize } from "./render/render.js";
import { themed } from "./theme.js";

/** The MIME type that JupyterLab and VS Code draw by themselves. */
const vegaLiteMime = "application/vnd.vegalite.v5+json";

/** A picture that draws itself in a notebook, as a cell's last value or by `show()`. */
export class Figure {
  /** The whole Vega-Lite 5 specification, data inside. */
  readonly spec: VegaLiteSpec;
  /** The figure in words: title, ranges, sparklines. */
  readonly text: string;
  private drawn: string | undefined;

  constructor(spec: VegaLiteSpec, text: string) {
    this.spec = themed(spec);
    this.text = text;
  }

  /** The picture as SVG, drawn once. */
  toSvg(): string {
    return (this.drawn ??= renderSvg(this.spec));
  }

  /** The picture as an opaque PNG, `scale` pixels (default 2) for each CSS pixel. */
  toPng(scale = 2): Uint8Array {
    return paintPng(this.toSvg(), scale);
  }

  /** What a notebook stores: the specification, the PNG and the words. */
  toBundle(): MimeBundle {
    return {
      [vegaLiteMime]: this.spec,
      "image/png": toBase64(this.toPng()),
      "text/plain": this.text,
      // The PNG has two pixels for each of the page's, so the page is told its size.
      [metadataSymbol]: { "image/png": svgSize(this.toSvg()) },
    };
  }

  /** The bundle without the PNG, for pictures that change several times a second. */
  toQuickBundle(): MimeBundle {
    return { [vegaLiteMime]: this.spec, "text/plain": this.text };
  }

  [displaySymbol](): MimeBundle {
    return this.toBundle();
  }

  /** Shows the figure under the cell now; in plain Node prints it in words. */
  show(): void {
    display(outputHost() ? this : this.text);
  }

  /**
   * Writes the figure to a file.
   *
   * @param file - Path that ends in `.png`, `.svg` or `.json` (the specification).
   * @param options - `scale`: pixels of the PNG for each CSS pixel, defaults to 2.
   * @throws RangeError for another ending.
   */
  save(file: string, { scale = 2 }: { scale?: number } = {}): void {
    writeFileSync(file, this.fileContent(file, scale));
  }

  private fileContent(file: string, scale: number): string | Uint8Array {
    switch (path.extname(file).toLowerCase()) {
      case ".png":
        return this.toPng(scale);
      case ".svg":
        return this.toSvg();
      case ".json":
        return `${JSON.stringify(this.spec, undefined, 2)}\n`;
      default:
        throw new RangeError(
          complaint({
            action: "save the figure",
            name: "file",
            wanted: "a path ending in .png, .svg or .json",
            got: file,
          }),
        );
    }
  }

  /** Stock tslab prints a cell's last value by Node's inspection: there the figure draws itself on the way. */
  [Symbol.for("nodejs.util.inspect.custom")](depth: number): string {
    if (!notebookHost() && outputHost() && depth >= 2) this.show();
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}

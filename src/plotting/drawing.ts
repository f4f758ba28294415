// A picture that shows itself: as SVG in the page's own colours, as a PNG where nothing else shows, and in words.
import { display } from "../display/index.js";
import { escapeHtml, outputHost } from "../display/internal.js";
import { displaySymbol, type MimeBundle, notebookHost } from "../display/host.js";
import { needNode } from "../nodeModule.js";
import { complaint } from "../validation.js";
import { paintPng, paperSvg } from "./render/render.js";
import { stillPng } from "./stillPng.js";

/**
 * A drawing as HTML. JupyterLab takes drawings and styles out of a notebook that nobody has trusted, and the drawing's loose
 * words would be left: without the style they stay hidden, and the picture in words stands in their place.
 */
export function drawnHtml(drawing: string, text: string): string {
  const style = ".gradus-drawing[hidden]{display:block!important}.gradus-drawing+pre{display:none}";
  return `<style>${style}</style><div class="gradus-drawing" hidden>${drawing}</div><pre>${escapeHtml(text)}</pre>`;
}

/** A picture that draws itself in a notebook, as a cell's last value or by `show()`. */
export class Drawing {
  /** The picture in words. */
  readonly text: string;
  private readonly draw: () => string;
  private drawn: string | undefined;

  /** @param draw - Gives the SVG, once it is asked for. */
  constructor(draw: () => string, text: string) {
    this.draw = draw;
    this.text = text;
  }

  /** The picture as SVG, drawn once. Its text and lines have the colour of the page it stands in. */
  toSvg(): string {
    return (this.drawn ??= this.draw());
  }

  /** The picture as an opaque PNG, `scale` pixels (default 2) for each CSS pixel. */
  toPng(scale = 2): Uint8Array {
    return paintPng(this.toSvg(), scale);
  }

  /** What a notebook stores: the drawing as part of the page, the PNG and the words. */
  toBundle(): MimeBundle {
    return { "text/html": drawnHtml(this.toSvg(), this.text), ...this.stillForms() };
  }

  /** The PNG and the words, for places where nothing moves; in a page, which paints no PNG, the words alone. */
  protected stillForms(): MimeBundle {
    return { ...stillPng(this.toSvg()), "text/plain": this.text };
  }

  [displaySymbol](): MimeBundle {
    return this.toBundle();
  }

  /** Shows the picture under the cell now; in plain Node prints it in words. */
  show(): void {
    display(outputHost() ? this : this.text);
  }

  /**
   * Writes the picture to a file, on white paper.
   *
   * @param file - Path that ends in `.png` or `.svg`.
   * @param options - `scale`: pixels of the PNG for each CSS pixel, defaults to 2.
   * @throws RangeError for another ending.
   */
  save(file: string, { scale = 2 }: { scale?: number } = {}): void {
    const ending = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? "";
    const content = this.fileForms(scale)[ending];
    if (!content) {
      const endings = Object.keys(this.fileForms(scale));
      const wanted = `a path ending in ${endings.slice(0, -1).join(", ")} or ${endings.at(-1)!}`;
      throw new RangeError(complaint({ action: "save the figure", name: "file", wanted, got: file }));
    }
    const fs = needNode("node:fs", "save the figure", "download its toSvg() as a Blob");
    fs.writeFileSync(file, content());
  }

  /** What a file with each ending holds. */
  protected fileForms(scale: number): Record<string, () => string | Uint8Array> {
    return { ".png": () => this.toPng(scale), ".svg": () => paperSvg(this.toSvg()) };
  }

  /** Stock tslab prints a cell's last value by Node's inspection: there the picture draws itself on the way. */
  [Symbol.for("nodejs.util.inspect.custom")](depth: number): string {
    if (!notebookHost() && outputHost() && depth >= 2) this.show();
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}

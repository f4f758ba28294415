// A figure: one Vega-Lite specification shown three ways, moving in JupyterLab and VS Code, as a still picture where
// nothing moves, and in words.
import { type MimeBundle } from "../display/host.js";
import { Drawing } from "./drawing.js";
import type { VegaLiteSpec } from "./render/libraries.js";
import { renderSvg } from "./render/render.js";
import { canPaint } from "./stillPng.js";
import { themed } from "./theme.js";
import { checkKind } from "../validation.js";

/** The MIME type that JupyterLab and VS Code draw by themselves. */
const vegaLiteMime = "application/vnd.vegalite.v5+json";

/** Signs of SVG up to which a notebook stores it, also where the PNG is shorter: it is sharp, and follows the theme. */
const mostSvg = 200_000;

/** A picture that draws itself in a notebook, as a cell's last value or by `show()`. */
export class Figure extends Drawing {
  /** The whole Vega-Lite 5 specification, data inside. */
  readonly spec: VegaLiteSpec;

  /**
   * @param spec - The specification, its looks may be left out.
   * @param text - The figure in words: title, ranges, sparklines.
   */
  constructor(spec: VegaLiteSpec, text: string) {
    checkKind("make a figure", "spec", spec, { kind: "object", wanted: "a Vega-Lite specification" });
    const whole = themed(spec);
    super(() => renderSvg(whole), text);
    this.spec = whole;
  }

  /** What a notebook stores: the specification, the still picture and the words; a page draws the specification itself. */
  override toBundle(): MimeBundle {
    if (!canPaint()) return this.toQuickBundle();
    const svg = this.toSvg();
    const still = this.stillForms();
    const isSmall = svg.length <= Math.max(mostSvg, String(still["image/png"]).length);
    return { [vegaLiteMime]: this.spec, ...(isSmall && { "image/svg+xml": svg }), ...still };
  }

  /** The bundle without still pictures, for figures that change several times a second. */
  toQuickBundle(): MimeBundle {
    return { [vegaLiteMime]: this.spec, "text/plain": this.text };
  }

  /** Files may also end in `.json`: the specification. */
  protected override fileForms(scale: number): Record<string, () => string | Uint8Array> {
    return { ...super.fileForms(scale), ".json": () => `${JSON.stringify(this.spec, undefined, 2)}\n` };
  }
}

// Widgets that only show: HTML, progress, pictures, outputs.
import { controlClass, toBundle } from "../display/internal.js";
import { html } from "../display/index.js";
import type { MimeBundle } from "../display/host.js";
import { barPicture, imagePicture, labelled, type Picture, textPicture } from "./picture.js";
import { label } from "./sliders.js";
import { ValueWidget, Widget, type WidgetOptions } from "./widget.js";

export interface HtmlOptions extends WidgetOptions {
  value?: string | undefined;
  description?: string | undefined;
}

/** HTML that can be replaced. */
export class HTML extends ValueWidget<string> {
  static override readonly optionNames: readonly (keyof HtmlOptions)[] = ["value", "description", "layout"];

  constructor(options: HtmlOptions = {}) {
    const { value = "", description = "" } = options;
    super(controlClass("HTML"), { value, description, placeholder: "" }, options, "HTML");
  }

  get value(): string {
    return this.state["value"] as string;
  }

  set value(value: string) {
    this.change({ value });
  }

  picture(): Picture {
    return labelled(this.state["description"] as string, textPicture(html(this.value).toString()));
  }

  text(): string {
    return label(this.state) + html(this.value).toString();
  }
}

export interface IntProgressOptions extends WidgetOptions {
  value?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  description?: string | undefined;
  barStyle?: "" | "success" | "info" | "warning" | "danger" | undefined;
}

/** A bar that fills. */
export class IntProgress extends ValueWidget<number> {
  static override readonly optionNames: readonly (keyof IntProgressOptions)[] = [
    "value",
    "min",
    "max",
    "description",
    "barStyle",
    "layout",
  ];

  constructor(options: IntProgressOptions = {}) {
    const { value = 0, min = 0, max = 100, description = "", barStyle = "" } = options;
    const state = { value, min, max, description, bar_style: barStyle, orientation: "horizontal" };
    super(controlClass("IntProgress", "ProgressView"), state, options, "Progress");
  }

  get value(): number {
    return this.state["value"] as number;
  }

  set value(value: number) {
    this.change({ value });
  }

  private share(): number {
    const { value, min, max } = this.state as { value: number; min: number; max: number };
    return (value - min) / (max - min || 1);
  }

  picture(): Picture {
    return labelled(this.state["description"] as string, barPicture(this.share()));
  }

  text(): string {
    const filled = Math.round(this.share() * 20);
    return `${label(this.state)}${"━".repeat(filled)}${"·".repeat(20 - filled)} ${String(Math.round(this.share() * 100))}%`;
  }
}

export interface ImageOptions extends WidgetOptions {
  /** Bytes of the picture. */
  value: Uint8Array;
  /** Defaults to `"png"`. */
  format?: "png" | "jpeg" | undefined;
  /** Width on the page in pixels. */
  width?: number | undefined;
  height?: number | undefined;
  /** The picture in words. */
  alt?: string | undefined;
}

/** A picture whose bytes can be replaced many times a second. */
export class Image extends ValueWidget<Uint8Array> {
  static override readonly optionNames: readonly (keyof ImageOptions)[] = [
    "value",
    "format",
    "width",
    "height",
    "alt",
    "layout",
  ];

  /** The picture in words. */
  alt: string;
  private readonly size: [number, number];

  constructor(options: ImageOptions) {
    const { value, format = "png", width, height, alt = "[picture]" } = options;
    const text = (pixels: number | undefined): string => (pixels === undefined ? "" : String(pixels));
    super(controlClass("Image"), { value, format, width: text(width), height: text(height) }, options);
    this.alt = alt;
    this.size = [width ?? 320, height ?? 240];
  }

  get value(): Uint8Array {
    return this.state["value"] as Uint8Array;
  }

  set value(value: Uint8Array) {
    this.change({ value });
  }

  picture(): Picture {
    return imagePicture(this.value, this.state["format"] as string, ...this.size);
  }

  text(): string {
    return this.alt;
  }
}

/** A place for outputs: what is put in replaces what was there. */
export class Output extends Widget {
  private bundles: MimeBundle[] = [];

  constructor(options: WidgetOptions = {}) {
    const kind = {
      module: "@jupyter-widgets/output",
      version: "1.0.0",
      model: "OutputModel",
      view: "OutputView",
    };
    super(kind, { outputs: [], msg_id: "" }, options);
  }

  /** Shows values here in place of the last ones. Values that draw themselves over time are not awaited. */
  put(...values: unknown[]): void {
    this.bundles = values.map((value) => {
      const bundle = toBundle(value);
      return bundle instanceof Promise ? { "text/plain": "…" } : { ...bundle };
    });
    const outputs = this.bundles.map((data) => ({ output_type: "display_data", data, metadata: {} }));
    this.change({ outputs });
  }

  clear(): void {
    this.put();
  }

  picture(): Picture {
    return textPicture(this.text());
  }

  text(): string {
    return this.bundles
      .map((bundle) => String((bundle["text/plain"] as string | undefined) ?? ""))
      .join("\n");
  }
}

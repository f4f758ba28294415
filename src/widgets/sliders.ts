// Sliders for whole numbers, fractions and powers.
import { controlClass } from "../display/internal.js";
import { complaint } from "../validation.js";
import { labelled, type Picture, sliderPicture } from "./picture.js";
import { describedNames, ValueWidget, type DescribedOptions } from "./widget.js";

export interface SliderOptions extends DescribedOptions {
  /** Defaults to `min`. */
  value?: number | undefined;
  /** Defaults to 0. */
  min?: number | undefined;
  /** Defaults to 100 (whole numbers) or 10 (fractions). */
  max?: number | undefined;
  /** Defaults to 1 (whole numbers) or 0.1 (fractions). */
  step?: number | undefined;
  /** Words in front. */
  description?: string | undefined;
  /** Tells of the value while dragging (default), or only at the end. */
  continuousUpdate?: boolean | undefined;
  /** How the value is written, as in Python's format: `"d"`, `".2f"`, `".3g"`. */
  readoutFormat?: string | undefined;
  orientation?: "horizontal" | "vertical" | undefined;
  disabled?: boolean | undefined;
}

/** What every slider's model holds besides its value and its ends. */
function sliderState(options: SliderOptions, defaults: { step: number; format: string }) {
  return {
    step: options.step ?? defaults.step,
    description: options.description ?? "",
    continuous_update: options.continuousUpdate ?? true,
    readout: true,
    readout_format: options.readoutFormat ?? defaults.format,
    orientation: options.orientation ?? "horizontal",
    disabled: options.disabled ?? false,
    behavior: "drag-tap",
  };
}

/** The nearest value that the slider has; NaN is near to none. */
function between(min: number, value: number, max: number): number {
  if (!Number.isNaN(value)) return Math.max(min, Math.min(max, value));
  const wanted = `a number from ${String(min)} to ${String(max)}`;
  throw new RangeError(complaint({ action: "set a slider", name: "value", wanted, got: value }));
}

const sliderNames: readonly (keyof SliderOptions)[] = [
  ...describedNames,
  "value",
  "min",
  "max",
  "step",
  "continuousUpdate",
  "readoutFormat",
  "orientation",
];

abstract class Slider extends ValueWidget<number> {
  static override readonly optionNames = sliderNames;

  protected constructor(
    name: string,
    options: SliderOptions,
    defaults: { max: number; step: number; format: string },
  ) {
    const { min = 0, max = defaults.max } = options;
    const value = options.value ?? min;
    if (!(min <= max)) {
      throw new RangeError(
        complaint({ action: "make a slider", name: "min", wanted: `<= max (${String(max)})`, got: min }),
      );
    }
    super(
      controlClass(name),
      { min, max, value: between(min, value, max), ...sliderState(options, defaults) },
      options,
      "Slider",
    );
  }

  get value(): number {
    return this.state["value"] as number;
  }

  set value(value: number) {
    const { min, max } = this;
    this.change({ value: between(min, value, max) });
  }

  get min(): number {
    return this.state["min"] as number;
  }

  get max(): number {
    return this.state["max"] as number;
  }

  get disabled(): boolean {
    return this.state["disabled"] as boolean;
  }

  set disabled(disabled: boolean) {
    this.change({ disabled });
  }

  picture(): Picture {
    const { min, max, value } = this;
    return labelled(
      this.state["description"] as string,
      sliderPicture((value - min) / (max - min || 1), this.readout()),
    );
  }

  text(): string {
    const { min, max, value } = this;
    const place = Math.round(((value - min) / (max - min || 1)) * 12);
    return `${label(this.state)}${"─".repeat(place)}●${"─".repeat(12 - place)} ${this.readout()}`;
  }

  /** The value as the front end writes it. */
  protected readout(): string {
    return formatNumber(this.value, this.state["readout_format"] as string);
  }
}

/** A slider for whole numbers. */
export class IntSlider extends Slider {
  constructor(options: SliderOptions = {}) {
    super("IntSlider", options, { max: 100, step: 1, format: "d" });
  }
}

/** A slider for fractions. */
export class FloatSlider extends Slider {
  constructor(options: SliderOptions = {}) {
    super("FloatSlider", options, { max: 10, step: 0.1, format: ".2f" });
  }
}

export interface LogSliderOptions extends Omit<SliderOptions, "min" | "max" | "step"> {
  /** Exponent of the least value; defaults to −3. */
  min?: number | undefined;
  /** Exponent of the greatest value; defaults to 0. */
  max?: number | undefined;
  /** Step of the exponent; defaults to 0.1. */
  step?: number | undefined;
  /** Defaults to 10. */
  base?: number | undefined;
}

/** A slider for powers: `min` and `max` are exponents, the value is `base ** exponent`. */
export class FloatLogSlider extends ValueWidget<number> {
  static override readonly optionNames: readonly (keyof LogSliderOptions)[] = [...sliderNames, "base"];

  constructor(options: LogSliderOptions = {}) {
    const { min = -3, max = 0, base = 10 } = options;
    super(
      controlClass("FloatLogSlider"),
      {
        ...{ min, max, base },
        value: Math.max(base ** min, Math.min(base ** max, options.value ?? base ** min)),
        ...sliderState(options, { step: 0.1, format: ".3g" }),
      },
      options,
      "Slider",
    );
  }

  get value(): number {
    return this.state["value"] as number;
  }

  set value(value: number) {
    const { min, max, base } = this.state as { min: number; max: number; base: number };
    this.change({ value: Math.max(base ** min, Math.min(base ** max, value)) });
  }

  picture(): Picture {
    return labelled(this.state["description"] as string, sliderPicture(this.share(), this.readout()));
  }

  text(): string {
    const place = Math.round(this.share() * 12);
    return `${label(this.state)}${"─".repeat(place)}●${"─".repeat(12 - place)} ${this.readout()}`;
  }

  private readout(): string {
    return formatNumber(this.value, this.state["readout_format"] as string);
  }

  private share(): number {
    const { min, max, base } = this.state as { min: number; max: number; base: number };
    return (Math.log(this.value) / Math.log(base) - min) / (max - min || 1);
  }
}

/** The description with a gap behind, or nothing. */
export function label(state: Readonly<Record<string, unknown>>): string {
  const description = state["description"] as string;
  return description === "" ? "" : `${description} `;
}

/** A number in one of Python's formats `d`, `.2f`, `.3g`. */
export function formatNumber(value: number, format: string): string {
  const [, digits, kind] = /^\.(\d+)([fge])$/.exec(format) ?? [];
  if (kind === "f") return value.toFixed(Number(digits));
  if (kind === "e") return value.toExponential(Number(digits));
  if (kind === "g") return String(Number(value.toPrecision(Number(digits))));
  return String(value);
}

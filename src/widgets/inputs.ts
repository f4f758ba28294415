// Check boxes, text fields, buttons and the play button.
import { controlClass } from "../display/internal.js";
import { checkPicture, framed, labelled, type Picture } from "./picture.js";
import { label } from "./sliders.js";
import { ValueWidget, Widget, type WidgetOptions } from "./widget.js";

export interface CheckboxOptions extends WidgetOptions {
  /** Defaults to false. */
  value?: boolean | undefined;
  description?: string | undefined;
  disabled?: boolean | undefined;
}

/** Yes or no. */
export class Checkbox extends ValueWidget<boolean> {
  static override readonly optionNames: readonly (keyof CheckboxOptions)[] = [
    "value",
    "description",
    "disabled",
    "layout",
  ];

  constructor(options: CheckboxOptions = {}) {
    const { value = false, description = "", disabled = false } = options;
    super(controlClass("Checkbox"), { value, description, disabled, indent: false }, options, "Checkbox");
  }

  get value(): boolean {
    return this.state["value"] as boolean;
  }

  set value(value: boolean) {
    this.change({ value });
  }

  picture(): Picture {
    return checkPicture(this.value, this.state["description"] as string);
  }

  text(): string {
    return `[${this.value ? "x" : " "}] ${this.state["description"] as string}`;
  }
}

export interface TextOptions extends WidgetOptions {
  value?: string | undefined;
  placeholder?: string | undefined;
  description?: string | undefined;
  /** Tells of every key (default), or only at Enter and when the field is left. */
  continuousUpdate?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** One line of text. */
export class Text extends ValueWidget<string> {
  static override readonly optionNames: readonly (keyof TextOptions)[] = [
    "value",
    "placeholder",
    "description",
    "continuousUpdate",
    "disabled",
    "layout",
  ];

  constructor(options: TextOptions = {}) {
    const {
      value = "",
      placeholder = "",
      description = "",
      continuousUpdate = true,
      disabled = false,
    } = options;
    const state = { value, placeholder, description, continuous_update: continuousUpdate, disabled };
    super(controlClass("Text"), state, options, "Text");
  }

  get value(): string {
    return this.state["value"] as string;
  }

  set value(value: string) {
    this.change({ value });
  }

  picture(): Picture {
    return labelled(
      this.state["description"] as string,
      framed(this.value || (this.state["placeholder"] as string), { least: 180 }),
    );
  }

  text(): string {
    return `${label(this.state)}[${this.value}]`;
  }
}

export interface ButtonOptions extends WidgetOptions {
  description?: string | undefined;
  /** A Font Awesome 4 name such as `"play"`, `"stop"`, `"refresh"`. */
  icon?: string | undefined;
  buttonStyle?: "" | "primary" | "success" | "info" | "warning" | "danger" | undefined;
  disabled?: boolean | undefined;
}

/** A button; see {@link Button.onClick}. */
export class Button extends Widget {
  static override readonly optionNames: readonly (keyof ButtonOptions)[] = [
    "description",
    "icon",
    "buttonStyle",
    "disabled",
    "layout",
  ];

  private readonly listeners = new Set<() => unknown>();

  constructor(options: ButtonOptions = {}) {
    const { description = "", icon = "", buttonStyle = "", disabled = false } = options;
    const state = { description, icon, button_style: buttonStyle, tooltip: null, disabled };
    super(controlClass("Button"), state, options, "Button");
  }

  /** Calls `listener` at each click, also while a cell runs; returns what ends it. */
  onClick(listener: () => unknown): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Does what a click does. */
  click(): void {
    for (const listener of [...this.listeners]) listener();
  }

  get description(): string {
    return this.state["description"] as string;
  }

  set description(description: string) {
    this.change({ description });
  }

  get icon(): string {
    return this.state["icon"] as string;
  }

  set icon(icon: string) {
    this.change({ icon });
  }

  get disabled(): boolean {
    return this.state["disabled"] as boolean;
  }

  set disabled(disabled: boolean) {
    this.change({ disabled });
  }

  picture(): Picture {
    return framed(this.description || this.icon, { fill: "#eceff1" });
  }

  text(): string {
    return `(${this.description || this.icon})`;
  }

  protected override onCustom(content: unknown): void {
    if ((content as { event?: string }).event === "click") this.click();
  }
}

export interface PlayOptions extends WidgetOptions {
  value?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  /** Time between two values in ms; defaults to 100. */
  interval?: number | undefined;
  /** Begins again at the end. */
  repeat?: boolean | undefined;
  description?: string | undefined;
}

/** Counts from `min` to `max` while it plays. */
export class Play extends ValueWidget<number> {
  static override readonly optionNames: readonly (keyof PlayOptions)[] = [
    "value",
    "min",
    "max",
    "step",
    "interval",
    "repeat",
    "description",
    "layout",
  ];

  constructor(options: PlayOptions = {}) {
    const { min = 0, max = 100, step = 1, interval = 100, repeat = false, description = "" } = options;
    const state = {
      value: options.value ?? min,
      min,
      max,
      step,
      interval,
      repeat,
      show_repeat: true,
      playing: false,
      description,
      disabled: false,
    };
    super(controlClass("Play"), state, options, "Description");
  }

  get value(): number {
    return this.state["value"] as number;
  }

  set value(value: number) {
    this.change({ value });
  }

  get isPlaying(): boolean {
    return this.state["playing"] as boolean;
  }

  picture(): Picture {
    return framed(`▶  ${String(this.value)}`, { fill: "#eceff1" });
  }

  text(): string {
    return `(▶) ${String(this.value)}`;
  }
}

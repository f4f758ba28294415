// Everything under the name `widgets`: classes, and functions that make them.
import {
  type ButtonOptions,
  type CheckboxOptions,
  Button,
  Checkbox,
  Play,
  type PlayOptions,
  Text,
  type TextOptions,
} from "./inputs.js";
import { Dropdown, type ChoiceOptions, ToggleButtons } from "./choices.js";
import { HBox, Tab, VBox } from "./boxes.js";
import {
  HTML,
  type HtmlOptions,
  Image,
  type ImageOptions,
  IntProgress,
  type IntProgressOptions,
  Output,
} from "./shows.js";
import {
  FloatLogSlider,
  FloatSlider,
  IntSlider,
  type LogSliderOptions,
  type SliderOptions,
} from "./sliders.js";
import type { Widget, WidgetOptions } from "./widget.js";

export { AnyWidget } from "./anyWidget.js";
export {
  Button,
  Checkbox,
  Dropdown,
  FloatLogSlider,
  FloatSlider,
  HBox,
  HTML,
  Image,
  IntProgress,
  IntSlider,
  Output,
  Play,
  Tab,
  Text,
  ToggleButtons,
  VBox,
};
export { ValueWidget, Widget } from "./widget.js";

/**
 * A slider for whole numbers.
 *
 * @example
 * ```ts
 * import { widgets } from "gradus";
 * import { expect } from "vitest";
 *
 * const { intSlider, floatSlider, floatLogSlider, dropdown, toggleButtons, checkbox, text, button, play } = widgets;
 * const size = intSlider({ value: 3, min: 1, max: 10, description: "size" });
 * const rate = floatLogSlider({ value: 0.1, min: -3, max: 0, description: "rate" });
 * const name = text({ value: "run", description: "name" });
 * const kind = dropdown({ options: ["sgd", "adam"] });
 * const speed = toggleButtons({ options: ["slow", "fast"] });
 * const controls = widgets.vBox([size, floatSlider({ max: 1 }), rate, name, kind, speed, checkbox(), button(), play()]);
 * const progress = widgets.intProgress({ value: 30 });
 * const shown = widgets.hBox([controls, widgets.html({ value: "<b>hi</b>" }), progress, widgets.output()]);
 * const tabs = widgets.tab({ Settings: shown, Picture: widgets.image({ value: new Uint8Array([137, 80, 78, 71]) }) });
 * expect([size.value, kind.value]).toEqual([3, "sgd"]);
 * expect(tabs).toBeDefined(); // as a cell's last value it shows, and moves
 * ```
 */
export const intSlider = (options?: SliderOptions): IntSlider => new IntSlider(options);
/** A slider for fractions. */
export const floatSlider = (options?: SliderOptions): FloatSlider => new FloatSlider(options);
/** A slider for powers; `min` and `max` are exponents. */
export const floatLogSlider = (options?: LogSliderOptions): FloatLogSlider => new FloatLogSlider(options);
/** A menu. */
export const dropdown = <Value>(options: ChoiceOptions<Value>): Dropdown<Value> => new Dropdown(options);
/** A row of buttons of which one is down. */
export const toggleButtons = <Value>(options: ChoiceOptions<Value>): ToggleButtons<Value> =>
  new ToggleButtons(options);
/** Yes or no. */
export const checkbox = (options?: CheckboxOptions): Checkbox => new Checkbox(options);
/** One line of text. */
export const text = (options?: TextOptions): Text => new Text(options);
/** A button. */
export const button = (options?: ButtonOptions): Button => new Button(options);
/** Counts while it plays. */
export const play = (options?: PlayOptions): Play => new Play(options);
/** HTML that can be replaced. */
export const html = (options?: HtmlOptions): HTML => new HTML(options);
/** A bar that fills. */
export const intProgress = (options?: IntProgressOptions): IntProgress => new IntProgress(options);
/** A picture whose bytes can be replaced. */
export const image = (options: ImageOptions): Image => new Image(options);
/** A place for outputs. */
export const output = (options?: WidgetOptions): Output => new Output(options);
/** Widgets beside each other. */
export const hBox = (children: readonly Widget[], options?: WidgetOptions): HBox =>
  new HBox(children, options);
/** Widgets below each other. */
export const vBox = (children: readonly Widget[], options?: WidgetOptions): VBox =>
  new VBox(children, options);
/** Widgets behind each other, by title. */
export const tab = (children: Readonly<Record<string, Widget>>, options?: WidgetOptions): Tab =>
  new Tab(children, options);

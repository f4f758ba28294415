// Runs a function anew whenever one of its inputs is moved.
import { type DisplayHandle, newDisplay } from "../display/index.js";
import { captureOutput, toBundle } from "../display/internal.js";
import { displaySymbol, type MimeBundle, notebookHost } from "../display/host.js";
import { checkOptions, complaint } from "../validation.js";
import { VBox } from "./boxes.js";
import { Dropdown } from "./choices.js";
import { Button, Checkbox, Text } from "./inputs.js";
import { FloatLogSlider, FloatSlider, IntSlider } from "./sliders.js";
import { ValueWidget, type Widget } from "./widget.js";

/**
 * What stands for an input: a range `[min, max]` or `[min, max, step]`, a number, yes or no, text, a list of words,
 * values by name, or a widget with a value; one without a description gets the input's name.
 */
export type Control =
  | readonly [min: number, max: number]
  | readonly [min: number, max: number, step: number]
  | number
  | boolean
  | string
  | readonly string[]
  | Readonly<Record<string, unknown>>
  | (Widget & { readonly value: unknown });

/** The type of an input's value. */
export type ControlValue<C> = C extends Widget & { readonly value: infer Value }
  ? Value
  : C extends boolean
    ? boolean
    : C extends number
      ? number
      : C extends readonly number[]
        ? number
        : C extends string
          ? string
          : C extends readonly (infer Item)[]
            ? Item
            : C extends Readonly<Record<string, infer Value>>
              ? Value
              : never;

export interface InteractOptions {
  /** Runs when the button is pressed, not at every change: for functions that take long. */
  manual?: boolean | undefined;
}

/** What {@link interact} gives back. */
export interface Interaction<Controls> {
  /** The widgets by name, to read or to set. */
  readonly widgets: Readonly<Record<keyof Controls, ValueWidget<unknown>>>;
  /** The values now. */
  readonly values: { -readonly [Name in keyof Controls]: ControlValue<Controls[Name]> };
  /** Runs the function with the values as they are. */
  update(): void | Promise<void>;
}

/**
 * Shows a widget for each input and, below, what the function returns, shows or prints; runs it again at every change.
 *
 * A range of whole numbers more than 1 apart becomes a slider of whole numbers.
 * A range of fractions over two powers of ten or more, such as `[0.001, 1]`, becomes a logarithmic slider.
 * While an async function runs, changes wait, and only the last one counts.
 *
 * @param run - Gets the values by name.
 * @param controls - See {@link Control}.
 *
 * @example A parabola to move
 * ```ts
 * import { interact, plt } from "gradus";
 *
 * const xs = [-2, -1, 0, 1, 2];
 * interact(({ a, style }) => plt.plot(xs, xs.map((x) => a * x * x), style), {
 *   a: [0.1, 2],
 *   style: ["b-", "r--"],
 * });
 * ```
 */
export function interact<const Controls extends Readonly<Record<string, Control>>>(
  run: (values: { -readonly [Name in keyof Controls]: ControlValue<Controls[Name]> }) => unknown,
  controls: Controls,
  options: InteractOptions = {},
): Interaction<Controls> {
  checkOptions("interact", options, ["manual"]);
  const { manual = false } = options;
  const made = Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, toWidget(name, control)]),
  );
  const names = Object.keys(made);
  const values = (): never => Object.fromEntries(names.map((name) => [name, made[name]!.value])) as never;
  const valuesText = (): string => names.map((name) => `${name} = ${String(made[name]!.value)}`).join(", ");
  const place = new Place();
  let isRunning = false;
  let isStale = false;
  const update = (): void | Promise<void> => {
    if (isRunning) {
      isStale = true;
      return;
    }
    isRunning = true;
    const result = place.fill(() => run(values()));
    const after = (): void | Promise<void> => {
      isRunning = false;
      if (!isStale) return;
      isStale = false;
      return update();
    };
    return result instanceof Promise ? result.then(after) : after();
  };
  const button = new Button({ description: "▶" });
  button.onClick(() => void update());
  const box = new VBox([...Object.values(made), ...(manual ? [button] : [])]);
  if (notebookHost()) box.show();
  if (!manual) for (const widget of Object.values(made)) widget.observe(() => void update());
  void update();
  return {
    widgets: made as Record<keyof Controls, ValueWidget<unknown>>,
    get values() {
      return values();
    },
    update,
    // the widgets are on the page already: as a cell's value only the settings are left
    [displaySymbol]: () => ({ "text/plain": valuesText() }),
    [Symbol.for("nodejs.util.inspect.custom")]: valuesText,
  } as Interaction<Controls>;
}

/** The outputs of the last run, each replaced in place by the next run's. */
class Place {
  private readonly handles: DisplayHandle[] = [];

  fill(run: () => unknown): void | Promise<void> {
    let outcome: ReturnType<typeof captureOutput>;
    try {
      outcome = captureOutput(run);
    } catch (error) {
      this.put([errorBundle(error)]);
      return;
    }
    if (outcome instanceof Promise) {
      return outcome.then(
        ({ value, shown }) => this.putAll(shown, value),
        (error: unknown) => {
          this.put([errorBundle(error)]);
        },
      );
    }
    return this.putAll(outcome.shown, outcome.value);
  }

  private putAll(shown: MimeBundle[], value: unknown): void | Promise<void> {
    if (value === undefined) {
      this.put(shown);
      return;
    }
    const bundle = toBundle(value);
    if (bundle instanceof Promise)
      return bundle.then((made) => {
        this.put([...shown, made]);
      });
    this.put([...shown, bundle]);
  }

  private put(bundles: MimeBundle[]): void {
    for (const [i, bundle] of bundles.entries()) {
      const handle = (this.handles[i] ??= newDisplay());
      handle.update({ [displaySymbol]: () => bundle });
    }
    for (const handle of this.handles.slice(bundles.length)) handle.update({ "text/plain": "" });
  }
}

function errorBundle(error: unknown): MimeBundle {
  return { "text/plain": error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

function toWidget(name: string, control: unknown): ValueWidget<unknown> {
  const description = name;
  if (control instanceof ValueWidget) {
    control.describeUnlessDone(name);
    return control as ValueWidget<unknown>;
  }
  if (typeof control === "boolean") return new Checkbox({ value: control, description });
  if (typeof control === "string") return new Text({ value: control, description });
  if (typeof control === "number") return aroundNumber(control, description);
  if (Array.isArray(control) && control.every((item) => typeof item === "number") && control.length >= 2) {
    return rangeSlider(control as [number, number, number?], description);
  }
  if (typeof control === "object" && control !== null && Object.keys(control).length > 0) {
    return new Dropdown<unknown>({ options: control as Record<string, unknown>, description });
  }
  throw new TypeError(
    complaint({
      action: "make a control",
      name,
      wanted: "[min, max], a number, true or false, text, a list of words, values by name or a widget",
      got: control,
    }),
  );
}

/** A slider from −n to 3n around n, as ipywidgets makes it. */
function aroundNumber(value: number, description: string): IntSlider | FloatSlider {
  const [min, max] = value === 0 ? [0, 10] : value > 0 ? [-value, 3 * value] : [3 * value, -value];
  return Number.isInteger(value)
    ? new IntSlider({ value, min, max, description })
    : new FloatSlider({ value, min, max, step: (max - min) / 100, description });
}

function rangeSlider([min, max, step]: [number, number, number?], description: string): ValueWidget<number> {
  // [0, 1] is a share: two whole numbers would make a poor slider
  const isWhole = [min, max, step ?? 1].every(Number.isInteger) && (step !== undefined || max - min > 1);
  if (isWhole) return new IntSlider({ min, max, step, value: Math.round((min + max) / 2), description });
  if (min > 0 && max / min >= 100 && step === undefined) {
    const [low, high] = [Math.log10(min), Math.log10(max)];
    return new FloatLogSlider({
      min: low,
      max: high,
      step: 0.05,
      value: 10 ** ((low + high) / 2),
      description,
    });
  }
  return new FloatSlider({
    min,
    max,
    step: step ?? (max - min) / 100,
    value: Number(((min + max) / 2).toPrecision(12)), // 0.9, not 0.8999999999999999
    description,
    readoutFormat: ".3g",
  });
}

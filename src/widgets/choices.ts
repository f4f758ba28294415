// One of several: a menu or a row of buttons.
import { controlClass } from "../display/internal.js";
import { complaint } from "../validation.js";
import { beside, framed, labelled, type Picture } from "./picture.js";
import { label } from "./sliders.js";
import { describedNames, ValueWidget, type DescribedOptions } from "./widget.js";

/** Values, shown as text; or values by the name that is shown. */
export type Choices<Value> = readonly Value[] | Readonly<Record<string, Value>>;

export interface ChoiceOptions<Value> extends DescribedOptions {
  options: Choices<Value>;
  /** Defaults to the first. */
  value?: Value | undefined;
  description?: string | undefined;
  disabled?: boolean | undefined;
}

abstract class Choice<Value> extends ValueWidget<Value> {
  static override readonly optionNames: readonly (keyof ChoiceOptions<unknown>)[] = [
    ...describedNames,
    "options",
    "value",
  ];
  protected readonly values: readonly Value[];

  protected constructor(
    name: string,
    style: string,
    options: ChoiceOptions<Value>,
    more: Record<string, unknown>,
  ) {
    const given = (options.options as Choices<Value> | undefined) ?? [];
    const isList = Array.isArray(given);
    const values = isList ? (given as readonly Value[]) : Object.values(given as Record<string, Value>);
    const names = isList ? values.map(String) : Object.keys(given);
    const index = options.value === undefined ? 0 : indexOf(values, names, options.value);
    super(
      controlClass(name),
      {
        _options_labels: names,
        index: values.length === 0 ? null : index,
        description: options.description ?? "",
        disabled: options.disabled ?? false,
        ...more,
      },
      options,
      style,
    );
    if ((options.options as Choices<Value> | undefined) === undefined) {
      const wanted = "a list of values, or values by their names";
      throw new TypeError(complaint({ action: `make ${name}`, name: "options", wanted, got: undefined }));
    }
    this.values = values;
  }

  get value(): Value {
    return this.values[this.state["index"] as number]!;
  }

  set value(value: Value) {
    this.change({ index: indexOf(this.values, this.names, value) });
  }

  /** The names that are shown. */
  get names(): readonly string[] {
    return this.state["_options_labels"] as string[];
  }

  protected get chosenName(): string {
    return this.names[this.state["index"] as number] ?? "";
  }
}

function indexOf(values: readonly unknown[], names: readonly string[], value: unknown): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  throw new RangeError(
    complaint({ action: "choose", name: "value", wanted: `one of ${names.join(", ")}`, got: value }),
  );
}

/** A menu. */
export class Dropdown<Value> extends Choice<Value> {
  constructor(options: ChoiceOptions<Value> = {} as never) {
    super("Dropdown", "Description", options, {});
  }

  picture(): Picture {
    return labelled(
      this.state["description"] as string,
      framed(this.chosenName, { suffix: " ▾", least: 120 }),
    );
  }

  text(): string {
    return `${label(this.state)}[${this.chosenName} ▾]`;
  }
}

/** A row of buttons of which one is down. */
export class ToggleButtons<Value> extends Choice<Value> {
  constructor(options: ChoiceOptions<Value> = {} as never) {
    super("ToggleButtons", "ToggleButtons", options, { button_style: "", icons: [], tooltips: [] });
  }

  picture(): Picture {
    const chosen = this.chosenName;
    const buttons = this.names.map((name) =>
      framed(name, name === chosen ? { fill: "#90a4ae", color: "white" } : { fill: "#eceff1" }),
    );
    return labelled(this.state["description"] as string, beside(buttons));
  }

  text(): string {
    const chosen = this.chosenName;
    return `${label(this.state)}${this.names.map((name) => (name === chosen ? `[${name}]` : ` ${name} `)).join("")}`;
  }
}

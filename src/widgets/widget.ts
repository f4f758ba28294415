// What all widgets share: a state kept equal here and in the front end, observers, a still picture and words.
import { type DisplayHandle, newDisplay } from "../display/index.js";
import { displaySymbol, type MimeBundle } from "../display/host.js";
import {
  layoutClass,
  Model,
  type ModelClass,
  modelReference,
  type ModelState,
  shownSymbol,
  styleClass,
  viewBundle,
} from "../display/internal.js";
import { checkOptions } from "../validation.js";
import { stillPng } from "../plotting/internal.js";
import { type Picture, toSvgFile } from "./picture.js";

/** CSS of a widget's box, such as `{ width: "300px" }`; keys as in ipywidgets' Layout. */
export type LayoutOptions = Readonly<Record<string, string | number | null>>;

export interface WidgetOptions {
  layout?: LayoutOptions | undefined;
}

/** Of widgets with words in front. */
export interface DescribedOptions extends WidgetOptions {
  /** Room for the words as CSS, such as `"110px"` or `"initial"` for what they need; defaults to the page's 80px. */
  descriptionWidth?: string | undefined;
}

/** The options that every described widget has. */
export const describedNames = ["description", "descriptionWidth", "disabled", "layout"] as const;

/** Changed keys are sent at most this often, in ms. */
const refreshDelay = 2500;

/** Base of all widgets. The front end hears of a widget when it is first shown. */
export abstract class Widget {
  /** The options that the constructor takes; others are refused. */
  static readonly optionNames: readonly string[] = ["layout"];

  protected readonly state: ModelState;
  private readonly kind: ModelClass;
  private readonly styleName: string | undefined;
  private readonly style: ModelState;
  private readonly layout: LayoutOptions;
  private model: Model | undefined;
  private helpers: Model[] = [];
  private readonly observers = new Set<(keys: readonly string[]) => void>();
  private handle: DisplayHandle | undefined;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly parents = new Set<Widget>();

  constructor(kind: ModelClass, state: ModelState, options: DescribedOptions, styleName?: string) {
    checkOptions(`make ${new.target.name}`, options, new.target.optionNames);
    const { layout = {}, descriptionWidth } = options;
    this.kind = kind;
    this.state = state;
    this.layout = layout;
    this.styleName = styleName;
    this.style = descriptionWidth === undefined ? {} : { description_width: descriptionWidth };
  }

  /** The widget as it stands, drawn. */
  abstract picture(): Picture;
  /** The widget as it stands, in words. */
  abstract text(): string;

  /** The id of the model, once the front end knows it. */
  get modelId(): string | undefined {
    return this.model?.id;
  }

  /** Shows the widget here and keeps its picture and words in the saved notebook up to date. */
  show(): void {
    newDisplay().update(this);
  }

  [shownSymbol](place: DisplayHandle): void {
    this.handle = place;
  }

  /** Takes the widget away. */
  close(): void {
    clearTimeout(this.refreshTimer);
    this.model?.close();
    for (const helper of this.helpers) helper.close();
    this.model = undefined;
    this.helpers = [];
  }

  /** Draws picture and words of the shown widget anew, for the saved notebook. */
  refresh(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = undefined;
    this.handle?.update(this);
    for (const parent of this.parents) parent.refresh();
  }

  toBundle(): MimeBundle {
    const model = this.open();
    const svg = toSvgFile(this.picture());
    return {
      ...(model && viewBundle(model.id)),
      "image/svg+xml": svg,
      ...stillPng(svg),
      "text/plain": this.text(),
    };
  }

  [displaySymbol](): MimeBundle {
    return this.toBundle();
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.text();
  }

  toString(): string {
    return this.text();
  }

  /** Tells the front end of the widget, its layout and style first; undefined outside a notebook. */
  open(): Model | undefined {
    if (this.model) return this.model;
    const layout = Model.open(layoutClass, { ...this.layout });
    if (!layout) return undefined;
    const style =
      this.styleName === undefined ? undefined : Model.open(styleClass(this.styleName), this.style);
    this.helpers = style ? [layout, style] : [layout];
    this.model = Model.open(this.kind, {
      ...this.wireState(),
      layout: modelReference(layout.id),
      ...(style && { style: modelReference(style.id) }),
    })!;
    this.model.onUpdate = (state) => {
      this.receive(state);
    };
    this.model.onCustom = (content, buffers) => {
      this.onCustom(content, buffers);
    };
    return this.model;
  }

  /** The state as it goes to the front end, children as references. */
  protected wireState(): ModelState {
    return this.state;
  }

  /** Changes keys here and in the front end, and calls the observers. */
  protected change(state: ModelState): void {
    const keys = Object.keys(state).filter((key) => !Object.is(this.state[key], state[key]));
    if (keys.length === 0) return;
    Object.assign(this.state, state);
    this.model?.update(Object.fromEntries(keys.map((key) => [key, this.wireState()[key]])));
    this.notify(keys);
  }

  /** Handles a custom message of the front end. */
  protected onCustom(_content: unknown, _buffers: Uint8Array[]): void {
    // most widgets have none
  }

  /** Sends a custom message to the front end. */
  protected sendCustom(content: unknown, buffers?: Uint8Array[]): void {
    this.model?.send(content, buffers);
  }

  /** Calls `listener` with the keys that changed; returns what ends it. */
  protected listen(listener: (keys: readonly string[]) => void): () => void {
    this.observers.add(listener);
    return () => this.observers.delete(listener);
  }

  /** A box holds this widget: its picture must follow. */
  adoptedBy(parent: Widget): void {
    this.parents.add(parent);
  }

  private receive(state: ModelState): void {
    const keys = Object.keys(state).filter((key) => !Object.is(this.state[key], state[key]));
    Object.assign(this.state, state);
    if (keys.length > 0) this.notify(keys);
  }

  private notify(keys: readonly string[]): void {
    for (const observer of [...this.observers]) observer(keys);
    this.refreshSoon();
  }

  /** Draws the picture for the saved notebook when nothing has changed for a while: it renews the view on the page. */
  private refreshSoon(): void {
    for (const parent of this.parents) parent.refreshSoon();
    if (!this.handle) return;
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => {
      this.refresh();
    }, refreshDelay);
    (this.refreshTimer as { unref?: () => void }).unref?.();
  }
}

/** A widget with a value. */
export abstract class ValueWidget<Value> extends Widget {
  abstract get value(): Value;
  abstract set value(value: Value);

  /** Puts words in front of a widget that has none. */
  describeUnlessDone(description: string): void {
    if (this.state["description"] === "") this.change({ description });
  }

  /**
   * Calls `listener` whenever the value changes, from either side, also while a cell runs.
   *
   * @returns A function that ends it.
   */
  observe(listener: (value: Value, previous: Value) => void): () => void {
    let previous = this.value;
    return this.listen(() => {
      const { value } = this;
      if (Object.is(value, previous)) return;
      const before = previous;
      previous = value;
      listener(value, before);
    });
  }
}

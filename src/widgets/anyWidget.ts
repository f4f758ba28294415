// Own front-end code in a widget, by the rules of https://anywidget.dev. The page needs anywidget's lab extension;
// without it JupyterLab shows an error in the widget's place.
import { newId } from "../display/internal.js";
import { type Picture, textPicture } from "./picture.js";
import { Widget, type WidgetOptions } from "./widget.js";

export interface AnyWidgetOptions<State extends Record<string, unknown>> extends WidgetOptions {
  /** An ES module as text; its default export has `render({ model, el })`. */
  esm: string;
  css?: string | undefined;
  /** What both sides know. */
  state: State;
  /** The widget as it stands, in words. */
  text?: ((state: State) => string) | undefined;
  /** The widget as it stands, drawn; defaults to the words. */
  picture?: ((state: State) => Picture) | undefined;
}

/**
 * A widget with a front end of its own.
 *
 * @example A counter
 * ```ts
 * import { widgets } from "gradus";
 *
 * const counter = new widgets.AnyWidget({
 *   esm: `export default { render({ model, el }) {
 *     const button = document.createElement("button");
 *     const show = () => (button.textContent = model.get("count"));
 *     button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
 *     model.on("change:count", show); show(); el.append(button);
 *   } }`,
 *   state: { count: 0 },
 * });
 * counter.on("count", (count) => console.log(count));
 * counter.set({ count: 1 });
 * ```
 */
export class AnyWidget<State extends Record<string, unknown> = Record<string, unknown>> extends Widget {
  static override readonly optionNames: readonly (keyof AnyWidgetOptions<Record<string, unknown>>)[] = [
    "esm",
    "css",
    "state",
    "text",
    "picture",
    "layout",
  ];

  private readonly options: AnyWidgetOptions<State>;
  private readonly messageListeners = new Set<(content: unknown, buffers: Uint8Array[]) => void>();

  constructor(options: AnyWidgetOptions<State>) {
    const { esm, css = "", state } = options;
    const kind = { module: "anywidget", version: ">=0.9.0", model: "AnyModel", view: "AnyView" };
    super(kind, { ...state, _esm: esm, _css: css, _anywidget_id: `gradus.AnyWidget.${newId()}` }, options);
    this.options = options;
  }

  get<Key extends keyof State & string>(key: Key): State[Key] {
    return this.state[key] as State[Key];
  }

  set(changes: Partial<State>): void {
    this.change(changes);
  }

  /** Calls `listener` when a key changes, from either side; returns what ends it. */
  on<Key extends keyof State & string>(key: Key, listener: (value: State[Key]) => void): () => void {
    return this.listen((keys) => {
      if (keys.includes(key)) listener(this.get(key));
    });
  }

  /** Calls `listener` with what the front end sends by `model.send`. */
  onMessage(listener: (content: unknown, buffers: Uint8Array[]) => void): () => void {
    this.messageListeners.add(listener);
    return () => this.messageListeners.delete(listener);
  }

  /** Sends a message to the front end's `model.on("msg:custom", …)`. */
  send(content: unknown, buffers?: Uint8Array[]): void {
    this.sendCustom(content, buffers);
  }

  picture(): Picture {
    return this.options.picture?.(this.ownState()) ?? textPicture(this.text());
  }

  text(): string {
    return this.options.text?.(this.ownState()) ?? JSON.stringify(this.ownState());
  }

  protected override onCustom(content: unknown, buffers: Uint8Array[]): void {
    for (const listener of this.messageListeners) listener(content, buffers);
  }

  private ownState(): State {
    return Object.fromEntries(Object.keys(this.options.state).map((key) => [key, this.state[key]])) as State;
  }
}

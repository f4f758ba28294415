// Shows values from the middle of a cell, and replaces what was shown.
import { currentSink } from "./capture.js";
import { bundleMetadata, type MimeBundle, notebookHost } from "./host.js";
import { plainText, shownSymbol, toBundle } from "./toBundle.js";
import { type OutputHost, tslabHost } from "./tslabHost.js";

/** Something on the page that can be replaced. */
export interface DisplayHandle {
  /** The id by which Jupyter finds the output. */
  readonly id: string;
  /** Shows `value` in place of what was there. In plain Node the text is printed again if it changed. */
  update(value: unknown): void;
}

/**
 * Shows each value under the cell, in its richest form; in plain Node as text.
 *
 * It gives nothing back, so that a cell may end with it; {@link newDisplay} makes an output that can be replaced.
 *
 * @param values - Anything: objects that draw themselves (figures, tables, widgets), MIME bundles such as
 *   `{ "text/html": "…" }`, or plain values.
 *
 * @example Two outputs
 * ```ts
 * import { display, html } from "gradus";
 *
 * display(html("<b>bold</b>"), [1, 2, 3]);
 * ```
 */
export function display(...values: unknown[]): void {
  for (const value of values) newDisplay().update(value);
}

/**
 * A place for an output: its first `update` shows, later ones replace.
 *
 * @example Replace an output
 * ```ts
 * import { html, newDisplay } from "gradus";
 *
 * const place = newDisplay();
 * place.update(html("<b>loading…</b>"));
 * place.update(html("<b>done</b>"));
 * ```
 */
export function newDisplay(): DisplayHandle {
  return new Display(`gradus-${newId()}`);
}

class Display implements DisplayHandle {
  readonly id: string;
  private isShown = false;
  private version = 0;
  private lastText: string | undefined;

  constructor(id: string) {
    this.id = id;
  }

  update(value: unknown): void {
    const version = ++this.version;
    const bundle = toBundle(value);
    if (!(bundle instanceof Promise)) {
      this.show(bundle);
      (value as { [shownSymbol]?: (place: DisplayHandle) => void } | undefined | null)?.[shownSymbol]?.(this);
      return;
    }
    // Takes the place in the output at once, so that what a cell shows stays in order.
    if (!this.isShown && outputHost()) this.show({ "text/plain": "" });
    bundle.then(
      (made) => {
        if (version === this.version) this.show(made);
      },
      (error: unknown) => {
        this.show({ "text/plain": plainText(error) });
      },
    );
  }

  private show(bundle: MimeBundle): void {
    const sink = this.isShown ? undefined : currentSink();
    if (sink) {
      sink(bundle);
      return;
    }
    const host = outputHost();
    const metadata = bundleMetadata(bundle);
    if (!host) this.print(bundle);
    else if (this.isShown) host.updateDisplay(this.id, bundle, metadata && { metadata });
    else host.display(bundle, { displayId: this.id, ...(metadata && { metadata }) });
    this.isShown = true;
  }

  private print(bundle: MimeBundle): void {
    const text = bundle["text/plain"] ?? bundle["text/markdown"] ?? Object.values(bundle)[0];
    const line = plainText(text);
    if (line !== this.lastText) console.log(line);
    this.lastText = line;
  }
}

/** The notebook we draw in, ours or stock tslab's; undefined in plain Node. */
export function outputHost(): OutputHost | undefined {
  return notebookHost() ?? tslabHost();
}

/** A random id of 16 hexadecimal digits. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

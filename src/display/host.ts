// What a notebook offers to the library: the kernel puts a host on the global object, the library looks for it there.
// Little more than types and symbols, so that neither side imports the other.
export { drawingOf } from "./drawings.js";

/** Output in several forms, by MIME type. Binary data as base64 text, JSON types as plain objects. */
export type MimeBundle = Record<string, unknown>;

/**
 * Objects with this method draw themselves; the convention is Deno's. It may be async.
 *
 * @example
 * ```ts
 * import { displaySymbol } from "gradus";
 * import { expect } from "vitest";
 *
 * const letter = { [displaySymbol]: () => ({ "text/plain": "a", "text/html": "<b>a</b>" }) };
 * expect(letter[displaySymbol]()["text/plain"]).toBe("a"); // a cell that ends in `letter` shows the HTML
 * ```
 */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** A bundle may carry Jupyter's metadata under this key: it is a symbol, so it never reaches the wire by itself. */
export const metadataSymbol: unique symbol = Symbol.for("Jupyter.metadata") as never;

/**
 * Jupyter's metadata of a bundle, if it carries any.
 *
 * @example
 * ```ts
 * import { bundleMetadata, metadataSymbol } from "gradus";
 * import { expect } from "vitest";
 *
 * const bundle = { "image/png": "iVBORw0KGgo=", [metadataSymbol]: { "image/png": { width: 200 } } };
 * expect(bundleMetadata(bundle)).toEqual({ "image/png": { width: 200 } });
 * ```
 */
export function bundleMetadata(bundle: MimeBundle): Record<string, unknown> | undefined {
  return (bundle as { [metadataSymbol]?: Record<string, unknown> })[metadataSymbol];
}

/** The global object's key under which a kernel offers its {@link NotebookHost}. */
export const hostSymbol: unique symbol = Symbol.for("gradus.notebookHost") as never;

/** How an output is shown. */
export interface DisplayOptions {
  metadata?: Record<string, unknown>;
  /** Makes the output replaceable by {@link NotebookHost.updateDisplay}. */
  displayId?: string;
}

/** One end of a Jupyter comm, https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages. */
export interface Comm {
  readonly id: string;
  send(data: unknown, options?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] }): void;
  close(data?: unknown): void;
  /** Called for each comm_msg of the front end, also while a cell awaits. */
  onMessage?: (data: unknown, buffers: Uint8Array[]) => void;
  onClose?: (data: unknown) => void;
}

/** What goes with the opening of a comm. */
export interface CommOpenOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
  /** Defaults to a new UUID. */
  id?: string;
}

/**
 * What a kernel does for the library: it shows outputs, opens comms, asks for a line.
 *
 * @example
 * ```ts
 * import { notebookHost } from "gradus";
 *
 * const off = notebookHost()?.onInterrupt(() => console.log("stopped"));
 * off?.();
 * ```
 */
export interface NotebookHost {
  /** Number of the execution that the code running now belongs to; another one each time that a cell is run. */
  readonly execution: number;
  display(bundle: MimeBundle, options?: DisplayOptions): void;
  updateDisplay(displayId: string, bundle: MimeBundle, options?: Pick<DisplayOptions, "metadata">): void;
  clearOutput(options?: { wait?: boolean }): void;
  openComm(targetName: string, data: unknown, options?: CommOpenOptions): Comm;
  /** Called when a front end opens a comm of this target; returns a function that unregisters. */
  onCommOpen(targetName: string, handler: (comm: Comm, data: unknown) => void): () => void;
  /** Called when the user interrupts the running cell; returns a function that unregisters. */
  onInterrupt(handler: () => void): () => void;
  /** Asks the user for a line of text; rejects where the front end cannot ask. */
  input(prompt: string, options?: { password?: boolean }): Promise<string>;
}

/**
 * The notebook this code runs in, or undefined in plain Node.
 *
 * @example
 * ```ts
 * import { hostSymbol, notebookHost } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(notebookHost()).toBe((globalThis as { [hostSymbol]?: unknown })[hostSymbol]); // undefined outside of a notebook
 * notebookHost()?.display({ "text/plain": "only in a notebook" });
 * ```
 */
export function notebookHost(): NotebookHost | undefined {
  return (globalThis as { [hostSymbol]?: NotebookHost })[hostSymbol];
}

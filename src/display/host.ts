// What a notebook offers to the library: the kernel puts a host on the global object, the library looks for it there.
// Little more than types and symbols, so that neither side imports the other.
export { drawingOf } from "./drawings.js";

/** Output in several forms, by MIME type. Binary data as base64 text, JSON types as plain objects. */
export type MimeBundle = Record<string, unknown>;

/** Objects with this method draw themselves; the convention is Deno's. It may be async. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** A bundle may carry Jupyter's metadata under this key: it is a symbol, so it never reaches the wire by itself. */
export const metadataSymbol: unique symbol = Symbol.for("Jupyter.metadata") as never;

/** Jupyter's metadata of a bundle, if it carries any. */
export function bundleMetadata(bundle: MimeBundle): Record<string, unknown> | undefined {
  return (bundle as { [metadataSymbol]?: Record<string, unknown> })[metadataSymbol];
}

/** The global object's key under which a kernel offers its {@link NotebookHost}. */
export const hostSymbol: unique symbol = Symbol.for("gradus.notebookHost") as never;

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

export interface CommOpenOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
  /** Defaults to a new UUID. */
  id?: string;
}

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

/** The notebook this code runs in, or undefined in plain Node. */
export function notebookHost(): NotebookHost | undefined {
  return (globalThis as { [hostSymbol]?: NotebookHost })[hostSymbol];
}

// What `import … from "tslab"` gives in a cell: the API of stock tslab, as its d.ts documents it, and clear().
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { notebookHost } from "../../display/host.js";

/** Shows content in the notebook; one of {@link newDisplay} shows each next content in place of the last. */
class Display {
  readonly #id: string | undefined;
  #shown = false;

  constructor(id?: string) {
    this.#id = id;
  }

  javascript(source: string): void {
    this.raw("text/javascript", source);
  }
  html(source: string): void {
    this.raw("text/html", source);
  }
  markdown(source: string): void {
    this.raw("text/markdown", source);
  }
  latex(source: string): void {
    this.raw("text/latex", source);
  }
  svg(source: string): void {
    this.raw("image/svg+xml", source);
  }
  png(bytes: Uint8Array): void {
    this.raw("image/png", bytes);
  }
  jpeg(bytes: Uint8Array): void {
    this.raw("image/jpeg", bytes);
  }
  gif(bytes: Uint8Array): void {
    this.raw("image/gif", bytes);
  }
  pdf(bytes: Uint8Array): void {
    this.raw("application/pdf", bytes);
  }
  text(text: string): void {
    this.raw("text/plain", text);
  }

  /**
   * Shows content of any MIME type, or of several at once: `raw({ "text/html": …, "text/plain": … })`.
   *
   * @param content - Text, bytes, or an object for JSON types.
   */
  raw(
    type: string | Record<string, unknown>,
    content?: unknown,
    metadata: Record<string, unknown> = {},
  ): void {
    const bundle = typeof type === "string" ? { [type]: content } : type;
    const host = notebookHost();
    if (!host) throw new Error("Cannot display: this code does not run in a notebook");
    if (this.#id === undefined) host.display(bundle, { metadata });
    else if (this.#shown) host.updateDisplay(this.#id, bundle, { metadata });
    else host.display(bundle, { metadata, displayId: this.#id });
    this.#shown = true;
  }

  /** Removes the cell's output; with `wait`, only when new output comes. */
  clear(wait: boolean | { wait?: boolean } = false): void {
    notebookHost()?.clearOutput({ wait: typeof wait === "boolean" ? wait : wait.wait === true });
  }
}

export const display = new Display();

/** A display whose next content replaces the last. */
export function newDisplay(): Display {
  return new Display(randomUUID());
}

export const versions = {
  /** The version of stock tslab whose behaviour notebooks may count on. */
  tslab: "1.0.22",
  typescript: versionOf("typescript"),
  node: process.version,
};

function versionOf(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
}

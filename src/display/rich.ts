// Wraps text and pictures as values that draw themselves: `html("<b>hi</b>")` as a cell's last line shows bold text.
import { displaySymbol, type MimeBundle } from "./host.js";

/**
 * A ready-made output.
 *
 * @example
 * ```ts
 * import { html, jpeg, json, latex, markdown, png, Rich, svg } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(String(html("<b>hi</b>"))).toBe("hi"); // as a cell's last value: bold text
 * for (const shown of [markdown("*hi*"), latex("x^2"), json({ a: 1 }), svg("<svg></svg>")]) expect(shown).toBeInstanceOf(Rich);
 * const bytes = new Uint8Array([137, 80, 78, 71]);
 * for (const picture of [png(bytes), jpeg(bytes)]) expect(picture).toBeInstanceOf(Rich);
 * ```
 */
export class Rich {
  readonly bundle: MimeBundle;

  constructor(bundle: MimeBundle) {
    this.bundle = bundle;
  }

  [displaySymbol](): MimeBundle {
    return this.bundle;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  toString(): string {
    return String(this.bundle["text/plain"]);
  }
}

/** HTML. `text` is what shows where HTML cannot; defaults to the words without the tags. */
export function html(source: string, text: string = stripTags(source)): Rich {
  return new Rich({ "text/html": source, "text/plain": text });
}

/** Markdown, with formulas between `$`. */
export function markdown(source: string): Rich {
  return new Rich({ "text/markdown": source, "text/plain": source });
}

/** A formula in LaTeX, without the `$`. */
export function latex(source: string): Rich {
  return new Rich({ "text/latex": `$\\displaystyle ${source}$`, "text/plain": source });
}

/** An SVG picture. Notebooks that are not trusted leave it out; `png` shows everywhere. */
export function svg(source: string, text = "[SVG picture]"): Rich {
  return new Rich({ "image/svg+xml": source, "text/plain": text });
}

/** A PNG picture from its bytes. */
export function png(bytes: Uint8Array, text = "[PNG picture]"): Rich {
  return new Rich({ "image/png": toBase64(bytes), "text/plain": text });
}

/** A JPEG picture from its bytes. */
export function jpeg(bytes: Uint8Array, text = "[JPEG picture]"): Rich {
  return new Rich({ "image/jpeg": toBase64(bytes), "text/plain": text });
}

/** Data as a tree that folds. */
export function json(value: unknown): Rich {
  return new Rich({ "application/json": value, "text/plain": JSON.stringify(value, undefined, 2) });
}

/** Bytes as base64 text. */
export function toBase64(bytes: Uint8Array): string {
  if (typeof Buffer !== "undefined")
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** Text made safe to stand inside HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
}

function stripTags(source: string): string {
  return source
    .replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/gi, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

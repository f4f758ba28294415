// A value's forms by MIME type: those it draws itself, or its text.
import { nodeModule } from "../nodeModule.js";
import { drawingOf } from "./drawings.js";
import { displaySymbol, type MimeBundle } from "./host.js";

/** An object that draws itself in a notebook. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** Values with this method are told where they are shown, so that they can draw themselves anew there. */
export const shownSymbol: unique symbol = Symbol.for("gradus.shown") as never;

/** True for objects with a `Jupyter.display` method. */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { [displaySymbol]?: unknown })[displaySymbol] === "function"
  );
}

/** True for a plain object whose every key is a MIME type, as in `{ "text/html": "<b>hi</b>" }`. */
export function isMimeBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[a-z]+\/[\w.+-]+$/i.test(key));
}

/** The forms of `value`; a promise if the value takes time to draw itself. */
export function toBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  if (isDisplayable(value)) return value[displaySymbol]();
  if (isMimeBundle(value)) return value;
  const drawing = typeof value === "object" && value !== null ? drawingOf(value) : undefined;
  if (drawing) return { ...drawing, "text/plain": plainText(value) };
  return { "text/plain": plainText(value) };
}

/** A value as text: strings as they are, the rest as Node's console prints it. */
export function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  return nodeModule("node:util")?.inspect(value) ?? String(value);
}

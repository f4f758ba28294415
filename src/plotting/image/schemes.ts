// Vega's colour schemes by name; schemes.browser.ts takes its place in pages.
import { vega } from "../render/libraries.js";

/** A scheme's colours, or the colour at each share 0–1 of it. */
export type Scheme = readonly string[] | ((share: number) => string);

export function schemeOf(name: string): Scheme | undefined {
  return vega().scheme(name);
}

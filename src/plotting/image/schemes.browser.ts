// Vega's colour schemes by name, without all the rest of Vega.
import { scheme } from "vega-scale";
import type { Scheme } from "./schemes.js";

export function schemeOf(name: string): Scheme | undefined {
  return scheme(name) as Scheme | undefined;
}

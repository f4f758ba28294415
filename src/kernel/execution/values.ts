// How the value of a cell's last expression is shown.
import util from "node:util";
import { bundleMetadata, displaySymbol, drawingOf, type MimeBundle } from "../../display/host.js";
import type { ResultContent } from "../rpc/messages.js";
import { bundleJson, cutText, metadataJson } from "./content.js";

const printing: util.InspectOptions = {
  depth: 4,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 80,
};

/** Length of a value's text; of a string within it, see above. */
const maxText = 1_000_000;

/**
 * What Jupyter gets to show for a value: what the value draws of itself, and its text.
 *
 * @returns Undefined for undefined, which shows nothing.
 */
export async function showValue(value: unknown): Promise<ResultContent | undefined> {
  if (value === undefined) return undefined;
  const drawn: unknown = await drawing(value);
  const bundle = (typeof drawn === "object" && drawn !== null ? drawn : {}) as MimeBundle;
  const drawnText = bundle["text/plain"];
  const text = typeof drawnText === "string" ? drawnText : printValue(value);
  return {
    text,
    data: bundleJson({ ...bundle, "text/plain": text }),
    metadata: metadataJson(bundleMetadata(bundle)),
  };
}

/** The text of a value, as Node's REPL prints it, with long arrays and strings cut. */
export function printValue(value: unknown): string {
  try {
    return cutText(util.inspect(value, printing), maxText);
  } catch (error) {
    return `[${Object.prototype.toString.call(value).slice(8, -1)}, which cannot be shown: ${String(error)}]`;
  }
}

function drawing(value: unknown): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  // A proxy may make up whatever it is asked for: it counts when it says that it has the method.
  if (util.types.isProxy(value) && !says(value, displaySymbol)) return undefined;
  const draw = (value as { [displaySymbol]?: unknown })[displaySymbol];
  if (typeof draw === "function") return draw.call(value);
  return util.types.isProxy(value) || typeof value === "function" ? undefined : drawingOf(value);
}

function says(proxy: object, key: symbol): boolean {
  try {
    return key in proxy;
  } catch {
    return false;
  }
}

// Stock tslab offers no host object; its `display.raw` is reached through the `require` it gives to cells.
import { nodeModule } from "../nodeModule.js";
import type { DisplayOptions, MimeBundle } from "./host.js";

/** What the display functions need of a notebook. */
export interface OutputHost {
  display(bundle: MimeBundle, options?: DisplayOptions): void;
  updateDisplay(displayId: string, bundle: MimeBundle, options?: Pick<DisplayOptions, "metadata">): void;
}

interface TslabDisplay {
  raw(contentType: string, content: string | Uint8Array): void;
}

interface TslabModule {
  display: TslabDisplay;
  newDisplay(): TslabDisplay;
}

/** tslab's writer of whole bundles; `update` replaces the output of the same display id. */
type BundleWriter = (
  message: { data: MimeBundle; metadata: object; transient: { display_id?: string | undefined } },
  update?: boolean,
) => void;

/** The notebook of stock tslab, or undefined elsewhere. */
export function tslabHost(): OutputHost | undefined {
  const cell = (globalThis as { __tslab__?: { require?: (name: string) => unknown } }).__tslab__;
  if (!cell?.require) return undefined;
  const { display } = cell.require("tslab") as TslabModule;
  return {
    display(bundle, options) {
      write(display, bundle, options?.metadata, options?.displayId, false);
    },
    updateDisplay(displayId, bundle, options) {
      write(display, bundle, options?.metadata, displayId, true);
    },
  };
}

function write(
  display: TslabDisplay,
  bundle: MimeBundle,
  metadata: object | undefined,
  displayId: string | undefined,
  update: boolean,
): void {
  const writer = bundleWriter();
  if (writer) {
    writer({ data: bundle, metadata: metadata ?? {}, transient: { display_id: displayId } }, update);
    return;
  }
  // One form only: a picture if there is one, as that shows everywhere.
  const types = ["image/png", "text/html", "image/svg+xml", "text/markdown", "text/plain"];
  const type = types.find((name) => name in bundle) ?? Object.keys(bundle)[0];
  if (type) display.raw(type, String(bundle[type]));
}

/** The function behind tslab's `display.raw`: it takes a whole bundle, where `raw` takes one form. */
function bundleWriter(): BundleWriter | undefined {
  const modules = nodeModule("node:module") as { _cache?: Record<string, { exports: unknown }> } | undefined;
  const loaded = modules?._cache ?? {};
  const file = Object.keys(loaded).find((name) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(name));
  if (!file) return undefined;
  return (
    (loaded[file]!.exports as { lastWriteDisplayData?: BundleWriter | null }).lastWriteDisplayData ??
    undefined
  );
}

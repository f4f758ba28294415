// What the user may turn off, as schema.json has it: JupyterLab's settings editor shows it.
import type { Settings } from "@jupyterlab/settingregistry";
import { typingPause } from "../kernel/internal.js";

export interface Preferences {
  diagnostics: boolean;
  unused: boolean;
  hover: boolean;
  signatureHelp: boolean;
  autoImport: boolean;
  semanticColours: boolean;
  inlayHints: boolean;
  /** ms after the last keystroke before its cell is checked. */
  typingPause: number;
}

export const defaults: Preferences = {
  diagnostics: true,
  unused: true,
  hover: true,
  signatureHelp: true,
  autoImport: true,
  semanticColours: true,
  inlayHints: false,
  typingPause,
};

/** The preferences now and whenever they change; defaults where JupyterLab cannot load them. */
export function followSettings(load: Promise<Settings>, onChange: (preferences: Preferences) => void): void {
  load.then(
    (settings) => {
      const tell = () => onChange({ ...defaults, ...(settings.composite as Partial<Preferences>) });
      settings.changed.connect(tell);
      tell();
    },
    (error: unknown) => console.warn("gradus-lab: settings could not be loaded", error),
  );
}

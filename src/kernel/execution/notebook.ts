// The notebook that the library sees: src/display/host.ts's contract over messages to the front.
import type { DisplayOptions, MimeBundle, NotebookHost } from "../../display/host.js";
import { currentCell } from "./cellContext.js";
import { bundleJson, metadataJson } from "./content.js";
import { onCommOpen, openComm } from "./comms.js";
import { askUser } from "./input.js";
import { onInterrupt } from "./interrupts/listeners.js";
import { platform } from "./platform.js";

/** What the library finds on the global object. */
export const notebook: NotebookHost = {
  get execution() {
    return currentCell().cell;
  },
  display(bundle, options: DisplayOptions = {}) {
    show(bundle, options.metadata, options.displayId, false);
  },
  updateDisplay(displayId, bundle, options = {}) {
    show(bundle, options.metadata, displayId, true);
  },
  clearOutput({ wait = false } = {}) {
    platform.send({ type: "clear", cell: currentCell().cell, wait: Boolean(wait) });
  },
  openComm,
  onCommOpen,
  onInterrupt: (handler) => onInterrupt(handler, { anyCell: true }),
  input: (prompt, { password = false } = {}) => askUser(prompt, password),
};

function show(bundle: MimeBundle, metadata: unknown, displayId: string | undefined, update: boolean): void {
  platform.send({
    type: "display",
    cell: currentCell().cell,
    data: bundleJson(bundle),
    metadata: metadataJson(metadata),
    update,
    ...(displayId === undefined ? {} : { displayId: `${displayId}` }),
  });
}

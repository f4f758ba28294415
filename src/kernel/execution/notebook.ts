// The notebook that the library sees: src/display/host.ts's contract over messages to the front.
import type { DisplayOptions, MimeBundle, NotebookHost } from "../../display/host.js";
import { currentCell } from "./cellContext.js";
import { send } from "./channel.js";
import { onCommOpen, openComm } from "./comms.js";
import { askUser } from "./input.js";
import { onInterrupt } from "./interrupts/listeners.js";

/** What the library finds on the global object. */
export const notebook: NotebookHost = {
  display(bundle, options: DisplayOptions = {}) {
    show(bundle, options.metadata, options.displayId, false);
  },
  updateDisplay(displayId, bundle, options = {}) {
    show(bundle, options.metadata, displayId, true);
  },
  clearOutput({ wait = false } = {}) {
    send({ type: "clear", cell: currentCell().cell, wait });
  },
  openComm,
  onCommOpen,
  onInterrupt: (handler) => onInterrupt(handler, { anyCell: true }),
  input: (prompt, { password = false } = {}) => askUser(prompt, password),
};

function show(bundle: MimeBundle, metadata = {}, displayId: string | undefined, update: boolean): void {
  send({
    type: "display",
    cell: currentCell().cell,
    data: plainBundle(bundle),
    metadata: plain(metadata),
    update,
    ...(displayId === undefined ? {} : { displayId }),
  });
}

/** A bundle as messages carry it: bytes as base64, everything else what JSON makes of it. */
export function plainBundle(bundle: MimeBundle): MimeBundle {
  const result: MimeBundle = {};
  for (const [type, content] of Object.entries(bundle)) {
    if (content === undefined) continue;
    result[type] =
      content instanceof Uint8Array
        ? Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("base64")
        : plain(content);
  }
  return result;
}

/** Objects lose what a message cannot carry (functions, prototypes); strings pass without a copy. */
export function plain<T>(value: T): T {
  return typeof value === "object" && value !== null ? (JSON.parse(JSON.stringify(value)) as T) : value;
}

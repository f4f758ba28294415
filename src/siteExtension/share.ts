// Links that carry a notebook's cells. Who opens one sees them; nothing runs before they run it, as in every notebook.
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Clipboard, Notification } from "@jupyterlab/apputils";
import { PageConfig } from "@jupyterlab/coreutils";
import type { INotebookTracker } from "@jupyterlab/notebook";
import { carriedOf, notebookOf, pack, unpack } from "./carried.js";
import { wordsFor } from "./words.js";

/** Where shared notebooks are kept in the reader's browser. */
const folder = "shared";
const fragment = "#cells=";

/** The page that shows one notebook. */
const notebookPage = (): string => new URL("notebooks/index.html", PageConfig.getBaseUrl()).href;

export function addShare(app: JupyterFrontEnd, tracker: INotebookTracker): void {
  const path = (): string | undefined => tracker.currentWidget?.context.path;
  app.commands.addCommand("gradus-site:share", {
    label: () => wordsFor(path()).share,
    caption: () => wordsFor(path()).shareCaption,
    isEnabled: () => tracker.currentWidget !== null,
    async execute() {
      const context = tracker.currentWidget?.context;
      if (!context) return;
      const carried = await pack(carriedOf(context.path, context.model.toJSON()));
      Clipboard.copyToSystem(`${notebookPage()}${fragment}${carried}`);
      Notification.info(wordsFor(context.path).copied, { autoClose: 5000 });
    },
  });
}

/** Opens the notebook that this page's address carries, if it does: as a file of the reader's, who may change and keep it. */
export async function openShared(app: JupyterFrontEnd): Promise<void> {
  const { hash } = window.location;
  if (!hash.startsWith(fragment)) return;
  const text = hash.slice(fragment.length);
  try {
    const carried = await unpack(text);
    const { contents } = app.serviceManager;
    const path = `${folder}/${await shortHash(text)}-${carried.name}`;
    const isThere = await contents.get(path, { content: false }).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      await contents.save(folder, { type: "directory", format: "json" });
      await contents.save(path, { type: "notebook", format: "json", content: notebookOf(carried) });
    }
    window.location.replace(`${notebookPage()}?path=${encodeURIComponent(path)}`);
  } catch (error) {
    Notification.info((error as Error).message, { autoClose: false });
  }
}

/** Names what a link carries, so that opening it again finds what the reader has made of it. */
async function shortHash(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

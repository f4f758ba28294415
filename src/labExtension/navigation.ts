// To where a name is declared, to its uses, and to a new name.
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { InputDialog, MainAreaWidget, Notification } from "@jupyterlab/apputils";
import { Widget } from "@lumino/widgets";
import type { Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { renamed, type CellEdit, type Place } from "../kernel/internal.js";
import { contextOf } from "./cellEditors.js";
import type { LiveNotebook } from "./liveNotebook.js";

export type Spot = { notebook: LiveNotebook; cell: string; offset: number };

/** Goes to the declaration of the name at a spot: in a cell, or in a file that is shown beside the notebook. */
export async function goToDefinition(app: JupyterFrontEnd, { notebook, cell, offset }: Spot): Promise<void> {
  const place = await notebook.ask("definition", { cell, offset });
  if (!place) return;
  if ("cell" in place) await notebook.reveal(place.cell, place);
  else await showFile(app, notebook, place);
}

/** Lists the uses of the name at a spot; goes to the chosen one. */
export async function findReferences({ notebook, cell, offset }: Spot): Promise<void> {
  const places = (await notebook.ask("references", { cell, offset })) ?? [];
  const inCells = places.filter((place) => "cell" in place);
  if (inCells.length === 0)
    return void Notification.info("No references in this notebook", { autoClose: 2000 });
  const items = inCells.map((place, i) => `${String(i + 1)}. ${lineAt(notebook, place)}`);
  const { value, button } = await InputDialog.getItem({ title: "References", items });
  const chosen = button.accept && value !== null ? inCells[items.indexOf(value)] : undefined;
  if (chosen) await notebook.reveal(chosen.cell, chosen);
}

/** Asks for a new name and writes it wherever the old one stands, in all cells. */
export async function renameSymbol({ notebook, cell, offset }: Spot): Promise<void> {
  const found = await notebook.ask("rename", { cell, offset });
  if (!found || found.places.length === 0) {
    return void Notification.info("Only names that are declared in this notebook can be renamed", {
      autoClose: 3000,
    });
  }
  const before = new Map(notebook.cells().map(({ id, code }) => [id, code]));
  const { value, button } = await InputDialog.getText({
    title: `Rename ${found.name} (${String(found.places.length)} places)`,
    text: found.name,
  });
  if (!button.accept || value === null || value === found.name) return;
  const edits = new Map<string, CellEdit[]>();
  try {
    for (const edit of renamed(found, value)) edits.set(edit.cell, [...(edits.get(edit.cell) ?? []), edit]);
  } catch (error) {
    return void Notification.info((error as Error).message, { autoClose: 3000 });
  }
  if ([...edits.keys()].some((id) => notebook.text(id) !== before.get(id))) return;
  for (const [id, list] of edits) notebook.edit(id, list);
  notebook.checkSoon();
}

/** Ctrl-click (Cmd-click) goes to the definition. */
export function clicks(app: JupyterFrontEnd): Extension {
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
      const offset = view.posAtCoords(event);
      const context = contextOf(view.state);
      if (offset === null || !context) return false;
      event.preventDefault();
      void goToDefinition(app, { ...context, offset });
      return true;
    },
  });
}

function lineAt(notebook: LiveNotebook, { cell, from }: { cell: string; from: number }): string {
  const text = notebook.text(cell) ?? "";
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const line = text.slice(start).split("\n", 1)[0]!.trim();
  const index = notebook.panel.content.widgets.findIndex(({ model }) => model.id === cell);
  return `cell ${String(index + 1)}: ${line}`;
}

async function showFile(
  app: JupyterFrontEnd,
  notebook: LiveNotebook,
  { file, from, to }: Exclude<Place, { cell: string }>,
): Promise<void> {
  const text = await notebook.ask("file", { file });
  if (text === null) return;
  const content = new Widget();
  content.addClass("gradus-file");
  const view = new EditorView({
    parent: content.node,
    doc: text,
    extensions: [EditorView.editable.of(false), lineNumbers()],
  });
  const panel = new MainAreaWidget({ content });
  panel.id = `gradus-file-${String(Date.now())}`;
  Object.assign(panel.title, { label: file.split("/").pop(), caption: file, closable: true });
  app.shell.add(panel, "main", { ref: notebook.panel.id, mode: "split-right" });
  requestAnimationFrame(() =>
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    }),
  );
}

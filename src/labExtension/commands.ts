// Commands for the palette and for keys (schema.json); enabled where the cursor stands in a cell of one of our notebooks.
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { InputDialog, type ICommandPalette } from "@jupyterlab/apputils";
import { formatCells } from "./formatting.js";
import type { LiveNotebook } from "./liveNotebook.js";
import { findReferences, goToDefinition, renameSymbol, type Spot } from "./navigation.js";
import type { ProblemCount } from "./statusBar.js";

export function addCommands(
  app: JupyterFrontEnd,
  palette: ICommandPalette | null,
  current: () => LiveNotebook | undefined,
  count: ProblemCount,
): void {
  const active = () => {
    const notebook = current();
    return notebook?.isActive ? notebook : undefined;
  };
  const add = (name: string, label: string, run: (notebook: LiveNotebook) => Promise<void>) => {
    const command = `gradus:${name}`;
    app.commands.addCommand(command, {
      label,
      isEnabled: () => active() !== undefined,
      execute: () => {
        const notebook = active();
        return notebook && run(notebook);
      },
    });
    palette?.addItem({ command, category: "TypeScript" });
  };
  const atCursor = (run: (spot: Spot) => Promise<void>) => async (notebook: LiveNotebook) => {
    const spot = cursorIn(notebook);
    if (spot) await run(spot);
  };
  add(
    "go-to-definition",
    "Go to Definition",
    atCursor((spot) => goToDefinition(app, spot)),
  );
  add("find-references", "Find References", atCursor(findReferences));
  add("rename", "Rename Symbol", atCursor(renameSymbol));
  add("quick-fix", "Quick Fix", atCursor(chooseFix));
  add("next-problem", "Next Problem", () => count.next());
  add("list-problems", "List Problems", () => count.list());
  add("format-cell", "Format Cell", (notebook) => {
    const cell = activeCell(notebook);
    return cell === undefined ? Promise.resolve() : formatCells(notebook, [cell]);
  });
  add("format-notebook", "Format Notebook", (notebook) =>
    formatCells(
      notebook,
      notebook.cells().map(({ id }) => id),
    ),
  );
}

function activeCell(notebook: LiveNotebook): string | undefined {
  const { content } = notebook.panel;
  return content.widgets[content.activeCellIndex]?.model.id;
}

function cursorIn(notebook: LiveNotebook): Spot | undefined {
  const cell = activeCell(notebook);
  const view = cell === undefined ? undefined : notebook.widget(cell)?.editor?.editor;
  return cell === undefined || !view ? undefined : { notebook, cell, offset: view.state.selection.main.head };
}

/** Fixes of the problems at the cursor; the only one is made at once. */
async function chooseFix({ notebook, cell, offset }: Spot): Promise<void> {
  const here = (notebook.problems.get(cell) ?? []).filter(({ from, to }) => from <= offset && offset <= to);
  const text = notebook.text(cell);
  const answers = await Promise.all(
    here.map(({ from, to, code }) => notebook.ask("fixes", { cell, from, to, code })),
  );
  const fixes = answers.flatMap((found) => found ?? []);
  if (fixes.length === 0) return;
  const items = fixes.map(({ description }) => description);
  const { value, button } =
    fixes.length === 1
      ? { value: items[0]!, button: { accept: true } }
      : await InputDialog.getItem({ title: "Quick Fix", items });
  const chosen = button.accept && value !== null ? fixes[items.indexOf(value)] : undefined;
  if (chosen && notebook.text(cell) === text) notebook.edit(cell, chosen.edits);
}

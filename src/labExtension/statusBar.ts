// The number of problems in the status bar; a click lists them, a choice goes there.
import { InputDialog } from "@jupyterlab/apputils";
import { Widget } from "@lumino/widgets";
import type { EditorDiagnostic } from "../kernel/internal.js";
import type { LiveNotebook } from "./liveNotebook.js";

export class ProblemCount {
  readonly widget = new Widget();
  readonly #current: () => LiveNotebook | undefined;

  /** @param current - The notebook in front. */
  constructor(current: () => LiveNotebook | undefined) {
    this.#current = current;
    this.widget.addClass("gradus-problems");
    this.widget.node.setAttribute("role", "button");
    this.widget.node.onclick = () => void this.list();
  }

  refresh(): void {
    const notebook = this.#current();
    const { node } = this.widget;
    node.hidden = !notebook?.isActive;
    const found = notebook ? problemsIn(notebook) : [];
    const count = (wanted: string) => String(found.filter(({ severity }) => severity === wanted).length);
    node.textContent = notebook?.isChecked ? `⊗ ${count("error")}  ⚠ ${count("warning")}` : "⊗ …";
    node.title = `${count("error")} errors, ${count("warning")} warnings`;
  }

  /** Lets the user choose a problem to go to. */
  async list(): Promise<void> {
    const notebook = this.#current();
    const found = notebook ? problemsIn(notebook) : [];
    if (!notebook || found.length === 0) return;
    const items = found.map(
      ({ code, message, index }, i) =>
        `${String(i + 1)}. cell ${String(index + 1)}: ${code} ${message.split("\n")[0]!}`,
    );
    const { value, button } = await InputDialog.getItem({ title: "Problems", items });
    const chosen = button.accept && value !== null ? found[items.indexOf(value)] : undefined;
    if (chosen) await notebook.reveal(chosen.cell, chosen);
  }

  /** Goes to the next problem below the cursor, round the end. */
  async next(): Promise<void> {
    const notebook = this.#current();
    const found = notebook ? problemsIn(notebook) : [];
    if (!notebook || found.length === 0) return;
    const { content } = notebook.panel;
    const at = content.activeCellIndex;
    const cursor = content.widgets[at]?.editor?.editor.state.selection.main.from ?? -1;
    const next = found.find(({ index, from }) => index > at || (index === at && from > cursor)) ?? found[0]!;
    await notebook.reveal(next.cell, next);
  }
}

interface Problem extends EditorDiagnostic {
  cell: string;
  index: number;
}

/** Errors and warnings from top to bottom. */
function problemsIn(notebook: LiveNotebook): Problem[] {
  return notebook.panel.content.widgets.flatMap(({ model }, index) =>
    (notebook.problems.get(model.id) ?? [])
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map((problem) => ({ ...problem, cell: model.id, index })),
  );
}

// One notebook's conversation with its kernel: what stands in the cells goes out, what is wrong in them comes back.
//
// Each question carries the whole notebook (10 to 20 kB), so that it survives restarts and cannot get out of step.
import type { EditorView } from "@codemirror/view";
import type { Cell, CellModel, NotebookPanel } from "@jupyterlab/notebook";
import type { KernelConnection } from "@jupyterlab/services";
import {
  CheckRhythm,
  type Edit,
  type EditorAnswer,
  type EditorCell,
  type EditorDiagnostic,
  type EditorOperation,
  type EditorQuestions,
  type EditorRequest,
  type Stretch,
} from "../kernel/internal.js";
import { askKernel } from "./kernelQuestions.js";
import type { Preferences } from "./settings.js";

/** What is told of a notebook's state. */
export interface NotebookEvents {
  /** A cell's problems are known anew. */
  onProblems(cell: string): void;
  /** All cells have been checked. */
  onChecked(): void;
  /** Our kernel is there, or is no longer. */
  onActive(): void;
}

export class LiveNotebook {
  readonly panel: NotebookPanel;
  readonly views = new Map<string, EditorView>();
  readonly problems = new Map<string, EditorDiagnostic[]>();
  preferences: Preferences;
  /** True while the notebook's kernel is one of ours. */
  isActive = false;
  /** True once all cells have been checked. */
  isChecked = false;
  readonly #events: NotebookEvents;
  readonly #rhythm = new CheckRhythm((cell) => this.#check(cell));

  constructor(panel: NotebookPanel, preferences: Preferences, events: NotebookEvents) {
    this.panel = panel;
    this.preferences = preferences;
    this.#events = events;
    const { sessionContext, content } = panel;
    let restarted = false;
    sessionContext.kernelChanged.connect(() => this.checkSoon());
    sessionContext.statusChanged.connect((_, status) => {
      if (/restarting$/.test(status)) restarted = true;
      else if (status === "idle" && (restarted || !this.isActive)) {
        restarted = false;
        this.checkSoon();
      }
    });
    content.model?.cells.changed.connect(() => this.checkSoon());
    void sessionContext.ready.then(() => this.checkSoon());
  }

  /** A cell's text has changed under the user's hands. */
  typed(cell: string): void {
    this.#rhythm.typed(cell, this.preferences.typingPause);
  }

  /** Checks all cells, in a moment. */
  checkSoon(): void {
    this.#rhythm.soon();
  }

  /** Asks the kernel; null when it is not ours or has no answer. */
  async ask<O extends EditorOperation>(
    op: O,
    more: EditorQuestions[O]["ask"],
  ): Promise<EditorAnswer<O> | null> {
    const kernel = await this.#ourKernel();
    if (!kernel) return null;
    const request = { op, cells: this.cells(), ...more } as unknown as EditorRequest<O>;
    return askKernel(kernel, request).catch(() => null);
  }

  /** The code cells as they stand. */
  cells(): EditorCell[] {
    return this.#models().map((model) => ({ id: model.id, code: model.sharedModel.getSource() }));
  }

  text(cell: string): string | undefined {
    return this.#model(cell)?.sharedModel.getSource();
  }

  /** Changes a cell's text; one step for undo. */
  edit(cell: string, edits: readonly Edit[]): void {
    const model = this.#model(cell)?.sharedModel;
    model?.transact(() => {
      for (const { from, to, insert } of edits.toSorted((a, b) => b.from - a.from)) {
        model.updateSource(from, to, insert);
      }
    });
  }

  widget(cell: string): Cell | undefined {
    return this.panel.content.widgets.find(({ model }) => model.id === cell);
  }

  /** Goes to a stretch of a cell and selects it. */
  async reveal(cell: string, { from, to }: Stretch): Promise<void> {
    const { content } = this.panel;
    const index = content.widgets.findIndex(({ model }) => model.id === cell);
    if (index < 0) return;
    content.activeCellIndex = index;
    await content.scrollToItem(index, "smart");
    content.mode = "edit";
    const view = content.widgets[index]!.editor?.editor;
    view?.focus();
    view?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  }

  /** @param only - The cell to check; all without. */
  async #check(only: string | undefined): Promise<void> {
    const cells = new Map(this.cells().map(({ id, code }) => [id, code]));
    const checked = await this.ask("check", only === undefined ? {} : { targets: [only] });
    if (!this.isActive) this.#clear();
    for (const { id, diagnostics } of checked ?? []) {
      if (this.text(id) !== cells.get(id)) continue; // a newer question follows
      this.problems.set(id, diagnostics);
      this.#events.onProblems(id);
    }
    if (only !== undefined || !checked) return;
    this.isChecked = true;
    this.#events.onChecked();
    for (const id of this.problems.keys()) if (!cells.has(id)) this.problems.delete(id);
  }

  async #ourKernel(): Promise<KernelConnection | undefined> {
    const kernel = this.panel.sessionContext.session?.kernel ?? undefined;
    const implementation = await kernel?.info.then((info) => info.implementation).catch(() => undefined);
    const isOurs = implementation === "gradus" && kernel?.isDisposed === false;
    if (isOurs !== this.isActive) {
      this.isActive = isOurs;
      this.#events.onActive();
    }
    return isOurs ? kernel : undefined;
  }

  #clear(): void {
    const ids = [...this.problems.keys()];
    this.problems.clear();
    for (const id of ids) this.#events.onProblems(id);
  }

  #models(): CellModel[] {
    return [...(this.panel.content.model?.cells ?? [])].filter(({ type }) => type === "code");
  }

  #model(cell: string): CellModel | undefined {
    return this.#models().find(({ id }) => id === cell);
  }
}

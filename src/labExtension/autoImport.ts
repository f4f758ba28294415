// Completion that imports: names of packages at hand join the completer's list, and choosing one writes its import.
import type { CompletionProvider } from "@jupyterlab/completer";
import type { NotebookPanel } from "@jupyterlab/notebook";
import { ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Extension } from "@codemirror/state";
import { contextOf } from "./cellEditors.js";
import type { LiveNotebook } from "./liveNotebook.js";

/** Below the kernel's own (550): names in scope come first. */
const rank = 540;

/** The names last offered in a cell, with the modules that have them. */
const offered = new WeakMap<LiveNotebook, { cell: string; modules: Map<string, string> }>();

export function importProvider(find: (panel: unknown) => LiveNotebook | undefined): CompletionProvider {
  const nothing = (offset: number) => ({ start: offset, end: offset, items: [] });
  return {
    identifier: "gradus-lab:imports",
    rank,
    renderer: null,
    isApplicable: ({ widget }) => Promise.resolve(find(widget)?.isActive ?? false),
    async fetch({ offset, text }, { widget }) {
      const notebook = find(widget);
      const { content } = widget as NotebookPanel;
      const cell = content.widgets[content.activeCellIndex]?.model.id;
      if (!notebook?.preferences.autoImport || cell === undefined) return nothing(offset);
      const found = (await notebook.ask("importables", { cell, offset })) ?? [];
      offered.set(notebook, { cell, modules: new Map(found.map(({ name, module }) => [name, module])) });
      const word = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, offset))![0];
      const items = found.map(({ name, module, type }) => ({
        ...{ label: `${name} (${module})`, insertText: name, type },
        documentation: `import { ${name} } from "${module}";`,
      }));
      return { start: offset - word.length, end: offset, items };
    },
  };
}

/** Notices that an offered name was put in whole, which typing never does, and adds its import. */
export const importOnChoice: Extension = ViewPlugin.define((view) => ({
  update({ docChanged, changes }: ViewUpdate) {
    const context = docChanged ? contextOf(view.state) : undefined;
    const offer = context && offered.get(context.notebook);
    if (!context || offer?.cell !== context.cell) return;
    changes.iterChanges((_fromA, _toA, from, to) => {
      const text = view.state.doc.toString();
      const before = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, to))![0];
      const module = to - from > 1 ? offer.modules.get(before) : undefined;
      if (module === undefined) return;
      offered.delete(context.notebook);
      setTimeout(() => void addImport(context.notebook, context.cell, before, module));
    });
  },
}));

async function addImport(notebook: LiveNotebook, cell: string, name: string, module: string): Promise<void> {
  const edits = await notebook.ask("addImport", { cell, name, module });
  if (edits) notebook.edit(cell, edits);
}

// The CodeMirror editors of cells: each finds its notebook, and gets our features while the notebook's kernel is ours.
import { EditorExtensionRegistry, type IEditorExtensionRegistry } from "@jupyterlab/codemirror";
import { Compartment, Facet, type EditorState, type Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import type { CellModel } from "@jupyterlab/notebook";
import type { LiveNotebook } from "./liveNotebook.js";

/** What a feature in a cell's editor speaks with. */
export interface CellContext {
  cell: string;
  /** Undefined until the notebook is in JupyterLab's tracker. */
  notebook(): LiveNotebook | undefined;
}

const contextFacet = Facet.define<CellContext, CellContext | undefined>({ combine: (values) => values[0] });
const features = new Compartment();

/** The notebook of a cell's editor, and the cell's id. */
export function contextOf(state: EditorState): { cell: string; notebook: LiveNotebook } | undefined {
  const context = state.facet(contextFacet);
  const notebook = context?.notebook();
  return context && notebook ? { cell: context.cell, notebook } : undefined;
}

/** Gives an editor its features, or takes them away. */
export function setFeatures(view: EditorView, extension: Extension): void {
  if (features.get(view.state) !== undefined) view.dispatch({ effects: features.reconfigure(extension) });
}

/** ms between looks for the panel, which is not in the tracker yet when its first editors are made. */
const lookEvery = 100;
const maxLooks = 50;

/**
 * Adds our part to the editor of every code cell that JupyterLab makes.
 *
 * @param find - The notebook of a cell.
 * @param onView - A cell has an editor now.
 */
export function registerCellEditors(
  registry: IEditorExtensionRegistry,
  find: (model: CellModel) => LiveNotebook | undefined,
  onView: (notebook: LiveNotebook, cell: string, view: EditorView) => void,
): void {
  registry.addExtension({
    name: "gradus-lab:types",
    factory: ({ model }) => {
      if (model?.type !== "code") return null;
      let found: LiveNotebook | undefined;
      const notebook = () => (found ??= find(model));
      const follow = ViewPlugin.define((view) => {
        let gone = false;
        const register = (looks: number) => {
          const live = notebook();
          if (gone) return;
          if (live) {
            live.views.set(model.id, view);
            onView(live, model.id, view);
          } else if (looks > 0) setTimeout(() => register(looks - 1), lookEvery);
        };
        setTimeout(() => register(maxLooks));
        return {
          update: ({ docChanged }) => {
            if (docChanged) notebook()?.typed(model.id);
          },
          destroy: () => {
            gone = true;
            if (found?.views.get(model.id) === view) found.views.delete(model.id);
          },
        };
      });
      return EditorExtensionRegistry.createImmutableExtension([
        contextFacet.of({ cell: model.id, notebook }),
        features.of([]),
        follow,
      ]);
    },
  });
}

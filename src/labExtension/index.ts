// The JupyterLab extension: what the kernel knows of cells, in their editors, before they run. It is bundled by
// scripts/buildLabExtension.mjs, runs in the browser and takes from the kernel's side only the words of its questions.
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { IEditorExtensionRegistry } from "@jupyterlab/codemirror";
import { ICompletionProviderManager } from "@jupyterlab/completer";
import { INotebookTracker, NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStatusBar } from "@jupyterlab/statusbar";
import { importOnChoice, importProvider } from "./autoImport.js";
import { registerCellEditors, setFeatures } from "./cellEditors.js";
import { addCommands } from "./commands.js";
import { decorations, refreshDecorations } from "./decorations.js";
import { hoverHelp } from "./hover.js";
import { LiveNotebook } from "./liveNotebook.js";
import { clicks } from "./navigation.js";
import { problemMarks, showProblems } from "./problems.js";
import { defaults, followSettings } from "./settings.js";
import { signatureHelp } from "./signatureHelp.js";
import { ProblemCount } from "./statusBar.js";
import { addStyle } from "./style.js";
import { VariablesPanel } from "./variables/variablesPanel.js";

const id = "gradus-lab:types";

function activate(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  registry: IEditorExtensionRegistry,
  rendermime: IRenderMimeRegistry,
  settings: ISettingRegistry,
  completer: ICompletionProviderManager | null,
  statusBar: IStatusBar | null,
  palette: ICommandPalette | null,
): void {
  const notebooks = new Map<NotebookPanel, LiveNotebook>();
  const current = () => (tracker.currentWidget ? notebooks.get(tracker.currentWidget) : undefined);
  let preferences = defaults;
  const count = new ProblemCount(current);
  const features = [
    problemMarks(),
    hoverHelp(rendermime),
    signatureHelp,
    decorations,
    importOnChoice,
    clicks(app),
  ];

  const show = (notebook: LiveNotebook, cell: string) => {
    const view = notebook.views.get(cell);
    if (!view) return;
    showProblems(notebook, cell, view);
    if (notebook.isActive) void refreshDecorations(notebook, cell);
  };

  const open = (panel: NotebookPanel): LiveNotebook => {
    const known = notebooks.get(panel);
    if (known) return known;
    const notebook = new LiveNotebook(panel, preferences, {
      onProblems: (cell) => {
        show(notebook, cell);
        count.refresh();
      },
      onChecked: () => count.refresh(),
      onActive: () => {
        for (const view of notebook.views.values()) setFeatures(view, notebook.isActive ? features : []);
        count.refresh();
        app.commands.notifyCommandChanged();
      },
    });
    notebooks.set(panel, notebook);
    panel.disposed.connect(() => notebooks.delete(panel));
    return notebook;
  };

  registerCellEditors(
    registry,
    (model) => {
      const panel = tracker.find(({ content }) => [...(content.model?.cells ?? [])].includes(model));
      return panel && open(panel);
    },
    (notebook, cell, view) => {
      if (!notebook.isActive) return;
      setFeatures(view, features);
      show(notebook, cell);
    },
  );
  NotebookActions.executed.connect((_, { notebook }) => {
    const panel = tracker.find(({ content }) => content === notebook);
    if (panel) notebooks.get(panel)?.checkSoon();
  });
  tracker.currentChanged.connect(() => {
    count.refresh();
    app.commands.notifyCommandChanged();
  });
  followSettings(settings.load(id), (changed) => {
    preferences = changed;
    for (const notebook of notebooks.values()) {
      notebook.preferences = changed;
      for (const cell of notebook.views.keys()) show(notebook, cell);
    }
  });
  completer?.registerProvider(importProvider((panel) => notebooks.get(panel as NotebookPanel)));
  statusBar?.registerStatusItem("gradus-lab:problems", { align: "left", item: count.widget, rank: 90 });
  addCommands(app, palette, current, count);
  app.shell.add(new VariablesPanel(tracker, rendermime), "right", { rank: 210 });
  addStyle();
}

const plugin: JupyterFrontEndPlugin = {
  id,
  description: "TypeScript types in the cells of notebooks on Gradus's kernels",
  autoStart: true,
  requires: [INotebookTracker, IEditorExtensionRegistry, IRenderMimeRegistry, ISettingRegistry],
  optional: [ICompletionProviderManager, IStatusBar, ICommandPalette],
  activate,
};

export default plugin;

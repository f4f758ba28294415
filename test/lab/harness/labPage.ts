// JupyterLab's own interface, as far as scripts in its page use it.

/** The page's `window` (`LabApp.expose_app_in_browser`). */
export interface LabPage {
  jupyterapp: {
    restored: Promise<void>;
    commands: {
      execute(command: string, args?: object): Promise<unknown>;
      keyBindings: { command: string; keys: string[]; selector: string }[];
    };
    shell: {
      currentWidget?: NotebookPanel;
      collapseLeft(): void;
    };
  };
}

interface NotebookPanel {
  context: { ready: Promise<void>; model: { toJSON(): unknown } };
  sessionContext: {
    ready: Promise<void>;
    session?: { kernel?: { status: string } };
    changeKernel(options: { name: string }): Promise<unknown>;
    restartKernel(): Promise<void>;
    shutdown(): Promise<void>;
  };
  content: {
    widgets: { editor: { editor: CellEditor } }[];
    activeCellIndex: number;
    mode: "command" | "edit";
    node: HTMLElement;
  };
}

/** CodeMirror's view of a cell. */
interface CellEditor {
  focus(): void;
  dispatch(change: object): void;
  state: { doc: { length: number; toString(): string } };
}

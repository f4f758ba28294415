// JupyterLab's own interface, as far as scripts in its page use it.

/** The page's `window` (`LabApp.expose_app_in_browser`). */
export interface LabPage {
  jupyterapp: {
    restored: Promise<void>;
    commands: {
      execute(command: string, args?: object): Promise<unknown>;
      keyBindings: { command: string; keys: string[]; selector: string }[];
    };
    serviceManager: { settings: { save(id: string, raw: string): Promise<void> } };
    shell: {
      currentWidget?: NotebookPanel;
      widgets(area: string): Iterable<LabWidget>;
      activateById(id: string): void;
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

/** A panel, or a part of one; the debugger's tables have a model. */
export interface LabWidget {
  id: string;
  isVisible: boolean;
  dataModel?: DataModel;
  children?(): Iterable<LabWidget>;
}

/** A table's content; in the debugger's, each row is a variable. */
export interface DataModel {
  rowCount(region: "body"): number;
  data(region: "row-header" | "body", row: number, column: number): unknown;
  getVariableReference(row: number): number;
}

/** CodeMirror's view of a cell. */
interface CellEditor {
  focus(): void;
  dispatch(change: object): void;
  state: { doc: { length: number; toString(): string } };
}

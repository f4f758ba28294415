// The parts of JupyterLab's API that this extension uses, as JupyterLab 4.4 to 4.6 have them. JupyterLab gives the modules at
// run time; its own declarations would bring three hundred packages into every set-up.

declare module "@lumino/signaling" {
  export interface ISignal<Sender, Args> {
    connect(slot: (sender: Sender, args: Args) => void): boolean;
    disconnect(slot: (sender: Sender, args: Args) => void): boolean;
  }
}

declare module "@lumino/widgets" {
  import type { ISignal } from "@lumino/signaling";
  export class Widget {
    constructor();
    readonly node: HTMLElement;
    id: string;
    readonly title: { label: string; caption: string; closable: boolean };
    readonly disposed: ISignal<Widget, void>;
    readonly isVisible: boolean;
    addClass(name: string): void;
  }
}

declare module "@jupyterlab/application" {
  import type { Widget } from "@lumino/widgets";
  export interface Command {
    label: string | (() => string);
    caption?: () => string;
    isEnabled?(): boolean;
    isVisible?(): boolean;
    execute(args: Record<string, unknown>): unknown;
  }
  export interface JupyterFrontEnd {
    readonly commands: { addCommand(id: string, command: Command): unknown; notifyCommandChanged(): void };
    readonly shell: {
      add(
        widget: Widget,
        area: "main" | "right",
        options: { ref?: string; mode?: "split-right"; rank?: number },
      ): void;
    };
  }
  export interface JupyterFrontEndPlugin {
    id: string;
    description: string;
    autoStart: boolean;
    requires: unknown[];
    optional: unknown[];
    activate(app: JupyterFrontEnd, ...services: never[]): unknown;
  }
}

declare module "@jupyterlab/apputils" {
  import type { Widget } from "@lumino/widgets";
  export class MainAreaWidget extends Widget {
    constructor(options: { content: Widget });
  }
  export const InputDialog: {
    getText(options: {
      title: string;
      label?: string;
      text?: string;
    }): Promise<{ value: string | null; button: { accept: boolean } }>;
    getItem(options: {
      title: string;
      items: string[];
    }): Promise<{ value: string | null; button: { accept: boolean } }>;
  };
  export const Notification: { info(message: string, options?: { autoClose: number | false }): string };
  export const ICommandPalette: unique symbol;
  export interface ICommandPalette {
    addItem(item: { command: string; category: string }): unknown;
  }
}

declare module "@jupyterlab/services" {
  import type { ISignal } from "@lumino/signaling";
  export interface Message {
    content: Record<string, unknown>;
  }
  export interface Future {
    onReply: (message: Message) => void;
    readonly done: Promise<unknown>;
    dispose(): void;
  }
  export interface KernelConnection {
    readonly info: Promise<{ implementation: string }>;
    readonly username: string;
    readonly clientId: string;
    readonly isDisposed: boolean;
    readonly disposed: ISignal<KernelConnection, void>;
    sendControlMessage(message: Message, expectReply: boolean, disposeOnDone: boolean): Future;
  }
  export const KernelMessage: {
    createMessage(options: {
      msgType: string;
      channel: "control";
      username: string;
      session: string;
      content: object;
    }): Message;
  };
}

declare module "@jupyterlab/notebook" {
  import type { ISignal } from "@lumino/signaling";
  import type { Widget } from "@lumino/widgets";
  import type { EditorView } from "@codemirror/view";
  import type { KernelConnection } from "@jupyterlab/services";
  export interface CellModel {
    readonly id: string;
    readonly type: string;
    readonly sharedModel: {
      getSource(): string;
      updateSource(start: number, end: number, value: string): void;
      transact(change: () => void): void;
    };
  }
  export interface Cell extends Widget {
    readonly model: CellModel;
    readonly editor: { readonly editor: EditorView } | null;
  }
  export interface Notebook extends Widget {
    readonly model: {
      readonly cells: Iterable<CellModel> & { readonly changed: ISignal<unknown, unknown> };
    } | null;
    readonly widgets: readonly Cell[];
    activeCellIndex: number;
    mode: "edit" | "command";
    scrollToItem(index: number, align: "smart"): Promise<void>;
  }
  export interface NotebookPanel extends Widget {
    readonly content: Notebook;
    readonly sessionContext: {
      readonly ready: Promise<void>;
      readonly session: { readonly kernel: KernelConnection | null } | null;
      readonly kernelChanged: ISignal<unknown, unknown>;
      readonly statusChanged: ISignal<unknown, string>;
    };
  }
  export interface INotebookTracker {
    readonly currentWidget: NotebookPanel | null;
    readonly currentChanged: ISignal<unknown, NotebookPanel | null>;
    find(wanted: (panel: NotebookPanel) => boolean): NotebookPanel | undefined;
  }
  export const INotebookTracker: unique symbol;
  export const NotebookActions: { readonly executed: ISignal<unknown, { notebook: Notebook }> };
}

declare module "@jupyterlab/codemirror" {
  import type { Extension } from "@codemirror/state";
  import type { CellModel } from "@jupyterlab/notebook";
  export interface IEditorExtensionRegistry {
    addExtension(factory: { name: string; factory(options: { model: CellModel }): unknown }): void;
  }
  export const IEditorExtensionRegistry: unique symbol;
  export const EditorExtensionRegistry: { createImmutableExtension(extension: Extension): unknown };
}

declare module "@jupyterlab/rendermime" {
  export interface IRenderMimeRegistry {
    createRenderer(mimeType: string): {
      readonly node: HTMLElement;
      renderModel(model: unknown): Promise<void>;
    };
    createModel(options: { data: Record<string, unknown> }): unknown;
  }
  export const IRenderMimeRegistry: unique symbol;
}

declare module "@jupyterlab/statusbar" {
  import type { Widget } from "@lumino/widgets";
  export interface IStatusBar {
    registerStatusItem(id: string, options: { align: "left"; item: Widget; rank: number }): unknown;
  }
  export const IStatusBar: unique symbol;
}

declare module "@jupyterlab/settingregistry" {
  import type { ISignal } from "@lumino/signaling";
  export interface Settings {
    readonly composite: Record<string, unknown>;
    readonly changed: ISignal<Settings, void>;
  }
  export interface ISettingRegistry {
    load(plugin: string): Promise<Settings>;
  }
  export const ISettingRegistry: unique symbol;
}

declare module "@jupyterlab/completer" {
  import type { NotebookPanel } from "@jupyterlab/notebook";
  import type { Widget } from "@lumino/widgets";
  export interface CompletionContext {
    readonly widget: Widget | NotebookPanel;
  }
  export interface CompletionItem {
    label: string;
    insertText: string;
    type: string;
    documentation: string;
  }
  export interface CompletionProvider {
    readonly identifier: string;
    readonly rank: number;
    readonly renderer: null;
    isApplicable(context: CompletionContext): Promise<boolean>;
    fetch(
      request: { text: string; offset: number },
      context: CompletionContext,
    ): Promise<{ start: number; end: number; items: CompletionItem[] }>;
  }
  export interface ICompletionProviderManager {
    registerProvider(provider: CompletionProvider): void;
  }
  export const ICompletionProviderManager: unique symbol;
}

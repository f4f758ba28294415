// The parts of JupyterLite's and JupyterLab's API that this extension uses, as JupyterLite 0.8 has them, on top of those that
// labExtension/jupyterlab.d.ts names.

declare module "@lumino/signaling" {
  export class Signal<Sender, Args> implements ISignal<Sender, Args> {
    constructor(sender: Sender);
    connect(slot: (sender: Sender, args: Args) => void): boolean;
    disconnect(slot: (sender: Sender, args: Args) => void): boolean;
    emit(args: Args): void;
  }
}

declare module "@jupyterlab/coreutils" {
  export const PageConfig: {
    getBaseUrl(): string;
    getOption(name: string): string;
    readonly Extension: { isDisabled(id: string): boolean };
  };
}

declare module "@jupyterlab/apputils" {
  export function showDialog(options: {
    title: string;
    body: string;
    buttons: unknown[];
  }): Promise<{ button: { accept: boolean } }>;
  export const Dialog: {
    cancelButton(options: { label: string }): unknown;
    warnButton(options: { label: string }): unknown;
  };
  export const Clipboard: { copyToSystem(text: string): void };
}

declare module "@jupyterlab/services" {
  import type { ISignal } from "@lumino/signaling";
  export interface ContentsChange {
    type: "new" | "delete" | "rename" | "save";
    oldValue: { path?: string } | null;
    newValue: { path?: string } | null;
  }
  export interface DriveModel {
    name: string;
    path: string;
    type: "notebook" | "directory" | "file";
    format: "json" | "text" | "base64" | null;
    content: unknown;
  }
  export interface ContentsManager {
    get(path: string, options: { content: boolean }): Promise<DriveModel>;
    save(path: string, model: Pick<DriveModel, "type" | "format"> & { content?: unknown }): Promise<unknown>;
    delete(path: string): Promise<void>;
    readonly fileChanged: ISignal<ContentsManager, ContentsChange>;
  }
}

declare module "@jupyterlab/notebook" {
  export interface NotebookPanel {
    readonly context: {
      readonly path: string;
      readonly model: { toJSON(): unknown };
      revert(): Promise<void>;
    };
  }
}

declare module "@jupyterlab/application" {
  import type { ContentsManager } from "@jupyterlab/services";
  import type { SettingConnector } from "@jupyterlab/settingregistry";
  export interface JupyterFrontEnd {
    readonly serviceManager: {
      readonly contents: ContentsManager;
      readonly kernels: { readonly serverSettings: { readonly WebSocket: typeof WebSocket } };
      readonly settings: SettingConnector;
    };
    readonly restored: Promise<void>;
    hasPlugin(id: string): boolean;
  }
  export interface JupyterFrontEndPlugin {
    provides?: unknown;
  }
}

declare module "@jupyterlab/settingregistry" {
  export interface SettingPlugin {
    id: string;
    /** What the reader has set, as JSON with comments. */
    raw: string;
    schema: object;
    data: { composite: Record<string, unknown>; user: Record<string, unknown> };
  }
  export interface SettingConnector {
    list(): Promise<{ ids: string[]; values: SettingPlugin[] }>;
    fetch(id: string): Promise<SettingPlugin>;
    save(id: string, raw: string): Promise<void>;
  }
  export interface SchemaValidator {
    validateData(plugin: SettingPlugin, populate?: boolean): unknown[] | null;
  }
  export class DefaultSchemaValidator implements SchemaValidator {
    validateData(plugin: SettingPlugin, populate?: boolean): unknown[] | null;
  }
  export class SettingRegistry {
    constructor(options: {
      connector: SettingConnector;
      plugins: SettingPlugin[];
      validator: SchemaValidator;
    });
    readonly plugins: Readonly<Record<string, SettingPlugin>>;
    load(id: string, anew?: boolean): Promise<unknown>;
    transform(id: string, transforms: unknown): unknown;
  }
  export const ISettingRegistry: unique symbol;
}

declare module "@jupyterlite/services" {
  import type { ISignal } from "@lumino/signaling";
  import type { PageMessage } from "../browser/index.js";
  export interface KernelOptions {
    id: string;
    name: string;
    location: string;
    sendMessage: (message: PageMessage) => void;
  }
  export interface Kernel {
    readonly id: string;
    readonly name: string;
    readonly location: string;
    readonly ready: Promise<void>;
    readonly isDisposed: boolean;
    readonly disposed: ISignal<Kernel, void>;
    handleMessage(message: PageMessage): Promise<void>;
    dispose(): void;
  }
  export interface IKernelSpecs {
    register(options: {
      spec: {
        name: string;
        display_name: string;
        language: string;
        argv: string[];
        resources: Record<string, string>;
      };
      create(options: KernelOptions): Promise<Kernel>;
    }): void;
  }
  export const IKernelSpecs: unique symbol;
  export interface IKernelClient {
    interrupt(kernelId: string): Promise<void>;
  }
  export const IKernelClient: unique symbol;
}

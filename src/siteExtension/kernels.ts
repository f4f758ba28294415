// The kernels in the page, as JupyterLite starts, asks and ends them.
import { PageConfig } from "@jupyterlab/coreutils";
import type { ContentsManager } from "@jupyterlab/services";
import type { IKernelClient, IKernelSpecs, Kernel, KernelOptions } from "@jupyterlite/services";
import { Signal } from "@lumino/signaling";
import type { PageKernel, PageMessage } from "../browser/index.js";
import { changesInAllTabs, type Changes } from "./allTabs.js";
import { driveFiles } from "./driveFiles.js";

const languages = { typescript: "TypeScript", javascript: "JavaScript" } as const;
type Language = keyof typeof languages;

/** Where this extension's files lie. */
const place = (): string => `${PageConfig.getOption("fullLabextensionsUrl")}/gradus-site/static`;

/** Kernels by their ids, as long as they run. */
export type Running = ReadonlyMap<string, PageKernel>;

/** Makes tslab and jslab known; the kernel's own scripts are loaded when the first notebook asks for one. */
export function registerKernels(specs: IKernelSpecs, contents: ContentsManager): Running {
  const running = new Map<string, PageKernel>();
  const changes = changesInAllTabs(contents);
  const register = (name: string, language: Language): void =>
    specs.register({
      spec: {
        name,
        display_name: languages[language],
        language,
        argv: [],
        resources: Object.fromEntries(
          ["logo-64x64.png", "logo-svg.svg"].map((file) => [
            file.replace(/\.\w+$/, ""),
            `${place()}/logo/${language}/${file}`,
          ]),
        ),
      },
      create: (options) => startKernel(language, options, { contents, changes, running }),
    });
  register("tslab", "typescript");
  register("jslab", "javascript");
  return running;
}

interface Tab {
  contents: ContentsManager;
  changes: Changes;
  running: Map<string, PageKernel>;
}

async function startKernel(
  language: Language,
  { id, name, location, sendMessage: send }: KernelOptions,
  { contents, changes, running }: Tab,
): Promise<Kernel> {
  const script = new URL(`${place()}/kernel/index.js`, window.location.href).href;
  const { PageKernel } = (await import(script)) as typeof import("../browser/index.js");
  const files = driveFiles(contents, folderOf(location));
  const kernel = new PageKernel({ language, send, files });
  const stop = files.follow(changes, (changed) => kernel.changeFiles(changed));
  running.set(id, kernel);
  return new LiteKernel({ id, name, location }, kernel, () => {
    stop();
    running.delete(id);
  });
}

/** A location may begin with the name of a drive. */
function folderOf(location: string): string {
  return location.replace(/^[^/]*:/, "").replace(/^\/|\/$/g, "");
}

class LiteKernel implements Kernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly ready = Promise.resolve();
  readonly disposed: Signal<Kernel, void> = new Signal<Kernel, void>(this);
  isDisposed = false;
  readonly #kernel: PageKernel;
  readonly #onEnd: () => void;

  constructor(
    { id, name, location }: { id: string; name: string; location: string },
    kernel: PageKernel,
    onEnd: () => void,
  ) {
    this.id = id;
    this.name = name;
    this.location = location;
    this.#kernel = kernel;
    this.#onEnd = onEnd;
  }

  /** Settles at once: until it does, JupyterLite sends nothing else, and completion would wait for the cell. */
  handleMessage(message: PageMessage): Promise<void> {
    this.#kernel.receive(message);
    return Promise.resolve();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.#kernel.close();
    this.#onEnd();
    this.disposed.emit();
  }
}

/** JupyterLite's own interrupt drops the cells that wait, and has no word for the kernel. */
export function interruptFor(client: IKernelClient, running: Running): void {
  const interrupt = client.interrupt.bind(client);
  client.interrupt = async (id) => {
    const kernel = running.get(id);
    if (kernel) kernel.interrupt();
    else await interrupt(id);
  };
}

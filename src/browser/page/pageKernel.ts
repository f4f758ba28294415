// A notebook's kernel in a page: what answers on a computer answers here, over workers in place of processes.
import type { Header } from "../../jupyter/messages.js";
import {
  Dispatcher,
  kernelInfo,
  LanguageClient,
  Publisher,
  TypeService,
  type Json,
  type NotebookLanguage,
} from "../../kernel/front.js";
import type { FileChanges, PageFiles } from "../files.js";
import { notebookFolder as dir } from "../messages.js";
import { typescriptVersion, version } from "../versions.js";
import { fromPage, toPage, type PageMessage, type Said } from "./pageMessages.js";
import { WorkerExecutor } from "./workerExecutor.js";
import { languageWorkers } from "./workerLanguage.js";

export interface PageKernelOptions {
  language: NotebookLanguage;
  /** Takes what the kernel says to the front ends of this page. */
  send: (message: PageMessage) => void;
  /** Where the built scripts of this kernel lie. Defaults to the folder of this one. */
  scripts?: URL;
  /** Where data sets lie, as scripts/lib/browserData.mjs writes them. Defaults to the folder `data` beside the scripts. */
  data?: URL;
  /** The files beside the notebook. Defaults to none, and to keeping none. */
  files?: PageFiles;
}

const noFiles: PageFiles = { load: () => Promise.resolve({}), save: () => undefined };

class PagePublisher extends Publisher {
  readonly #say: (said: Said) => void;

  constructor(say: (said: Said) => void) {
    super();
    this.#say = say;
  }

  publish(
    type: string,
    content: object | Json,
    parent: Header | undefined,
    more: { metadata?: Json; buffers?: Uint8Array[] } = {},
  ): void {
    this.#say({ channel: "iopub", type, content, parent, ...more });
  }
}

/** One notebook's kernel, which lives as long as its page does not reload. */
export class PageKernel {
  readonly #dispatcher: Dispatcher;
  readonly #say: (said: Said) => void;
  #session = "";
  #executor: WorkerExecutor | undefined;

  constructor({
    language,
    send,
    scripts = new URL(".", import.meta.url),
    data = new URL("data/", scripts),
    files = noFiles,
  }: PageKernelOptions) {
    this.#say = (said) => send(toPage(said, this.#session));
    const types = new TypeService(new LanguageClient(languageWorkers(scripts)), { dir, language });
    this.#dispatcher = new Dispatcher({
      ...{ dir, language, types },
      publisher: new PagePublisher(this.#say),
      info: () =>
        kernelInfo(language, {
          version,
          languageVersion: language === "typescript" ? typescriptVersion : "ES2025",
          name: "this browser",
          help: { text: "Web APIs", url: "https://developer.mozilla.org/docs/Web/API" },
          hasDebugger: false,
        }),
      ask: ({ header: parent }, content) =>
        this.#say({ channel: "stdin", type: "input_request", content, parent }),
      startExecutor: (options) => (this.#executor = new WorkerExecutor({ scripts, data, files }, options)),
      onShutdown: () => this.close(),
    });
  }

  /** Takes a front end's message. Nothing to wait for: the answers go to `send` when they are there. */
  receive(message: PageMessage): void {
    const { channel } = message;
    const request = fromPage(message);
    this.#session = request.header.session;
    if (channel === "stdin") this.#dispatcher.receiveInput(request);
    else if (channel !== "iopub")
      this.#dispatcher.receive(channel, request, (type, content) =>
        this.#say({ channel, type, content, parent: request.header }),
      );
  }

  /** Tells the cells of files that others have changed meanwhile. */
  changeFiles(changes: FileChanges): void {
    this.#executor?.changeFiles(changes);
  }

  interrupt(): void {
    this.#dispatcher.interrupt();
  }

  /** Ends its workers, at once. */
  close(): void {
    this.#dispatcher.close();
  }
}

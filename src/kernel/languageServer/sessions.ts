// All that a client has open, by its documents.
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";
import { CellScript } from "./cellScript.js";
import { Notebook } from "./notebook.js";
import { Session, type SessionOptions } from "./session.js";

interface SessionsOptions extends Omit<SessionOptions, "dir"> {
  /** Names of kernels that are ours besides those that we install. */
  kernels: () => readonly string[];
}

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #notebooks = new Map<string, Session<Notebook>>();
  readonly #scripts = new Map<string, Session<CellScript>>();
  /** For notebooks that are in no folder yet. */
  #root = process.cwd();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  setRoot({ workspaceFolders, rootUri }: lsp.InitializeParams): void {
    const uri = workspaceFolders?.[0]?.uri ?? rootUri;
    if (uri?.startsWith("file:")) this.#root = fileURLToPath(uri);
  }

  /** Follows what the client opens, changes and closes. */
  listen(connection: lsp.ProtocolConnection): void {
    const [notebooks, scripts] = [this.#notebooks, this.#scripts];
    connection.onNotification(lsp.DidOpenNotebookDocumentNotification.type, (params) => {
      add(notebooks, this.#start(new Notebook(params, this.#options.kernels)));
    });
    connection.onNotification(lsp.DidChangeNotebookDocumentNotification.type, (params) => {
      const session = notebooks.get(params.notebookDocument.uri);
      session?.document.change(params);
      session?.changed();
    });
    connection.onNotification(lsp.DidCloseNotebookDocumentNotification.type, ({ notebookDocument }) => {
      remove(notebooks, notebookDocument.uri);
    });
    connection.onNotification(lsp.DidOpenTextDocumentNotification.type, ({ textDocument }) => {
      add(scripts, this.#start(new CellScript(textDocument)));
    });
    connection.onNotification(lsp.DidChangeTextDocumentNotification.type, (params) => {
      const { uri, version } = params.textDocument;
      const session = scripts.get(uri);
      session?.document.change(params.contentChanges, version);
      session?.changed();
    });
    connection.onNotification(lsp.DidCloseTextDocumentNotification.type, ({ textDocument }) => {
      remove(scripts, textDocument.uri);
    });
  }

  notebook(uri: string): Session | undefined {
    return this.#notebooks.get(uri);
  }

  /** The session that a text document belongs to: a cell's, or a script's. */
  of(uri: string): Session | undefined {
    const isHere = ({ document }: Session) => document.cells().some((cell) => cell.document.uri === uri);
    return this.#scripts.get(uri) ?? [...this.#notebooks.values()].find(isHere);
  }

  all(): Session[] {
    return [...this.#notebooks.values(), ...this.#scripts.values()];
  }

  #start<Document extends Notebook | CellScript>(document: Document): Session<Document> {
    const { uri } = document;
    const dir = uri.startsWith("file:") ? path.dirname(fileURLToPath(uri)) : this.#root;
    return new Session(document, { ...this.#options, dir });
  }
}

function add<S extends Session>(sessions: Map<string, S>, session: S): void {
  remove(sessions, session.document.uri);
  sessions.set(session.document.uri, session);
}

function remove(sessions: Map<string, Session>, uri: string): void {
  sessions.get(uri)?.close();
  sessions.delete(uri);
}

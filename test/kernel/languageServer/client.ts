// A real client of the language server: `gradus lsp` as another process, spoken to over its stdin and stdout.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished } from "vitest";
import * as lsp from "vscode-languageserver-protocol/node";
import { makeFolder } from "../language/helpers.js";

const cli = path.resolve(import.meta.dirname, "../../../dist/cli.js");

export const typescriptKernel = {
  kernelspec: { name: "gradus", display_name: "TypeScript (Gradus)", language: "typescript" },
};
export const javascriptKernel = {
  kernelspec: { name: "jslab", display_name: "JavaScript", language: "javascript" },
};

export class Client {
  readonly connection: lsp.ProtocolConnection;
  readonly process: ChildProcess;
  readonly dir: string;
  /** What was last said of each document. */
  readonly marks = new Map<string, lsp.PublishDiagnosticsParams>();
  readonly messages: string[] = [];
  /** Edits that the server asked us to make. */
  readonly applied: lsp.WorkspaceEdit[] = [];
  capabilities: lsp.ServerCapabilities = {};

  constructor(dir = makeFolder()) {
    this.dir = dir;
    this.process = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(this.process.stdout!),
      new lsp.StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
      this.marks.set(params.uri, params);
    });
    this.connection.onNotification(lsp.ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    this.connection.onRequest(lsp.ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    this.connection.listen();
    onTestFinished(() => void this.process.kill("SIGKILL"));
  }

  /** A client that has said hello. */
  static async start(options?: object, dir?: string): Promise<Client> {
    const client = new Client(dir);
    const { capabilities } = await client.connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(client.dir).href,
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
      initializationOptions: options,
    });
    client.capabilities = capabilities;
    await client.connection.sendNotification(lsp.InitializedNotification.type, {});
    return client;
  }

  /** Opens a notebook of code cells. */
  async open(codes: string[], { name = "a.ipynb", metadata = typescriptKernel } = {}): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(this, pathToFileURL(path.join(this.dir, name)).href, codes);
    await this.connection.sendNotification(lsp.DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        ...{ uri: notebook.uri, notebookType: "jupyter-notebook", version: 1, metadata: { metadata } },
        cells: notebook.cells.map(({ uri }) => ({ kind: lsp.NotebookCellKind.Code, document: uri })),
      },
      cellTextDocuments: notebook.cells.map((cell) => ({ ...cell, languageId: "typescript", version: 1 })),
    });
    return notebook;
  }

  /** What a document is marked with, as `error TS2322 «text»`. */
  marksOf({ uri, text }: { uri: string; text: string }): string[] {
    const words = ["", "error", "warning", "info", "hint"];
    return (this.marks.get(uri)?.diagnostics ?? []).map(
      ({ severity, code, range }) => `${words[severity!]!} ${String(code)} «${textIn(text, range)}»`,
    );
  }

  /** The exit code. */
  async exited(): Promise<number> {
    const [code] = (await once(this.process, "exit")) as [number];
    return code;
  }
}

interface OpenCell {
  uri: string;
  text: string;
}

/** A notebook as the client has it. */
export class OpenNotebook {
  readonly uri: string;
  cells: OpenCell[];
  readonly #client: Client;
  #version = 1;
  #lastCell = 0;

  constructor(client: Client, uri: string, codes: string[]) {
    this.#client = client;
    this.uri = uri;
    this.cells = codes.map((text) => this.#cell(text));
  }

  /** The document, and the position in it, of a word of a cell. */
  at(cell: number, word: string, after = 0): lsp.TextDocumentPositionParams {
    const { uri, text } = this.cells[cell]!;
    const offset = text.indexOf(word);
    expect(offset).toBeGreaterThanOrEqual(0);
    return { textDocument: { uri }, position: positionAt(text, offset + after) };
  }

  /** Replaces a stretch of a cell's text, as typing does. */
  async edit(cell: number, from: number, to: number, text: string): Promise<void> {
    const here = this.cells[cell]!;
    const range = { start: positionAt(here.text, from), end: positionAt(here.text, to) };
    here.text = here.text.slice(0, from) + text + here.text.slice(to);
    await this.change({
      cells: {
        textContent: [
          { document: { uri: here.uri, version: this.#version + 1 }, changes: [{ range, text }] },
        ],
      },
    });
  }

  /** Takes cells out and puts others in. */
  async splice(start: number, deleteCount: number, codes: string[]): Promise<void> {
    const inserted = codes.map((text) => this.#cell(text));
    const removed = this.cells.splice(start, deleteCount, ...inserted);
    await this.change({
      cells: {
        structure: {
          array: { start, deleteCount, cells: inserted.map(({ uri }) => ({ kind: 2, document: uri })) },
          didOpen: inserted.map((cell) => ({ ...cell, languageId: "typescript", version: 1 })),
          didClose: removed.map(({ uri }) => ({ uri })),
        },
      },
    });
  }

  /** Puts all cells into another order; no document is opened or closed. */
  async reorder(order: number[]): Promise<void> {
    this.cells = order.map((index) => this.cells[index]!);
    const array = {
      ...{ start: 0, deleteCount: order.length },
      cells: this.cells.map(({ uri }) => ({ kind: lsp.NotebookCellKind.Code, document: uri })),
    };
    await this.change({ cells: { structure: { array } } });
  }

  async change(change: lsp.NotebookDocumentChangeEvent): Promise<void> {
    await this.#client.connection.sendNotification(lsp.DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri: this.uri, version: ++this.#version },
      change,
    });
  }

  async close(): Promise<void> {
    await this.#client.connection.sendNotification(lsp.DidCloseNotebookDocumentNotification.type, {
      notebookDocument: { uri: this.uri },
      cellTextDocuments: this.cells.map(({ uri }) => ({ uri })),
    });
  }

  /** Waits until the cells have these marks. */
  async expectMarks(...marks: string[][]): Promise<void> {
    const told = () => this.cells.every(({ uri }) => this.#client.marks.has(uri));
    await expect.poll(told, { timeout: 50_000 }).toBe(true);
    await expect
      .poll(() => this.cells.map((cell) => this.#client.marksOf(cell)), { timeout: 50_000 })
      .toEqual(marks);
  }

  #cell(text: string): OpenCell {
    return {
      uri: `vscode-notebook-cell:${this.uri.slice("file:".length)}#W${String(this.#lastCell++)}`,
      text,
    };
  }
}

/** A text after edits in lines and columns. */
export function applied(text: string, edits: readonly lsp.TextEdit[]): string {
  const inOrder = edits.toSorted((a, b) => offsetAt(text, b.range.start) - offsetAt(text, a.range.start));
  return inOrder.reduce(
    (now, { range, newText }) =>
      now.slice(0, offsetAt(text, range.start)) + newText + now.slice(offsetAt(text, range.end)),
    text,
  );
}

export function textIn(text: string, { start, end }: lsp.Range): string {
  return text.slice(offsetAt(text, start), offsetAt(text, end));
}

export function positionAt(text: string, offset: number): lsp.Position {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

function offsetAt(text: string, { line, character }: lsp.Position): number {
  const before = text.split("\n").slice(0, line);
  return before.reduce((sum, one) => sum + one.length + 1, character);
}

// How `gradus lsp` follows what a client opens, changes and closes.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import * as lsp from "vscode-languageserver-protocol/node";
import { applied, Client, javascriptKernel, typescriptKernel } from "./client.js";

describe("a notebook", () => {
  it("is followed through edits, new, removed and moved cells", async () => {
    const client = await Client.start();
    const notebook = await client.open(["let rate = 0.3;", 'rate = "high";']);
    await notebook.expectMarks([], ["error TS2322 «rate»"]);
    await notebook.edit(1, 7, 13, "0.4");
    await notebook.expectMarks([], []);
    await notebook.splice(1, 0, ["rate.nope;"]);
    await notebook.expectMarks([], ["error TS2339 «nope»"], []);
    await notebook.splice(0, 1, []);
    await notebook.expectMarks(["error TS2304 «rate»"], ["error TS2304 «rate»"]);
    await notebook.splice(2, 0, ["let rate = 0.3;"]);
    await notebook.expectMarks(["info TS2304 «rate»"], ["info TS2304 «rate»"], []);
    await notebook.reorder([2, 0, 1]);
    await notebook.expectMarks([], ["error TS2339 «nope»"], []);
  });

  it("loses the marks of cells that are taken out, and all when it is closed", async () => {
    const client = await Client.start();
    const notebook = await client.open(["nope1;", "nope2;"]);
    await notebook.expectMarks(["error TS2304 «nope1»"], ["error TS2304 «nope2»"]);
    const [first, second] = notebook.cells.map(({ uri }) => uri);
    const count = (uri: string) => client.marks.get(uri)!.diagnostics.length;
    await notebook.splice(0, 1, []);
    await expect.poll(() => count(first!)).toBe(0);
    expect(count(second!)).toBe(1);
    await notebook.close();
    await expect.poll(() => count(second!)).toBe(0);
    const hover = await client.connection.sendRequest(lsp.HoverRequest.type, notebook.at(0, "nope2"));
    expect(hover).toBeNull();
  });

  it("speaks its kernel's language, and is left alone while the kernel is another's", async () => {
    const client = await Client.start({ kernels: ["deep-learning"] });
    const notebook = await client.open(["const f = (x) => x;", "const n: number = 1;"], {
      metadata: javascriptKernel,
    });
    await notebook.expectMarks([], ["error TS8010 «number»"]);
    await notebook.change({ metadata: { metadata: typescriptKernel } });
    await notebook.expectMarks([], []);
    await notebook.edit(1, 18, 19, '"1"');
    await notebook.expectMarks([], ["error TS2322 «n»"]);
    const kernelspec = { name: "deno", display_name: "Deno", language: "typescript" };
    await notebook.change({ metadata: { metadata: { kernelspec } } });
    await notebook.expectMarks([], []);
    expect(await client.connection.sendRequest(lsp.HoverRequest.type, notebook.at(1, "n:"))).toBeNull();
    // a name given by `gradus install --name`, as older versions of VS Code have it
    const named = { kernelspec: { ...kernelspec, name: "deep-learning" } };
    await notebook.change({ metadata: { custom: { metadata: named } } });
    await notebook.expectMarks([], ["error TS2322 «n»"]);
  });

  it("knows nothing of another that is open at once", async () => {
    const client = await Client.start();
    const [one, other] = await Promise.all([
      client.open(["const rate = 1;", "rate.nope;"]),
      client.open(['const rate = "high";', "rate.toUpperCase();"], { name: "b.ipynb" }),
    ]);
    await one.expectMarks([], ["error TS2339 «nope»"]);
    await other.expectMarks([], []);
    await one.close();
    const hover = await client.connection.sendRequest(lsp.HoverRequest.type, other.at(1, "rate"));
    expect((hover!.contents as lsp.MarkupContent).value).toContain('const rate: "high"');
  });

  it("may be malformed: the server goes on", async () => {
    const client = await Client.start();
    const send = (method: string, params: object) => client.connection.sendNotification(method, params);
    const uri = pathToFileURL(path.join(client.dir, "odd.ipynb")).href;
    const kind = lsp.NotebookCellKind.Code;
    for (const notebookDocument of [
      {},
      { uri, cells: null },
      { uri, cells: [{ kind, document: "nowhere:1" }, {}], metadata: { metadata: "none" } },
      { uri, cells: [], metadata: { metadata: { kernelspec: ["?"] } } },
    ]) {
      await send("notebookDocument/didOpen", { notebookDocument });
    }
    await send("notebookDocument/didOpen", {});
    const notebookDocument = { uri, version: 2 };
    const textContent = [{ document: { uri: "nowhere:2", version: 2 }, changes: [{ text: "x" }] }];
    for (const change of [
      {},
      { cells: { textContent } },
      { cells: { data: [{ kind, document: "?" }] } },
      7,
    ]) {
      await send("notebookDocument/didChange", { notebookDocument, change });
    }
    await send("notebookDocument/didClose", { notebookDocument: { uri: "file:///never/opened.ipynb" } });
    const notebook = await client.open(["nope;"]);
    await notebook.expectMarks(["error TS2304 «nope»"]);
  });
});

describe("a script", () => {
  const open = async (client: Client, text: string) => {
    const uri = pathToFileURL(path.join(client.dir, "cells.ts")).href;
    await client.connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
    return { uri, text };
  };

  it("is a notebook when lines `// %%` cut it into cells", async () => {
    const client = await Client.start();
    const script = await open(
      client,
      '// %% [markdown]\n// # Rates\n\n// %%\nlet rate = 0.3;\nlet  s = await 1;\n\n// %% again\nlet rate = "high";\nrate.nope\n',
    );
    await expect.poll(() => client.marksOf(script), { timeout: 50_000 }).toEqual(["error TS2339 «nope»"]);
    const edits = await client.connection.sendRequest(lsp.DocumentFormattingRequest.type, {
      textDocument: { uri: script.uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applied(script.text, edits!)).toBe(
      '// %% [markdown]\n// # Rates\n\n// %%\nlet rate = 0.3;\nlet s = await 1;\n\n// %% again\nlet rate = "high";\nrate.nope;\n',
    );
    const at = { line: 9, character: 1 };
    const { uri } = script;
    expect(
      await client.connection.sendRequest(lsp.DefinitionRequest.type, {
        textDocument: { uri },
        position: at,
      }),
    ).toMatchObject({ uri, range: { start: { line: 8, character: 4 } } });
    const insert = {
      range: { start: { line: 9, character: 0 }, end: { line: 9, character: 9 } },
      text: "rate.at",
    };
    await client.connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      ...{ textDocument: { uri, version: 2 }, contentChanges: [insert] },
    });
    await expect.poll(() => client.marksOf(script), { timeout: 50_000 }).toEqual([]);
  });

  it("is left to TypeScript's own server without such a line", async () => {
    const client = await Client.start();
    const { uri } = await open(client, "const n: number = 'one';\n");
    const position = { line: 0, character: 6 };
    expect(
      await client.connection.sendRequest(lsp.HoverRequest.type, { textDocument: { uri }, position }),
    ).toBeNull();
    expect(client.marks.size).toBe(0);
  });
});

describe("the server", () => {
  const code = (error: unknown) => (error as lsp.ResponseError).code;

  it("wants initialize first and nothing after shutdown, and ends with 0", async () => {
    const client = new Client();
    const hover = { textDocument: { uri: "file:///a" }, position: { line: 0, character: 0 } };
    const ask = () => client.connection.sendRequest(lsp.HoverRequest.type, hover).catch(code);
    expect(await ask()).toBe(lsp.ErrorCodes.ServerNotInitialized);
    const hello = { processId: null, rootUri: null, capabilities: {} };
    await client.connection.sendRequest(lsp.InitializeRequest.type, hello);
    expect(await ask()).toBeNull();
    expect(await client.connection.sendRequest(lsp.InitializeRequest.type, hello).catch(code)).toBe(
      lsp.ErrorCodes.InvalidRequest,
    );
    await client.connection.sendRequest(lsp.ShutdownRequest.type);
    expect(await ask()).toBe(lsp.ErrorCodes.InvalidRequest);
    const exited = client.exited();
    await client.connection.sendNotification(lsp.ExitNotification.type);
    expect(await exited).toBe(0);
  });

  it("ends with 1 without a shutdown, and when its client is gone", async () => {
    const told = await Client.start();
    const exited = told.exited();
    await told.connection.sendNotification(lsp.ExitNotification.type);
    expect(await exited).toBe(1);
    const left = await Client.start();
    await left.open(["1 + 1;"]);
    const alone = left.exited();
    left.process.stdin!.end();
    expect(await alone).toBe(1);
  });

  it("refuses what it does not know, and goes on", async () => {
    const client = await Client.start();
    expect(await client.connection.sendRequest("gradus/bogus", {}).catch(code)).toBe(
      lsp.ErrorCodes.MethodNotFound,
    );
    await client.connection.sendNotification("gradus/bogus", {});
    const command = { command: "gradus.formatNotebook", arguments: ["file:///not/open.ipynb"] };
    await expect(client.connection.sendRequest(lsp.ExecuteCommandRequest.type, command)).rejects.toThrow(
      "current value is gradus.formatNotebook file:///not/open.ipynb",
    );
    const notebook = await client.open(["nope;"]);
    await notebook.expectMarks(["error TS2304 «nope»"]);
  });
});

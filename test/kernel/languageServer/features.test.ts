// Each capability of `gradus lsp`, asked over the protocol about a notebook of which nothing has run.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import * as lsp from "vscode-languageserver-protocol/node";
import { makeFolder } from "../language/helpers.js";
import { applied, Client, textIn } from "./client.js";

const codes = [
  "/** Adds a step to a rate. */\nfunction stepped(rate: number, by = 0.1): number {\n  return rate + by;\n}",
  "let rate = stepped(0.3);",
  "rate = stepped(rate);\nconst options = { rate };",
];

it("says what it can do", async () => {
  const { capabilities } = await Client.start();
  expect(Object.keys(capabilities).sort()).toEqual([
    ...["codeActionProvider", "completionProvider", "definitionProvider", "documentFormattingProvider"],
    ...["executeCommandProvider", "hoverProvider", "inlayHintProvider", "notebookDocumentSync"],
    ...["referencesProvider", "renameProvider", "semanticTokensProvider", "signatureHelpProvider"],
    "textDocumentSync",
  ]);
  expect(capabilities.notebookDocumentSync).toMatchObject({
    notebookSelector: [{ notebook: { notebookType: "jupyter-notebook" } }],
  });
});

it("marks mistakes in their cells, softly what is unused or deprecated", async () => {
  const client = await Client.start();
  const notebook = await client.open([
    "let rate = 0.3;",
    'rate = "high";',
    "/** @deprecated */ function old() {}",
    "function f() { const unused = 1; old(); }",
    "fetch('data:,');",
    "later;",
    "const later = 1;",
  ]);
  await notebook.expectMarks(
    [],
    ["error TS2322 «rate»"],
    [],
    ["hint TS6133 «unused»", "hint TS6387 «old»"],
    ["warning GR1001 «fetch('data:,')»"],
    ["info TS2304 «later»"],
    [],
  );
  const [unused, deprecated] = client.marks.get(notebook.cells[3]!.uri)!.diagnostics;
  expect([unused!.tags, deprecated!.tags]).toEqual([
    [lsp.DiagnosticTag.Unnecessary],
    [lsp.DiagnosticTag.Deprecated],
  ]);
  expect(unused!.source).toBe("gradus");
});

it("tells types and signatures", async () => {
  const client = await Client.start();
  const notebook = await client.open([...codes, "stepped(1, )"]);
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, notebook.at(1, "stepped"));
  const { value } = hover!.contents as lsp.MarkupContent;
  expect(value).toContain("stepped(rate: number, by?: number): number");
  expect(value).toContain("Adds a step to a rate.");
  expect(textIn(codes[1]!, hover!.range!)).toBe("stepped");

  const help = await client.connection.sendRequest(
    lsp.SignatureHelpRequest.type,
    notebook.at(3, "1, ", "1, ".length),
  );
  const [signature] = help!.signatures;
  expect(signature!.label).toBe("stepped(rate: number, by?: number): number");
  expect(help!.activeParameter).toBe(1);
  const [from, to] = signature!.parameters![1]!.label as [number, number];
  expect(signature!.label.slice(from, to)).toBe("by?: number");
});

it("completes names of cells above, members, and names that it then imports", async () => {
  const client = await Client.start();
  const notebook = await client.open([...codes, "step", "rate.toFi", "const s = zerosL", '"a".at'], {});
  const complete = async (cell: number, word: string) => {
    const { items } = (await client.connection.sendRequest(
      lsp.CompletionRequest.type,
      notebook.at(cell, word, word.length),
    )) as lsp.CompletionList;
    return items;
  };
  expect(await complete(3, "step")).toContainEqual(
    expect.objectContaining({ label: "stepped", kind: lsp.CompletionItemKind.Function }),
  );
  const [toFixed] = await complete(4, "rate.toFi");
  expect(toFixed).toMatchObject({ label: "toFixed", kind: lsp.CompletionItemKind.Method });
  expect(applied("rate.toFi", [toFixed!.textEdit as lsp.TextEdit])).toBe("rate.toFixed");
  expect((await complete(6, '"a".at')).map(({ label }) => label)).toContain("at");

  const offered = (await complete(5, "zerosL")).find(({ label }) => label === "zerosLike")!;
  expect(offered.labelDetails).toEqual({ description: "gradus" });
  const resolved = await client.connection.sendRequest(lsp.CompletionResolveRequest.type, offered);
  expect(applied(notebook.cells[5]!.text, resolved.additionalTextEdits!)).toBe(
    'import { zerosLike } from "gradus";\nconst s = zerosL',
  );
  expect(await client.connection.sendRequest(lsp.CompletionResolveRequest.type, toFixed!)).toEqual(toFixed);
});

it("goes from a name to its declaration, in another cell, in a file or in declarations, and to its uses", async () => {
  const dir = makeFolder();
  fs.writeFileSync(path.join(dir, "helpers.ts"), "\nexport const half = 0.5;\n");
  const client = await Client.start({}, dir);
  const notebook = await client.open([
    ...codes,
    'import { half } from "./helpers.ts";\nhalf;\nhalf.toFixed(1);',
  ]);
  const find = (cell: number, word: string) =>
    client.connection.sendRequest(lsp.DefinitionRequest.type, notebook.at(cell, word));
  expect(await find(2, "stepped")).toEqual({
    uri: notebook.cells[0]!.uri,
    range: { start: { line: 1, character: 9 }, end: { line: 1, character: 16 } },
  });
  expect(await find(3, "half;")).toEqual({
    uri: pathToFileURL(path.join(fs.realpathSync(dir), "helpers.ts")).href,
    range: { start: { line: 1, character: 13 }, end: { line: 1, character: 17 } },
  });
  const { uri, range } = (await find(3, "toFixed")) as lsp.Location;
  expect(uri).toMatch(/typescript\/lib\/lib\.es5\.d\.ts$/);
  const line = fs.readFileSync(fileURLToPath(uri), "utf8").split("\n")[range.start.line]!;
  expect(line.slice(range.start.character, range.end.character)).toBe("toFixed");
  const uses = async (includeDeclaration: boolean) => {
    const found = await client.connection.sendRequest(lsp.ReferencesRequest.type, {
      ...notebook.at(1, "rate"),
      context: { includeDeclaration },
    });
    return found!.map(({ uri, range }) => {
      const cell = notebook.cells.findIndex((one) => one.uri === uri);
      return `${String(cell)}:${String(range.start.line)}:${String(range.start.character)}`;
    });
  };
  expect(await uses(true)).toEqual(["1:0:4", "2:0:0", "2:0:15", "2:1:18"]);
  expect(await uses(false)).toEqual(["2:0:0", "2:0:15", "2:1:18"]);
});

it("renames across cells, and says why it does not", async () => {
  const client = await Client.start();
  const notebook = await client.open(codes);
  const place = notebook.at(2, "rate");
  const prepared = await client.connection.sendRequest(lsp.PrepareRenameRequest.type, place);
  expect(prepared).toEqual({
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
    placeholder: "rate",
  });
  const edit = await client.connection.sendRequest(lsp.RenameRequest.type, { ...place, newName: "speed" });
  const changes = edit!.documentChanges as lsp.TextDocumentEdit[];
  expect(changes.map(({ textDocument }) => textDocument)).toEqual(
    [1, 2].map((cell) => ({ uri: notebook.cells[cell]!.uri, version: 1 })),
  );
  expect(changes.map(({ edits }, i) => applied(codes[i + 1]!, edits as lsp.TextEdit[]))).toEqual([
    "let speed = stepped(0.3);",
    "speed = stepped(speed);\nconst options = { rate: speed };",
  ]);
  await expect(
    client.connection.sendRequest(lsp.RenameRequest.type, { ...place, newName: "2 fast" }),
  ).rejects.toThrow('Cannot rename: the new name must be an identifier, current value is "2 fast"');
  const keyword = notebook.at(2, "const");
  expect(await client.connection.sendRequest(lsp.PrepareRenameRequest.type, keyword)).toBeNull();
});

it("mends: an import, a missing await, a misspelling", async () => {
  const client = await Client.start();
  const notebook = await client.open(["zeros([2]);", "fetch('data:,');", "let rate = 1; rat;"]);
  await notebook.expectMarks(
    ["error TS2304 «zeros»"],
    ["warning GR1001 «fetch('data:,')»"],
    ["error TS2552 «rat»"],
  );
  const mends = async (cell: number) => {
    const { uri, text } = notebook.cells[cell]!;
    const { diagnostics } = client.marks.get(uri)!;
    const [{ range }] = diagnostics as [lsp.Diagnostic];
    const actions = (await client.connection.sendRequest(lsp.CodeActionRequest.type, {
      ...{ textDocument: { uri }, range, context: { diagnostics } },
    })) as lsp.CodeAction[];
    return actions.map(({ title, edit }) => {
      const [change] = edit!.documentChanges as lsp.TextDocumentEdit[];
      return [title, applied(text, change!.edits as lsp.TextEdit[])];
    });
  };
  expect(await mends(0)).toContainEqual([
    "Import 'zeros' from \"gradus\"",
    'import { zeros } from "gradus";\nzeros([2]);',
  ]);
  expect(await mends(1)).toEqual([["Add 'await'", "await fetch('data:,');"]]);
  expect(await mends(2)).toContainEqual(["Change spelling to 'rate'", "let rate = 1; rate;"]);
});

it("lays out a cell, and all cells, as prettier is set in the folder", async () => {
  const dir = makeFolder();
  fs.writeFileSync(path.join(dir, ".prettierrc"), '{ "singleQuote": true }');
  const client = await Client.start({}, dir);
  const notebook = await client.open(['const  a="x"', "const b = 1;", "[ 1,2 ]", "let ("]);
  const edits = await client.connection.sendRequest(lsp.DocumentFormattingRequest.type, {
    textDocument: { uri: notebook.cells[0]!.uri },
    options: { tabSize: 8, insertSpaces: false },
  });
  expect(applied('const  a="x"', edits!)).toBe("const a = 'x';");
  await client.connection.sendRequest(lsp.ExecuteCommandRequest.type, {
    command: "gradus.formatNotebook",
    arguments: [notebook.uri],
  });
  const changes = client.applied[0]!.documentChanges as lsp.TextDocumentEdit[];
  expect(changes.map(({ textDocument }) => textDocument.uri)).toEqual(
    [0, 2].map((cell) => notebook.cells[cell]!.uri),
  );
  expect(applied("[ 1,2 ]", changes[1]!.edits as lsp.TextEdit[])).toBe("[1, 2];");
});

it("colours names by what they are", async () => {
  const client = await Client.start();
  const notebook = await client.open(codes);
  const { uri, text } = notebook.cells[2]!;
  const { legend } = client.capabilities.semanticTokensProvider as lsp.SemanticTokensOptions;
  const { data } = (await client.connection.sendRequest(lsp.SemanticTokensRequest.type, {
    textDocument: { uri },
  }))!;
  let [line, character] = [0, 0];
  const named: string[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [lines, columns, length, type, modifiers] = data.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = lines === 0 ? character + columns : columns;
    line += lines;
    const word = textIn(text, { start: { line, character }, end: { line, character: character + length } });
    const marks = legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    named.push([word, legend.tokenTypes[type], ...marks].join(" "));
  }
  expect(named).toEqual([
    ...["rate variable", "stepped function", "rate variable"],
    ...["options variable declaration readonly", "rate property declaration"],
  ]);
});

it("shows types that were not written down only where that is asked for", async () => {
  const hintsIn = async (client: Client) => {
    const notebook = await client.open(codes);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const textDocument = { uri: notebook.cells[1]!.uri };
    return client.connection.sendRequest(lsp.InlayHintRequest.type, { textDocument, range });
  };
  const client = await Client.start();
  expect(await hintsIn(client)).toBeNull();
  await client.connection.sendNotification(lsp.DidChangeConfigurationNotification.type, {
    settings: { gradus: { inlayHints: true, colour: 1 } },
  });
  const hints = (await hintsIn(client))!;
  expect(hints.map(({ position, label, kind }) => [position.character, label, kind])).toEqual([
    [8, ": number", lsp.InlayHintKind.Type],
    [19, "rate:", lsp.InlayHintKind.Parameter],
  ]);
  expect(client.messages).toEqual([
    "Cannot use setting: it must be inlayHints or kernels, current value is colour",
  ]);
});

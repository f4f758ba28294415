import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { NotebookFileError } from "../../src/notebook/errors.js";
import { formatNotebook, stripNotebook } from "../../src/notebook/nbformat.js";
import { findNotebooks, readNotebook, writeNotebook } from "../../src/notebook/notebookFiles.js";
import { parseNotebook } from "../../src/notebook/parseNotebook.js";
import { stripCommand } from "../../src/notebook/stripCommand.js";

const file = new URL("./fixtures/jupyter.ipynb", import.meta.url);
const text = fs.readFileSync(file, "utf8");

describe("parseNotebook() and formatNotebook()", () => {
  it("give back the bytes that Jupyter wrote", () => {
    expect(formatNotebook(parseNotebook(text))).toBe(text);
  });

  it("join lines and keep JSON data as it is", () => {
    const [title, code] = parseNotebook(text).cells;
    expect(title!.source).toBe("# 제목 ∂x\n\n둘째 줄 </script>");
    if (code!.cell_type !== "code") throw new Error("a code cell is wanted");
    expect(code!.outputs[0]).toMatchObject({ name: "stdout", text: "✓ 하나\n둘\n" });
    expect(code!.outputs[1]).toMatchObject({ data: { "application/json": { a: null, b: [1, 2.5] } } });
  });

  it("end lines where Python ends them", () => {
    // [*"a\rb\r\nc\fd"].splitlines(True) == ["a\r", "b\r\n", "c\f", "d"]
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [code("a\rb\r\nc\fd")] };
    const written = JSON.parse(formatNotebook(parseNotebook(JSON.stringify(notebook)))) as typeof notebook;
    expect(written.cells[0]!.source).toEqual(["a\r", "b\r\n", "c\f", "d"]);
  });

  it("give cells of older notebooks ids, the same ones each time", () => {
    const old = JSON.stringify({ nbformat: 4, nbformat_minor: 2, cells: [code("1"), code("1")] });
    const [first, second] = parseNotebook(old).cells;
    expect(first!.id).toMatch(/^[\da-f]{8}$/);
    expect(first!.id).not.toBe(second!.id);
    expect(parseNotebook(old).cells[0]!.id).toBe(first!.id);
    expect(parseNotebook(old).nbformat_minor).toBe(5);
  });

  it.each([
    ["{", /^Cannot read a\.ipynb: it is not JSON/],
    ["[]", /^Cannot read a\.ipynb: its content must be an object, current value is \[\]$/],
    ['{"nbformat":3}', /nbformat must be 4, current value is 3; open it in JupyterLab and save it$/],
    ['{"nbformat":4}', /cells must be a list, current value is undefined$/],
    ['{"nbformat":4,"cells":[1]}', /cells\[0\] must be an object, current value is 1$/],
    [
      '{"nbformat":4,"cells":[{"cell_type":"heading"}]}',
      /cells\[0\]\.cell_type must be "code", "markdown" or "raw"/,
    ],
  ])("refuse %s", (json, message) => {
    expect(() => parseNotebook(json, "a.ipynb")).toThrow(NotebookFileError);
    expect(() => parseNotebook(json, "a.ipynb")).toThrow(message);
  });
});

describe("stripNotebook()", () => {
  const notebook = parseNotebook(text);
  const stripped = stripNotebook(notebook);

  it("leaves no outputs, counts, traces or widgets", () => {
    expect(stripped.cells[1]).toEqual({
      ...{ cell_type: "code", id: "code", source: "const x = 1;\nx\n" },
      ...{ metadata: { tags: ["raises-exception"] }, execution_count: null, outputs: [] },
    });
    expect(Object.keys(stripped.metadata)).toEqual(["kernelspec", "language_info"]);
  });

  it("keeps code folded that was written so", () => {
    const [cell] = notebook.cells;
    const folded = { source_hidden: true, outputs_hidden: true };
    const cells = [{ ...cell!, metadata: { jupyter: folded } }];
    expect(stripNotebook({ ...notebook, cells }).cells[0]!.metadata).toEqual({
      jupyter: { source_hidden: true },
    });
  });

  it("does not touch the notebook it is given, and changes nothing the second time", () => {
    expect(formatNotebook(notebook)).toBe(text);
    expect(stripNotebook(stripped)).toEqual(stripped);
  });

  it.each([
    [
      "CP949",
      Buffer.concat([
        Buffer.from('{"nbformat":4,"cells":[],"metadata":{"a":"'),
        Buffer.from([0xc7, 0xd1]),
        Buffer.from('"}}'),
      ]),
    ],
    ["Latin-1", Buffer.from('{"nbformat":4,"cells":[],"metadata":{"a":"caf\xe9"}}', "latin1")],
    ["a number as source", Buffer.from('{"nbformat":4,"cells":[{"cell_type":"code","source":42}]}')],
    ["a word as version", Buffer.from('{"nbformat":4,"nbformat_minor":"x","cells":[]}')],
    ["a number that would become null", Buffer.from('{"nbformat":4,"cells":[],"metadata":{"a":1e999}}')],
  ])("leaves a notebook alone that it would damage: %s", (_what, bytes) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-strip-"));
    const bad = path.join(folder, "a.ipynb");
    fs.writeFileSync(bad, bytes);
    fs.copyFileSync(file, path.join(folder, "b.ipynb"));
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(stripCommand([folder], false)).toBe(1);
    expect(error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`Cannot read ${bad}: `));
    error.mockRestore();
    expect(fs.readFileSync(bad).equals(bytes)).toBe(true);
    expect(fs.readFileSync(path.join(folder, "b.ipynb"), "utf8")).toBe(formatNotebook(stripped));
    fs.rmSync(folder, { recursive: true });
  });

  it("keeps what it does not know: other programs' fields, and data that is no text", () => {
    const json = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      ours: 1,
      cells: [{ cell_type: "raw", id: "a", metadata: {}, source: "1", theirs: { b: [2] } }],
    };
    expect(JSON.parse(formatNotebook(stripNotebook(parseNotebook(JSON.stringify(json)))))).toEqual({
      ...json,
      cells: [{ ...json.cells[0], source: ["1"] }],
    });
  });

  it.skipIf(process.platform === "win32")("keeps a link a link, and the file's mode", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-strip-"));
    const [real, link] = [path.join(folder, "real.json"), path.join(folder, "a.ipynb")];
    fs.copyFileSync(file, real);
    fs.chmodSync(real, 0o620);
    fs.symlinkSync("real.json", link);
    expect(stripCommand([link], false)).toBe(0);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(real, "utf8")).toBe(formatNotebook(stripped));
    expect(fs.statSync(real).mode & 0o777).toBe(0o620);
    fs.rmSync(folder, { recursive: true });
  });

  it("works on files, and only says so with --check", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-strip-"));
    const copy = path.join(folder, "a.ipynb");
    fs.copyFileSync(file, copy);
    expect(stripCommand([folder], true)).toBe(1);
    expect(fs.readFileSync(copy, "utf8")).toBe(text);
    expect(stripCommand([folder], false)).toBe(0);
    expect(fs.readFileSync(copy, "utf8")).toBe(formatNotebook(stripped));
    expect(stripCommand([folder], true)).toBe(0);
    fs.rmSync(folder, { recursive: true });
  });
});

describe("files", () => {
  it("are found in folders, in order, without checkpoints", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-find-"));
    for (const name of ["b.ipynb", "a/c.ipynb", ".ipynb_checkpoints/b.ipynb", "note.txt"]) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), "");
    }
    const found = findNotebooks([folder, path.join(folder, "b.ipynb")]);
    expect(found).toEqual([path.join(folder, "a/c.ipynb"), path.join(folder, "b.ipynb")]);
    expect(() => findNotebooks(["no-such-folder"])).toThrow(
      'Cannot find notebooks: path must be a notebook or a folder, current value is "no-such-folder"',
    );
    fs.rmSync(folder, { recursive: true });
  });

  it.skipIf(process.platform === "win32")(
    "are not waited for where they are pipes or links to nothing",
    () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-pipe-"));
      execFileSync("mkfifo", [path.join(folder, "a.ipynb")]);
      fs.symlinkSync("nowhere", path.join(folder, "b.ipynb"));
      const [pipe, link] = findNotebooks([folder]);
      expect(() => readNotebook(pipe!)).toThrow(`Cannot read ${pipe!}: it is not a file`);
      expect(() => readNotebook(link!)).toThrow(new RegExp(`^Cannot read ${link!}: ENOENT`));
      fs.rmSync(folder, { recursive: true });
    },
  );

  it("are written whole: a failure leaves the old one and nothing beside it", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-write-"));
    const target = path.join(folder, "sub");
    fs.mkdirSync(path.join(target, "full"), { recursive: true });
    expect(() => writeNotebook(target, parseNotebook(text))).toThrow();
    expect(fs.readdirSync(folder)).toEqual(["sub"]);
    fs.rmSync(folder, { recursive: true });
  });
});

function code(source: string) {
  return { cell_type: "code", source, metadata: {}, outputs: [], execution_count: null };
}

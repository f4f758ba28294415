import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  findNotebooks,
  formatNotebook,
  parseNotebook,
  stripNotebook,
  writeNotebook,
} from "../../src/notebook/nbformat.js";
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
    expect(() => parseNotebook(json, "a.ipynb")).toThrow(SyntaxError);
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

  it("does not touch the notebook it is given, and changes nothing the second time", () => {
    expect(formatNotebook(notebook)).toBe(text);
    expect(stripNotebook(stripped)).toEqual(stripped);
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

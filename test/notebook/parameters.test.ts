import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readParameters, withParameters } from "../../src/notebook/parameters.js";
import { notebookOf } from "./tinyKernel.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-parameters-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const defaults = `let epochs = 10;
const name = "a", rate: number | null = 0.1;
let optimizer: "sgd" | "adam" = "sgd";
const sizes = [1, 2]; const options = { shuffle: true };
let free;
export const out: string = "x";
interface Plan { steps: number }
const plan: Plan = { steps: 1 };`;

const notebook = notebookOf("before", [defaults, "parameters"], "after");
const set = (...words: string[]) => withParameters(notebook, readParameters(words, undefined), "a.ipynb");
const injected = (...words: string[]) =>
  set(...words)
    .cells[2]!.source.split("\n")
    .slice(1)
    .join(" ");

describe("withParameters()", () => {
  it("puts a cell after the tagged one, as papermill does", () => {
    const { cells } = set("epochs 3");
    expect(cells.map((cell) => cell.source)).toEqual([
      "before",
      defaults,
      "// Parameters\nepochs = 3;",
      "after",
    ]);
    expect(cells[2]!.metadata.tags).toEqual(["injected-parameters"]);
    expect(notebook.cells).toHaveLength(3);
  });

  it("replaces the cell of an earlier run", () => {
    const again = withParameters(set("epochs 3"), readParameters(["epochs 4"], undefined), "a.ipynb");
    expect(again.cells.map((cell) => cell.source)).toEqual([
      "before",
      defaults,
      "// Parameters\nepochs = 4;",
      "after",
    ]);
  });

  // What is const is declared again, with its type; what is not is assigned.
  it.each([
    [["name text"], 'const name = "text";'],
    [["name 3"], 'const name = "3";'],
    [["name two words"], 'const name = "two words";'],
    [['name "quoted"'], 'const name = "quoted";'],
    [["rate null"], "const rate: number | null = null;"],
    [["rate -1e-3"], "const rate: number | null = -0.001;"],
    [["optimizer adam"], 'optimizer = "adam";'],
    [["sizes [3]"], "const sizes = [3];"],
    [['options {"shuffle":false}'], 'const options = {"shuffle":false};'],
    [["free true"], "free = true;"],
    [["out "], 'const out: string = "";'],
    [['plan {"steps":2}'], 'const plan: Plan = {"steps":2};'],
    [["epochs 3", "name text", "epochs 4"], 'epochs = 4; const name = "text";'],
  ])("%j gives %s", (words, source) => {
    expect(injected(...words)).toBe(source);
  });

  it.each([
    ["epochs three", 'epochs must be of type number, current value is "three"'],
    ["epochs null", "epochs must be of type number, current value is null"],
    ["epochs [1]", "epochs must be of type number, current value is [1]"],
    ["optimizer lion", 'optimizer must be of type "sgd" | "adam", current value is "lion"'],
    ["sizes 3", "sizes must be of type number[], current value is 3"],
    ['plan {"step":2}', "plan must be of type Plan, current value is { step }"],
    [
      "epoch 3",
      /a parameter must be one of epochs, name, .*, current value is "epoch"; did you mean epochs\?$/,
    ],
  ])("refuses %s before anything runs", (word, message) => {
    expect(() => set(word)).toThrow(RangeError);
    expect(() => set(word)).toThrow(message);
    expect(() => set(word)).toThrow("Cannot set parameters of a.ipynb: ");
  });

  it("refuses a notebook without the tag", () => {
    const plain = notebookOf("let epochs = 1");
    expect(() => withParameters(plain, readParameters(["epochs 3"], undefined), "a.ipynb")).toThrow(
      "Cannot set parameters of a.ipynb: no cell has the tag parameters; give it to the cell of defaults",
    );
  });
});

it("refuses a cell that declares nothing, as in another language", () => {
  const python = notebookOf(["epochs = 10", "parameters"]);
  expect(() => withParameters(python, readParameters(["epochs 3"], undefined), "a.ipynb")).toThrow(
    'a parameter must be declared in the cell tagged parameters, by let or const, current value is "epochs"',
  );
});

describe("readParameters()", () => {
  const file = path.join(folder, "p.json");
  const write = (text: string) => fs.writeFileSync(file, text);

  it("takes a file's values as they are; the command line wins", () => {
    write('{ "epochs": "5", "name": "b" }');
    expect([...readParameters(["epochs 6"], file)]).toEqual([
      ["epochs", [6, "6"]],
      ["name", ["b"]],
    ]);
    const words = readParameters([], file);
    expect(() => withParameters(notebook, words, "a.ipynb")).toThrow(
      'epochs must be of type number, current value is "5"',
    );
  });

  it.each([
    ["{", /^Cannot read parameters from .*p\.json: /],
    ["[1]", /its content must be an object: names and values, current value is \[1\]$/],
  ])("refuses a file of %s", (text, message) => {
    write(text);
    expect(() => readParameters([], file)).toThrow(message);
  });

  it("refuses what is no name", () => {
    expect(() => readParameters(["epochs=3 notebooks"], undefined)).toThrow(
      'its name must be a name, current value is "epochs=3"; write -p NAME VALUE',
    );
    expect(() => readParameters([], path.join(folder, "none.json"))).toThrow(/ENOENT/);
  });
});

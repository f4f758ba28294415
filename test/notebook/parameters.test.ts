import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import { addNotebookCommands } from "../../src/notebook/commands.js";
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
    [["name True"], 'const name = "True";'],
    [["name 007"], 'const name = "007";'],
    [["free 007"], 'free = "007";'],
    [["free None"], "free = null;"],
    [['options {"shuffle": true}'], 'const options = {"shuffle":true};'],
    [["rate null"], "const rate: number | null = null;"],
    [["rate -1e-3"], "const rate: number | null = -0.001;"],
    [["rate .5"], "const rate: number | null = 0.5;"],
    [["epochs -3"], "epochs = -3;"],
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
    ["epochs 1e999", 'epochs must be of type number, current value is "1e999"'],
    ["rate 1e999", 'rate must be of type number | null, current value is "1e999"'],
    ["rate NaN", 'rate must be of type number | null, current value is "NaN"'],
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
    ["{", /^Cannot read parameters from .*p\.json: its content must be JSON, as in \{ "epochs": 3 \} \(/],
    ["epochs: 3", /its content must be JSON, as in /],
    ["[1]", /its content must be an object: names and values, current value is \[1\]$/],
  ])("refuses a file of %s", (text, message) => {
    write(text);
    expect(() => readParameters([], file)).toThrow(message);
  });

  it.each([
    ["epochs=3", 'its name must be a name, current value is "epochs=3"; write -p epochs 3'],
    ["epochs=3 notebooks", "; write -p epochs 3"],
    ["2x 3", 'current value is "2x"; write -p NAME VALUE'],
    ["epochs", 'Cannot set parameter epochs: its value is missing; write -p epochs VALUE, or -p epochs ""'],
  ])("refuses %s", (word, message) => {
    expect(() => readParameters([word], undefined)).toThrow(RangeError);
    expect(() => readParameters([word], undefined)).toThrow(message);
  });

  it.each(["none.json", "."])("refuses %s, which it cannot read", (name) => {
    const wanted = /: it must be a file that can be read \((ENOENT|EISDIR|EPERM)\); write --params FILE$/;
    expect(() => readParameters([], path.join(folder, name))).toThrow(wanted);
  });
});

/** The options that the command line was read as. */
function parsed(...line: string[]): { options: { parameter?: string[] }; paths: string[] } {
  const program = new Command("gradus");
  addNotebookCommands(program);
  const run = program.commands.find((command) => command.name() === "run")!;
  let paths: string[] = [];
  run.action((given: string[]) => {
    paths = given;
  });
  program.parse(["run", ...line], { from: "user" });
  return { options: run.opts(), paths };
}

describe("gradus run -p NAME VALUE", () => {
  it.each([
    [
      ["a.ipynb", "-p", "lr", "-0.1", "-p", "name", "two words"],
      ["lr -0.1", "name two words"],
    ],
    [["-p", "name", "", "a.ipynb"], ["name "]],
    [["--parameter", "name", "text", "a.ipynb"], ["name text"]],
    // without a value: readParameters() says so
    [["a.ipynb", "-p", "name"], ["name"]],
    [["-p", "name", "--jobs", "1", "a.ipynb"], ["name"]],
    [["-p", "name", "--out=there", "a.ipynb"], ["name"]],
    [
      ["-p", "name", "-p", "lr", "1", "a.ipynb"],
      ["name", "lr 1"],
    ],
    [["-pname", "a.ipynb"], ["name"]],
  ])("%j", (line, words) => {
    expect(parsed(...line)).toMatchObject({ options: { parameter: words }, paths: ["a.ipynb"] });
  });
});

// Cells are compiled as the folder's tsconfig says, as its files are.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Cells } from "./cells.js";

function openCells(compilerOptions: object): Cells {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "cells-"));
  fs.writeFileSync(path.join(dir, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  const runtime = path.join(dir, "node_modules", "react");
  fs.mkdirSync(runtime, { recursive: true });
  fs.writeFileSync(
    path.join(runtime, "package.json"),
    '{ "name": "react", "exports": { "./jsx-runtime": "./jsx.js" } }',
  );
  fs.writeFileSync(
    path.join(runtime, "jsx.js"),
    "exports.jsx = (type, props) => type + JSON.stringify(props);",
  );
  const cells = new Cells(dir);
  onTestFinished(() => {
    cells.close();
    fs.rmSync(dir, { recursive: true });
  });
  return cells;
}

it("take legacy decorators, also of parameters", async () => {
  const cells = openCells({ experimentalDecorators: true });
  const { value, error } = await cells.run(
    "const seen: unknown[] = [];\n" +
      "const note = (target: any, key: any, place: any) => void seen.push(typeof place);\n" +
      "class A { @note method(@note one: number) {} }\n" +
      "seen.join()",
  );
  expect([value, error]).toEqual(["'number,object'", undefined]);
});

const legacyMethod =
  "const seen: unknown[] = [];\n" +
  "const note = (target: any, key: string, descriptor: PropertyDescriptor) => void seen.push(key, typeof descriptor.value);\n" +
  "class A { @note method() {} }\n" +
  "seen.join()";

it("take legacy decorators without a tsconfig where the check says so, and at parameters always", async () => {
  const cells = openCells({});
  expect((await cells.run(legacyMethod, { legacyDecorators: true })).value).toBe("'method,function'");
  expect((await cells.run(legacyMethod)).error).toMatch(/^TypeError/); // a context is not a descriptor
  const field =
    "const column = (target: object, key: string) => { Object.defineProperty(target, key, { get: () => 7 }); };\n" +
    "class Row { @column id: number; }";
  // a class shows nothing, decorated or not
  expect(await cells.run(field, { legacyDecorators: true })).toMatchObject({
    value: undefined,
    error: undefined,
  });
  expect((await cells.run("new Row().id")).value).toBe("7");
  const { value, error } = await cells.run(
    "const places: number[] = [];\n" +
      "const inject = (target: any, key: any, place: number) => void places.push(place);\n" +
      "class B { constructor(private a: number, @inject private b: string) {} }\n" +
      "places.join() + new B(1, 'b').constructor.name",
  );
  expect([value, error]).toEqual(["'1B'", undefined]);
});

it("take JSX by the automatic runtime", async () => {
  const cells = openCells({ jsx: "react-jsx" });
  expect(await cells.run('<p id="a" />')).toMatchObject({ value: `'p{"id":"a"}'`, error: undefined });
});

// What the loader takes from tsconfig files, and which form of this package it prefers.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { preferredConditions } from "../../../src/kernel/ownPackage.js";
import { loaderSettings, parseJsonWithComments } from "../../../src/kernel/execution/loader/tsconfig.js";

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsconfig-"))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

describe("parseJsonWithComments()", () => {
  it.each([
    ['{ "a": 1, }', { a: 1 }],
    ['// head\n{ /* in */ "a": [1, 2, /* last */ ], }', { a: [1, 2] }],
    [
      '{ "url": "http://x//y", "c": "/* no */", "q": "a\\",}" }',
      { url: "http://x//y", c: "/* no */", q: 'a",}' },
    ],
  ])("%s", (text, value) => {
    expect(parseJsonWithComments(text)).toEqual(value);
  });
});

describe("loaderSettings()", () => {
  it("has defaults without a tsconfig", () => {
    expect(loaderSettings(folder)).toEqual({
      conditions: [],
      paths: [],
      jsx: undefined,
      legacyDecorators: undefined,
      decoratorMetadata: false,
    });
  });

  it("reads the nearest one, what it extends below it, and makes paths absolute, the most exact first", () => {
    write(
      "tsconfig.base.json",
      '{ "compilerOptions": { "customConditions": ["src"], "jsx": "react-jsx", "experimentalDecorators": true } }',
    );
    write(
      "tsconfig.json",
      '{ "extends": "./tsconfig.base", "compilerOptions": { "jsxImportSource": "preact", "paths": { "*": ["./types/*"], "@lib/*": ["./src/*", "./more/*"] } } }',
    );
    write("a/b/notebook.ipynb", "");
    expect(loaderSettings(path.join(folder, "a", "b"))).toEqual({
      conditions: ["src"],
      paths: [
        ["@lib/*", [path.join(folder, "src/*"), path.join(folder, "more/*")]],
        ["*", [path.join(folder, "types/*")]],
      ],
      jsx: { runtime: "automatic", importSource: "preact" },
      legacyDecorators: true,
      decoratorMetadata: false,
    });
  });

  it("survives a file that is not JSON, and one that extends itself", () => {
    write("tsconfig.json", "{ nonsense");
    expect(loaderSettings(folder).conditions).toEqual([]);
    write(
      "tsconfig.json",
      '{ "extends": "./tsconfig.json", "compilerOptions": { "customConditions": ["x"] } }',
    );
    expect(loaderSettings(folder).conditions).toEqual(["x"]);
  });
});

describe("preferredConditions()", () => {
  it("leaves other projects' conditions alone", () => {
    expect(preferredConditions(["gradus-source", "x"], folder, "index.js")).toEqual(["gradus-source", "x"]);
    expect(preferredConditions([], process.cwd(), "index.js")).toEqual([]);
  });

  it("prefers a build that is no older than the sources", () => {
    const now = Date.now() / 1000;
    const at = (name: string, time: number) => {
      write(name, "");
      fs.utimesSync(path.join(folder, name), time, time);
    };
    const conditions = () =>
      preferredConditions(["gradus-source", "x"], path.join(folder, "a"), "index.d.ts");
    at("src/kernel/ownPackage.ts", now - 10);
    expect(conditions()).toEqual(["gradus-source", "x"]);
    at("dist/index.d.ts", now - 5);
    expect(conditions()).toEqual(["x"]);
    at("src/array/new.ts", now);
    expect(conditions()).toEqual(["gradus-source", "x"]);
  });
});

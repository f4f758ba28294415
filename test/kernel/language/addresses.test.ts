// Modules imported by an address: `any` until their types are known, typed from then on, in cells that ran before, too.
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { setAddresses } from "../../../src/kernel/language/addresses.js";
import { baseOptions } from "../../../src/kernel/language/folder.js";
import { kernelFiles } from "../../../src/kernel/language/kernelFiles.js";
import { NotebookTypes } from "../../../src/kernel/language/notebookTypes.js";
import { PersistentChecker } from "../../../src/kernel/language/persistentChecker.js";
import { PlainChecker } from "../../../src/kernel/language/plainChecker.js";
import { nowhere } from "../../../src/kernel/language/workspace.js";
import { checkAll, makeFolder } from "./helpers.js";

const known = new Map<string, string>();

beforeEach(() => {
  known.clear();
  setAddresses(
    (name) => name.startsWith("https:"),
    (specifier) => known.get(specifier),
  );
});

afterAll(() =>
  setAddresses(
    () => false,
    () => undefined,
  ),
);

describe.each([
  ["the fast engine", PersistentChecker],
  ["the plain engine", PlainChecker],
])("%s", (_name, Engine) => {
  it("takes types that come after the cell", () => {
    const dir = makeFolder({
      "one.d.ts": "export declare const one: 1;",
      "two.d.ts": "export declare const two: 2;",
    });
    const options = baseOptions("typescript");
    const { nodeTypes } = kernelFiles();
    const folder = { dir: nowhere, language: "typescript", options, tsconfig: undefined, nodeTypes } as const;
    const session = new NotebookTypes(folder, new Engine(folder));
    session.open({ dir, language: "typescript" });
    const cells = [
      'import { one } from "https://a/one";\nimport { two } from "https://a/two";',
      "const twice = [one, two] as const;",
    ];
    const wrong = ["one.x", "two.x", "twice[0].x", "twice[1].x"];
    expect(checkAll(session, [...cells, ...wrong])).toEqual([[], [], [], [], [], []]);

    known.set("https://a/one", path.join(dir, "one.d.ts"));
    session.refresh();
    expect(checkAll(session, wrong)).toEqual([["TS2339 1:5"], [], ["TS2339 1:10"], []]);

    known.set("https://a/two", path.join(dir, "two.d.ts"));
    session.refresh();
    expect(checkAll(session, wrong)).toEqual([
      ["TS2339 1:5"],
      ["TS2339 1:5"],
      ["TS2339 1:10"],
      ["TS2339 1:10"],
    ]);
    session.close();
  });
});

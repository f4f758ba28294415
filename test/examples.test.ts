// Every `@example` of a doc comment in src runs as a test: a code block is a module of its own that imports the package by name.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const out = path.join(root, ".cache", "examples");

interface Example {
  file: string;
  line: number;
  title: string;
  code: string;
}

/** The ts blocks that follow `@example` inside doc comments. */
function examplesOf(file: string): Example[] {
  const text = fs.readFileSync(path.join(root, "src", file), "utf8");
  const found: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*[^]*?\*\//g)) {
    const lines = comment[0].replace(/^ *\* ?/gm, "");
    for (const example of lines.matchAll(/@example ?(.*)\n+```ts\n([^]*?)```/g)) {
      const line = text.slice(0, comment.index).split("\n").length;
      found.push({ file, line, title: example[1]!.trim(), code: example[2]! });
    }
  }
  return found;
}

const sources = fs
  .readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.includes("assembly"))
  .sort();
const examples = sources.flatMap(examplesOf);

describe("doc examples", () => {
  beforeAll(() => {
    fs.rmSync(out, { recursive: true, force: true });
    fs.mkdirSync(out, { recursive: true });
  });

  it("are found in the sources", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(
    examples.map((example) => [`${example.file}:${String(example.line)} ${example.title}`, example] as const),
  )("%s", async (_, example) => {
    const file = path.join(
      out,
      `${example.file.replace(/[^\w]+/g, "_")}_${String(example.line)}_${String(examples.indexOf(example))}.ts`,
    );
    // An example of something internal imports it as a test would: "../src/…".
    fs.writeFileSync(file, example.code.replaceAll('"../src/', `"${root.replaceAll("\\", "/")}/src/`));
    await import(pathToFileURL(file).href);
  });
});

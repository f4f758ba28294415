// The API reference, built as `npm run api` builds it: every public name is in it, described, with an example; no link is broken.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as gradus from "gradus";
import { beforeAll, describe, expect, it } from "vitest";
import { buildReference } from "../../scripts/api/build.js";
import { listBrokenLinks } from "../../scripts/api/links.js";

const root = path.resolve(import.meta.dirname, "../..");
const out = path.join(root, ".cache", "api-test");

describe("the API reference", () => {
  let built: Awaited<ReturnType<typeof buildReference>>;
  const page = (name: string) => fs.readFileSync(path.join(out, name), "utf8");

  beforeAll(async () => {
    built = await buildReference(out);
  }, 300_000);

  it("describes every name, with an example, and has no broken link", () => {
    expect(built.faults).toEqual([]);
  });

  it("has everything that the package exports, namespaces included", () => {
    const exported = Object.entries(gradus as Record<string, unknown>).flatMap(([name, value]) => {
      const isNamespace = Object.prototype.toString.call(value) === "[object Module]";
      const isTable = ["losses", "metrics", "optimizers", "activations"].includes(name);
      const members = isNamespace || isTable ? Object.keys(value as object) : [];
      return [name, ...members.map((member) => `${name}.${member}`)];
    });
    const known = new Set(built.names);
    const missing = exported.filter((name) => !known.has(name));
    expect(exported.length).toBeGreaterThan(400);
    expect(missing).toEqual([]);
  });

  it("says where layers, losses and metrics run", () => {
    expect(page("functions/layers.dense.html")).toContain("Runs on the engine.");
    expect(page("classes/layers.Dense.html")).toContain("Runs on the engine.");
    expect(page("interfaces/layers.DenseOptions.html")).toContain("Runs on the engine.");
    expect(page("functions/layers.lambda.html")).toContain("Runs on TensorFlow.js");
    expect(page("functions/layers.batchNormalization.html")).toContain("some of its options");
    expect(page("interfaces/layers.LayerOptions.html")).not.toContain("Runs on");
  });

  it("asks for nothing from the network", () => {
    const pages = fs
      .readdirSync(out, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(html|css)$/.test(name));
    const loads = pages.filter((name) => /(?:src|@import|url\()\s*=?\s*["']?https?:/.test(page(name)));
    expect(loads).toEqual([]);
  });
});

it("finds links that lead nowhere", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-links-"));
  fs.writeFileSync(
    path.join(folder, "a.html"),
    '<a href="b.html">b</a> <a href="#top">top</a> <p id="here"></p>',
  );
  fs.writeFileSync(path.join(folder, "c.html"), '<a href="a.html#here">a</a> <a href="a.html#there">a</a>');
  expect(listBrokenLinks(folder)).toEqual([
    "a.html: link b.html leads nowhere",
    "a.html: link #top leads nowhere",
    "c.html: link a.html#there leads nowhere",
  ]);
  fs.rmSync(folder, { recursive: true });
});

// The VS Code extension as it is packed: held against VS Code's published rules for manifests
// (https://code.visualstudio.com/api/references/extension-manifest) and for what lies in a .vsix.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { unzipSync, strFromU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { defaults } from "../../src/kernel/languageServer/settings.js";

const semver = createRequire(import.meta.url)("semver"); // has no types
const root = path.resolve(import.meta.dirname, "../..");
const packed = unzipSync(fs.readFileSync(path.join(root, "dist/gradus-vscode.vsix")));
const text = (file: string) => strFromU8(packed[file]!);
const manifest = JSON.parse(text("extension/package.json"));
const versionOf = (name: string) =>
  JSON.parse(fs.readFileSync(path.join(root, name, "package.json"), "utf8"));

/** https://code.visualstudio.com/api/references/extension-manifest, `categories`. */
const categories = [
  ...["AI", "Azure", "Chat", "Data Science", "Debuggers", "Education", "Extension Packs", "Formatters"],
  ...["Keymaps", "Language Packs", "Linters", "Machine Learning", "Notebooks", "Other"],
  ...["Programming Languages", "SCM Providers", "Snippets", "Testing", "Themes", "Visualization"],
];

describe("the .vsix", () => {
  it("has a manifest with all that VS Code requires, and nothing that it refuses", () => {
    expect(manifest.name).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(manifest.publisher).toMatch(/^[a-z0-9][a-z0-9-]*$/i);
    expect(manifest.version).toBe(versionOf(".").version);
    expect(semver.valid(manifest.version)).toBe(manifest.version);
    expect(manifest.engines.vscode).toMatch(/^\^\d+\.\d+\.\d+$/);
    for (const category of manifest.categories) expect(categories).toContain(category);
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
    expect(manifest.activationEvents).toEqual(["onNotebook:jupyter-notebook"]);
    expect(Object.keys(packed)).toContain(path.posix.join("extension", manifest.main));
  });

  it("asks for a VS Code that has all it calls", () => {
    const wanted = semver.minVersion(manifest.engines.vscode)!;
    // @types/vscode of a later version would let it call what is not there
    expect(semver.lte(versionOf("node_modules/@types/vscode").version, wanted)).toBe(true);
    const { engines } = versionOf("node_modules/vscode-languageclient");
    expect(semver.satisfies(wanted, engines.vscode)).toBe(true);
    // since 1.90 its own TypeScript reports no type errors in cells (microsoft/vscode#212366)
    expect(semver.gte(wanted, "1.90.0")).toBe(true);
  });

  it("offers the server's settings, with its defaults", () => {
    const { properties } = manifest.contributes.configuration;
    const { "gradus.cli": cli, ...others } = properties;
    expect(cli).toMatchObject({ type: "string", default: "" });
    const given = Object.entries<{ default: unknown }>(others).map(([name, one]) => [name, one.default]);
    expect(Object.fromEntries(given)).toEqual(
      Object.fromEntries(Object.entries(defaults).map(([name, value]) => [`gradus.${name}`, value])),
    );
    for (const one of Object.values<Record<string, unknown>>(properties)) {
      expect(one["description"] ?? one["markdownDescription"]).toMatch(/\.$/);
    }
    for (const { command, title } of manifest.contributes.commands) {
      expect(title).not.toBe("");
      expect(text("extension/extension.js")).toContain(`"${command}"`);
    }
  });

  it("names its files and their kinds", () => {
    const package_ = text("extension.vsixmanifest");
    expect(package_).toContain(
      `Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"`,
    );
    expect(package_).toContain(`Id="Microsoft.VisualStudio.Code.Engine" Value="${manifest.engines.vscode}"`);
    const named = [...package_.matchAll(/Path="([^"]+)"/g)].map(([, file]) => file);
    expect(named.length).toBeGreaterThan(0);
    for (const file of named) expect(Object.keys(packed)).toContain(file);
    const kinds = text("[Content_Types].xml");
    for (const file of Object.keys(packed)) {
      const extension = path.extname(file);
      if (extension !== ".xml") expect(kinds).toContain(`Extension="${extension}"`);
    }
  });
});

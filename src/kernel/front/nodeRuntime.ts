// What the kernel says of the Node that it runs on.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { NotebookLanguage } from "../language/types.js";
import type { Runtime } from "./kernelInfo.js";

export function nodeRuntime(language: NotebookLanguage): Runtime {
  return {
    version: versionIn("../../../package.json"),
    languageVersion: language === "typescript" ? typescriptVersion() : process.versions.node,
    name: `Node ${process.version}`,
    help: { text: "Node.js", url: "https://nodejs.org/api/" },
    hasDebugger: true,
  };
}

function typescriptVersion(): string {
  const file = createRequire(import.meta.url).resolve("typescript/package.json");
  return versionIn(pathToFileURL(file).href);
}

function versionIn(file: string): string {
  try {
    return (JSON.parse(fs.readFileSync(new URL(file, import.meta.url), "utf8")) as { version: string })
      .version;
  } catch {
    return "";
  }
}

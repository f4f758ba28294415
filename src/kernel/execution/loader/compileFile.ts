// The user's TypeScript and JSX files (on Node 20 required JavaScript modules, too) as Node gets them, and the maps back.
// Maps are made when a stack is read.
import fs from "node:fs";
import { parseSync } from "oxc-parser";
import type { SourceMap } from "oxc-transform";
import { toJavaScript, type JavaScript } from "../compile/oxc.js";
import { forRequire } from "./forRequire.js";
import { hasLegacyDecorators, notebookDir } from "./notebookFiles.js";
import { loaderSettings } from "./tsconfig.js";

export const settings = loaderSettings(notebookDir);

/** What Node runs without us, but for `require` on Node 20. */
const javascript = /\.[mc]?js$/;

/** Files that were compiled to CommonJS for `require`. */
const commonJs = new Set<string>();

/** Compiles a file; it stays the kind of module that it is written as. */
export function compileFile(file: string): { format: "module" | "commonjs"; source: string } {
  const { code } = compile(file);
  const isCommonJs =
    file.endsWith(".cts") ||
    (!/\b(import|export)\b/.test(code) && /\b(require|module\.exports|exports\.)\b/.test(code));
  return { format: isCommonJs ? "commonjs" : "module", source: code };
}

/** Compiles a file to CommonJS, for `require` where Node has no hooks for it. */
export function compileToCommonJs(file: string): string {
  if (!javascript.test(file)) {
    const { format, source } = compileFile(file);
    if (format === "commonjs") return source;
  }
  commonJs.add(file);
  return forRequire(compile(file, true).code, file);
}

/** Whether a JavaScript file is an ES module: by its extension or, as Node finds out, by what it says. */
export function isEsModule(file: string): boolean {
  if (!file.endsWith(".js")) return file.endsWith(".mjs");
  const source = fs.readFileSync(file, "utf8");
  return /\b(import|export)\b/.test(source) && parseSync(file, source).module.hasModuleSyntax;
}

/** Whether a script is not the text of its file: a stack then goes through a map. */
export function isCompiled(script: string, file: string): boolean {
  return /\.([mc]?ts|tsx|jsx)$/.test(file) || (script === file && commonJs.has(file));
}

/** The map of a file that runs under this name, a URL or a path: compiled again (0.1 to 1 ms), since few are asked for. */
export function mapOfFile(script: string, file: string): SourceMap {
  return compile(file, script === file && commonJs.has(file)).map;
}

/** The map of a text that will be this file's. */
export function mapOfText(text: string, file: string): SourceMap {
  return compile(file, false, text).map;
}

function compile(file: string, toCommonJs = false, text = fs.readFileSync(file, "utf8")): JavaScript {
  return toJavaScript(text, file, {
    javascript: javascript.test(file),
    tsx: file.endsWith("x"),
    jsx: settings.jsx,
    legacyDecorators: settings.legacyDecorators ?? hasLegacyDecorators(file),
    decoratorMetadata: settings.decoratorMetadata,
    commonJs: toCommonJs,
  });
}

// The user's TypeScript and JSX files as Node gets them, and the maps back. Maps are made when a stack is read.
import fs from "node:fs";
import type { SourceMap } from "oxc-transform";
import { toJavaScript, type JavaScript } from "../oxc.js";
import { notebookDir } from "./notebookFiles.js";
import { loaderSettings } from "./tsconfig.js";

export const settings = loaderSettings(notebookDir);

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
  const { format, source } = compileFile(file);
  if (format === "commonjs") return source;
  commonJs.add(file);
  return compile(file, true).code;
}

/** The map of a file that runs under this name, a URL or a path: compiled again (0.1 to 1 ms), since few are asked for. */
export function mapOfFile(script: string, file: string): SourceMap {
  return compile(file, script === file && commonJs.has(file)).map;
}

function compile(file: string, toCommonJs = false): JavaScript {
  return toJavaScript(fs.readFileSync(file, "utf8"), file, {
    tsx: file.endsWith("x"),
    jsx: settings.jsx,
    legacyDecorators: settings.legacyDecorators,
    commonJs: toCommonJs,
  });
}

// TypeScript to JavaScript, one file or cell at a time, by oxc; TypeScript itself does what oxc leaves out.
import { createRequire } from "node:module";
import { parseSync } from "oxc-parser";
import { transformSync, type SourceMap, type TransformOptions, type TransformResult } from "oxc-transform";
import { everyNode } from "./syntaxTree.js";

export interface ToJavaScriptOptions {
  /** A cell keeps imports that it does not use: later cells may. */
  cell?: boolean;
  /** The source is JavaScript (JSX allowed). */
  javascript?: boolean;
  /** The source is TypeScript with JSX. */
  tsx?: boolean;
  jsx?: JsxSettings | undefined;
  /** The decorators of `experimentalDecorators`. */
  legacyDecorators?: boolean | undefined;
  /** These tell the types of what they decorate, whatever has to be imported for it, as `emitDecoratorMetadata` says. */
  decoratorMetadata?: boolean;
  /** `import` and `export` become `require` and `exports`: TypeScript does that. */
  commonJs?: boolean;
}

export interface JsxSettings {
  runtime: "classic" | "automatic";
  importSource?: string;
  pragma?: string;
  pragmaFrag?: string;
}

export interface JavaScript {
  code: string;
  map: SourceMap;
}

/** A SyntaxError whose stack begins at the place in the source. */
export class SourceSyntaxError extends SyntaxError {
  override name = "SyntaxError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, file: string, source: string, offset: number) {
    super(message);
    const before = source.slice(0, offset).split("\n");
    this.line = before.length;
    this.column = (before.at(-1)?.length ?? 0) + 1;
    this.stack = `SyntaxError: ${message}\n    at ${file}:${String(this.line)}:${String(this.column)}`;
  }
}

/**
 * Takes the types out of a source.
 *
 * @throws SourceSyntaxError if the source does not parse.
 */
export function toJavaScript(source: string, file: string, given: ToJavaScriptOptions = {}): JavaScript {
  const options = decoratesParameters(source, given) ? { ...given, legacyDecorators: true } : given;
  const result = transform(source, options);
  const notSupported = result.errors.some(({ message }) => /not supported by Oxc/i.test(message));
  const error = result.errors.find(({ severity }) => String(severity) === "Error");
  if (error && !notSupported) {
    if (!options.javascript && !options.tsx && /<\/|\/>/.test(source)) {
      const withJsx = attempt(() => toJavaScript(source, file, { ...options, tsx: true }));
      if (withJsx) return withJsx;
    }
    throw new SourceSyntaxError(
      error.message,
      file,
      source,
      utf16Offset(source, error.labels[0]?.start ?? 0),
    );
  }
  if (notSupported || options.commonJs || usesModernDecorators(result.code))
    return transpileByTypeScript(source, file, options);
  const code = options.legacyDecorators ? withSafeTypes(result.code) : result.code;
  return { code, map: result.map! };
}

function transform(source: string, options: ToJavaScriptOptions): TransformResult {
  const name = `source.${languageOf(options)}`;
  const settings = transformOptions(options);
  const result = transformSync(name, source, settings);
  if (options.cell || options.decoratorMetadata || !/\bdecorateMetadata\(/.test(result.code)) return result;
  // An interface that is imported for its type alone is not there to be told.
  const plain = transformSync(name, source, { ...settings, decorator: { legacy: true } });
  return importsOf(plain.code) === importsOf(result.code) ? result : plain;
}

function importsOf(code: string): string {
  const imports = parseSync("code.mjs", code).module.staticImports;
  return imports.map(({ start, end }) => code.slice(start, end)).join("\n");
}

/** Asks for the types of decorated members only where they are there. As many letters, so that columns stay. */
function withSafeTypes(code: string): string {
  return code.replace(/typeof ([\w$.]+) === "undefined" \? Object : \1(?=[,)\]])/g, (found, name: string) =>
    `babelHelpers.typeOf(() => ${name})`.padEnd(found.length),
  );
}

/** Standard decorators have no place at parameters: a source that has such means those of before. */
function decoratesParameters(source: string, options: ToJavaScriptOptions): boolean {
  if (options.javascript || options.legacyDecorators || !/[(,]\s*@[\w(]/.test(source)) return false;
  for (const node of everyNode(parseSync(`source.${languageOf(options)}`, source).program)) {
    if (!("params" in node) || !Array.isArray(node.params)) continue;
    if (node.params.some((param) => "decorators" in param && param.decorators.length > 0)) return true;
  }
  return false;
}

function languageOf(options: ToJavaScriptOptions): "ts" | "tsx" | "jsx" {
  if (options.javascript) return "jsx";
  return options.tsx ? "tsx" : "ts";
}

function transformOptions(options: ToJavaScriptOptions): TransformOptions {
  return {
    lang: languageOf(options),
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
    helpers: { mode: "External" as never },
    typescript: {
      onlyRemoveTypeImports: options.cell === true,
      removeClassFieldsWithoutInitializer: options.legacyDecorators === true,
    },
    // legacy decorators define properties on the prototype, which a field would hide: its value is assigned
    assumptions: { setPublicClassFields: options.legacyDecorators === true },
    jsx: options.jsx ?? { runtime: "classic" },
    ...(options.legacyDecorators ? { decorator: { legacy: true, emitDecoratorMetadata: true } } : {}),
  };
}

/** oxc-transform's labels count UTF-8 bytes, not the UTF-16 units of JavaScript. */
function utf16Offset(source: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(source).subarray(0, bytes)).length;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** oxc passes standard decorators and `accessor` through, which Node does not know yet. */
function usesModernDecorators(code: string): boolean {
  if (!/(^|[\s;{}(])(@[\w(]|accessor\s)/.test(code)) return false;
  for (const node of everyNode(parseSync("code.mjs", code).program)) {
    if (node.type === "AccessorProperty") return true;
    if ("decorators" in node && Array.isArray(node.decorators) && node.decorators.length > 0) return true;
  }
  return false;
}

let typescript: typeof import("typescript") | undefined;

/** Loads TypeScript (0.3 s, once): only for decorators, CommonJS and the like. */
function transpileByTypeScript(source: string, file: string, options: ToJavaScriptOptions): JavaScript {
  const ts = (typescript ??= createRequire(import.meta.url)("typescript") as typeof import("typescript"));
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: options.tsx ? "source.tsx" : options.javascript ? "source.jsx" : "source.ts",
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: options.commonJs ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      esModuleInterop: true,
      sourceMap: true,
      jsx: ts.JsxEmit.React,
      experimentalDecorators: options.legacyDecorators === true,
      emitDecoratorMetadata: options.legacyDecorators === true,
      useDefineForClassFields: !options.legacyDecorators,
      verbatimModuleSyntax: options.cell === true,
    },
  });
  return {
    code: outputText.replace(/\n\/\/# sourceMappingURL.*/, ""),
    map: JSON.parse(sourceMapText!) as SourceMap,
  };
}

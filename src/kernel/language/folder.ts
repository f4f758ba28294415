// The compiler options of a notebook's folder: ours, and what the nearest tsconfig says about meaning.
import path from "node:path";
import ts from "typescript";
import { preferredConditions } from "../ownPackage.js";
import { files, realPath } from "./files.js";
import { findUp } from "./findUp.js";
import { kernelFiles } from "./kernelFiles.js";
import type { NotebookLanguage } from "./types.js";

export interface FolderSettings {
  dir: string;
  language: NotebookLanguage;
  options: ts.CompilerOptions;
  /** The same without what the tsconfig is strict about, for notebooks under a strict one: what they allow, runs. */
  lenientOptions?: ts.CompilerOptions;
  /** Path of the nearest tsconfig.json, if any. */
  tsconfig: string | undefined;
  /** `index.d.ts` of the @types/node in force: the folder's own, else the kernel's. */
  nodeTypes: string;
}

/**
 * Options of a tsconfig that a notebook follows: how types are judged and how imports are found.
 * What only concerns emitted files, or style that a notebook breaks by nature (unused names), is left out.
 */
const followed =
  /^(jsx.*|paths|pathsBasePath|baseUrl|esModuleInterop|allowSynthetic.*|allowJs|experimentalDecorators|useDefineForClassFields|customConditions|lib|types|rootDirs)$/;

/** Options that make TypeScript find more: advice, where it goes beyond what runs. JavaScript never asked for it. */
const strictness =
  /^(strict.*|no(Implicit|Unchecked|Fallthrough|PropertyAccess).*|exactOptional.*|useUnknown.*)$/;

/** Reads the settings of a folder. A broken tsconfig counts for as much as TypeScript can read of it. */
export function readFolder(folder: string, language: NotebookLanguage): FolderSettings {
  // TypeScript writes paths with slashes, and imported files by their real path
  const dir = realPath(folder).replaceAll("\\", "/");
  const options = baseOptions(language);
  const tsconfig = ts.findConfigFile(dir, (file) => files.fileExists(file));
  const strict: ts.CompilerOptions = {};
  for (const [name, value] of Object.entries(tsconfig === undefined ? {} : readTsconfig(tsconfig))) {
    if (strictness.test(name) && language === "typescript") strict[name] = value;
    if (!followed.test(name)) continue;
    if (name === "lib") options.lib = [...new Set([...options.lib!, ...(value as string[])])];
    else if (name === "types") options.types = [...new Set([...(value as string[]), "node"])];
    else if (name === "customConditions") {
      options.customConditions = ["node", ...preferredConditions(value as string[], dir, "index.d.ts")];
    } else options[name] = value;
  }
  const isStrict = Object.values(strict).includes(true);
  return {
    ...{ dir, language, tsconfig, nodeTypes: findNodeTypes(dir) },
    options: { ...options, ...strict },
    ...(isStrict ? { lenientOptions: options } : {}),
  };
}

/** Without a tsconfig a notebook is as lenient as under tslab, so that its notebooks run unchanged. */
export function baseOptions(language: NotebookLanguage): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    lib: runtimeLibs(),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    customConditions: ["node"],
    strict: false,
    types: ["node"],
    jsx: ts.JsxEmit.React,
    allowJs: true,
    checkJs: language === "javascript",
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    noEmit: true,
  };
}

/** The standard library that the running Node has (node.green), by its major version. Browsers keep up with the latest. */
function runtimeLibs(): string[] {
  const { node = "24" } = process.versions as { node?: string };
  const major = Number(node.split(".")[0]);
  const names = ["es2023", "es2024.string", "esnext.disposable", "esnext.decorators"];
  if (major >= 22) names.push("es2024", "esnext.array", "es2025.collection", "es2025.iterator");
  if (major >= 24) names.push("es2025", "esnext.error");
  return names.map((name) => `lib.${name}.d.ts`);
}

function readTsconfig(file: string): ts.CompilerOptions {
  const host = {
    ...files,
    readDirectory: () => [], // the files it includes do not matter here
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  };
  return ts.getParsedCommandLineOfConfigFile(file, undefined, host)?.options ?? {};
}

/** One copy of @types/node per program: its globals would clash otherwise. */
function findNodeTypes(dir: string): string {
  const own = kernelFiles().nodeTypes;
  const found = findUp(dir, "node_modules/@types/node/package.json", (file) => files.fileExists(file));
  if (found === undefined) return own;
  const theirs = readPackage(found);
  const isSame = theirs.version === readPackage(path.join(path.dirname(own), "package.json")).version;
  if (isSame || !knowsGenericArrays(theirs)) return own;
  return realPath(path.join(path.dirname(found), "index.d.ts"));
}

/**
 * TypeScript 5.7 made typed arrays generic. To a @types/node from before (August 2024) a `Buffer` is none of them, and
 * `fs.writeFileSync("f", Buffer.from("x"))` is an error. Since then it keeps a copy for TypeScript up to 5.6.
 */
function knowsGenericArrays({ version, typesVersions = {} }: NodeTypesPackage): boolean {
  return Number.parseInt(version) > 22 || "<=5.6" in typesVersions;
}

interface NodeTypesPackage {
  version: string;
  typesVersions?: Record<string, unknown>;
}

function readPackage(file: string): NodeTypesPackage {
  return JSON.parse(files.readFile(file)!) as NodeTypesPackage;
}

// What the nearest tsconfig.json says about loading: conditions of package exports, paths, JSX, decorators.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { JsxSettings } from "../compile/oxc.js";

export interface LoaderSettings {
  conditions: string[];
  /** Patterns with at most one `*`, each with absolute targets, in TypeScript's order of preference. */
  paths: [pattern: string, targets: string[]][];
  jsx: JsxSettings | undefined;
  /** Undefined where the tsconfig does not say: then the check decides. */
  legacyDecorators: boolean | undefined;
  decoratorMetadata: boolean;
}

interface CompilerOptions {
  customConditions?: string[];
  paths?: Record<string, string[]>;
  baseUrl?: string;
  jsx?: string;
  jsxImportSource?: string;
  jsxFactory?: string;
  jsxFragmentFactory?: string;
  experimentalDecorators?: boolean;
  emitDecoratorMetadata?: boolean;
}

interface Config {
  extends?: string | string[];
  compilerOptions?: CompilerOptions;
}

/** Reads the settings for a folder; a tsconfig that cannot be read gives the defaults, the checker complains about it. */
export function loaderSettings(dir: string): LoaderSettings {
  const file = nearestConfig(dir);
  const options = file === undefined ? {} : readOptions(file);
  const paths = Object.entries(options.paths ?? {});
  // The longest prefix before the star wins.
  paths.sort(([a], [b]) => b.split("*")[0]!.length - a.split("*")[0]!.length);
  return {
    conditions: options.customConditions ?? [],
    paths,
    jsx: jsxSettings(options),
    legacyDecorators: options.experimentalDecorators,
    decoratorMetadata: options.emitDecoratorMetadata === true,
  };
}

function nearestConfig(dir: string): string | undefined {
  for (let folder = dir; ; folder = path.dirname(folder)) {
    const file = path.join(folder, "tsconfig.json");
    if (fs.existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Options with those of `extends` below them; `paths` made absolute. */
function readOptions(file: string, seen = new Set<string>()): CompilerOptions {
  if (seen.has(file)) return {};
  seen.add(file);
  try {
    const { extends: bases = [], compilerOptions = {} } = parseJsonWithComments(
      fs.readFileSync(file, "utf8"),
    ) as Config;
    const own = { ...compilerOptions };
    const from = path.resolve(path.dirname(file), own.baseUrl ?? ".");
    if (own.paths) {
      own.paths = Object.fromEntries(
        Object.entries(own.paths).map(([pattern, targets]) => [
          pattern,
          targets.map((target) => path.resolve(from, target)),
        ]),
      );
    }
    const inherited = [bases].flat().map((base) => readOptions(resolveBase(base, file), seen));
    return Object.assign({}, ...inherited, own) as CompilerOptions;
  } catch {
    return {};
  }
}

function resolveBase(base: string, from: string): string {
  if (/^\.{0,2}[\\/]|^[A-Za-z]:/.test(base)) {
    const file = path.resolve(path.dirname(from), base);
    return fs.existsSync(file) ? file : `${file}.json`;
  }
  const require = createRequire(from);
  try {
    return require.resolve(base);
  } catch {
    return require.resolve(`${base}/tsconfig.json`);
  }
}

/** JSON as tsconfig files have it: comments and trailing commas outside strings are dropped. */
export function parseJsonWithComments(text: string): unknown {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (part) =>
    part.startsWith('"') ? part : " ",
  );
  return JSON.parse(
    bare
      .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === "," ? "" : part))
      .replace(/^\ufeff/, ""),
  );
}

function jsxSettings({
  jsx,
  jsxImportSource,
  jsxFactory,
  jsxFragmentFactory,
}: CompilerOptions): JsxSettings | undefined {
  if (jsx === undefined) return undefined;
  if (jsx.startsWith("react-jsx")) {
    return {
      runtime: "automatic",
      ...(jsxImportSource === undefined ? {} : { importSource: jsxImportSource }),
    };
  }
  return {
    runtime: "classic",
    ...(jsxFactory === undefined ? {} : { pragma: jsxFactory }),
    ...(jsxFragmentFactory === undefined ? {} : { pragmaFrag: jsxFragmentFactory }),
  };
}

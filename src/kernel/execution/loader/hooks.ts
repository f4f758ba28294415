// Loader hooks: TypeScript, JSX and JSON of the user's own files, extensions left out, tsconfig's paths and conditions,
// and edited files loaded anew. The same functions serve module.registerHooks (Node >= 22.15) and module.register (Node 20).
import fs from "node:fs";
import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isOwnPackage, preferredConditions } from "../../ownPackage.js";
import { compileFile, settings } from "./compileFile.js";
import { findEdits, isUserFile, noteFormat, pathOf, statFile, trackModule, withoutVersion } from "./files.js";
import { isModuleCell, moduleCellFile, notebookDir } from "./notebookFiles.js";

/** Found when first asked for: worker threads of a cell need them, too, but a start should not wait for them. */
let conditions: string[] | undefined;
const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".json"];

/** What the user's files get for stock tslab. */
const tslabModule = new URL("../tslabModule.js", import.meta.url).href;

/** To be called when a cell asks for a module: what was edited since is loaded anew. */
export function lookForEdits(): void {
  findEdits();
  conditions = undefined;
}

const currentConditions = (): string[] =>
  (conditions ??= preferredConditions(settings.conditions, notebookDir, "index.js"));

interface Asked {
  specifier: string;
  context: ResolveHookContext;
}

type Request = { found: ResolveFnOutput } | Asked;

/** `cell:N:<notebook url>::<specifier>` is a cell's import: a number that makes Node ask again each time. */
const cellSpecifier = /^cell:\d+:(.*?)::([^]*)$/;

function prepare(specifier: string, context: ResolveHookContext): Request {
  const fromCell = cellSpecifier.exec(specifier);
  if (fromCell) {
    lookForEdits();
    specifier = fromCell[2]!;
    context = { ...context, parentURL: fromCell[1]! };
  }
  const parent = context.parentURL;
  if (parent === undefined || (parent.startsWith("file:") && isUserFile(pathOf(parent)))) {
    if (specifier === "tslab") return { found: { url: tslabModule, shortCircuit: true } };
    const file = findFile(specifier, parent);
    if (file !== undefined) return { found: resolution(file, context) };
    if (parent !== undefined && isModuleCell(pathOf(parent))) context = inNotebookDir(parent, context);
  }
  return {
    specifier,
    context: {
      ...context,
      conditions: [...new Set([...(context.conditions ?? ["node", "import"]), ...currentConditions()])],
    },
  };
}

/** A module cell lies in a folder of its own; the packages it imports are the notebook's. */
function inNotebookDir(parent: string, context: ResolveHookContext): ResolveHookContext {
  const file = path.join(notebookDir, path.basename(pathOf(parent)));
  return { ...context, parentURL: pathToFileURL(file).href };
}

function resolution(file: string, context: ResolveHookContext): ResolveFnOutput {
  const isJson = file.endsWith(".json");
  return {
    ...tracked({ url: pathToFileURL(file).href }, context),
    ...(isJson ? { format: "json", importAttributes: { type: "json" } } : {}),
  };
}

function tracked(result: ResolveFnOutput, { conditions, parentURL }: ResolveHookContext): ResolveFnOutput {
  const required = conditions?.includes("require") === true;
  return { ...result, url: trackModule(result.url, parentURL, required), shortCircuit: true };
}

/** A notebook without a copy of this package gets the kernel's; any other failure stands. */
function besideKernel(error: unknown, { specifier, context }: Asked): ResolveHookContext {
  const { code } = error as NodeJS.ErrnoException;
  const isMissing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
  if (!isMissing || !isOwnPackage(specifier)) throw error;
  return { ...context, parentURL: import.meta.url };
}

/** The file that `require` gets for a specifier in a user's file, where Node asks no hook. */
export function requiredFile(specifier: string, parent: string): string | undefined {
  if (specifier === "tslab") return fileURLToPath(tslabModule);
  return findFile(specifier, pathToFileURL(parent).href);
}

/** The user's file that a relative specifier, a path or a tsconfig path pattern means. */
function findFile(specifier: string, parent: string | undefined): string | undefined {
  if (specifier.startsWith("file:")) {
    return specifier.includes("?") ? undefined : withExtension(pathOf(specifier));
  }
  if (/^\.{1,2}(\/|$)|^\//.test(specifier)) {
    if (parent === undefined) return undefined;
    const file = path.resolve(folderOf(pathOf(parent)), specifier.split("?")[0]!);
    return withExtension(file) ?? moduleCellFile(file);
  }
  for (const [pattern, targets] of settings.paths) {
    const [before, after] = pattern.split("*") as [string, string?];
    const matches =
      after === undefined ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
    if (!matches) continue;
    const star = after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
    for (const target of targets) {
      const file = withExtension(target.replace("*", star));
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

function folderOf(file: string): string {
  return isModuleCell(file) ? notebookDir : path.dirname(file);
}

function withExtension(file: string): string | undefined {
  if (statFile(file)) return file;
  const javascript = /\.([mc]?)jsx?$/.exec(file);
  if (javascript) {
    const base = file.slice(0, javascript.index);
    for (const extension of [`.${javascript[1]!}ts`, ".tsx"])
      if (statFile(base + extension)) return base + extension;
  }
  for (const extension of extensions) if (statFile(file + extension)) return file + extension;
  for (const extension of extensions) {
    const index = path.join(file, `index${extension}`);
    if (statFile(index)) return index;
  }
  return undefined;
}

/** What Node gets to run for a user's file; undefined for what it can run itself. */
function source(url: string, { conditions }: LoadHookContext): LoadFnOutput | undefined {
  if (!url.startsWith("file:")) return undefined;
  const file = pathOf(url);
  if (file.endsWith(".json") && isUserFile(file)) {
    if (conditions?.includes("require")) return undefined;
    return {
      format: "module",
      source: `export default ${fs.readFileSync(file, "utf8")}`,
      shortCircuit: true,
    };
  }
  if (!/\.([mc]?ts|tsx|jsx)$/.test(file) || file.endsWith(".d.ts")) return undefined;
  return { ...compileFile(file), shortCircuit: true };
}

type Next<Context, Result> = (specifier: string, context?: Partial<Context>) => Result;

/** For module.register. */
export async function resolve(
  specifier: string,
  context: ResolveHookContext,
  next: Next<ResolveHookContext, Promise<ResolveFnOutput>>,
): Promise<ResolveFnOutput> {
  const request = prepare(specifier, context);
  if ("found" in request) return request.found;
  try {
    return tracked(await next(request.specifier, request.context), request.context);
  } catch (error) {
    return tracked(await next(request.specifier, besideKernel(error, request)), request.context);
  }
}

/** For module.register. */
export async function load(
  url: string,
  context: LoadHookContext,
  next: Next<LoadHookContext, Promise<LoadFnOutput>>,
): Promise<LoadFnOutput> {
  return source(url, context) ?? next(url, context);
}

/** For module.registerHooks. */
export const syncHooks = {
  resolve(specifier: string, context: ResolveHookContext, next: Next<ResolveHookContext, ResolveFnOutput>) {
    const request = prepare(specifier, context);
    if ("found" in request) return request.found;
    try {
      return tracked(next(request.specifier, request.context), request.context);
    } catch (error) {
      return tracked(next(request.specifier, besideKernel(error, request)), request.context);
    }
  },
  load(url: string, context: LoadHookContext, next: Next<LoadHookContext, LoadFnOutput>) {
    const result = source(url, context) ?? next(withoutVersion(url), context);
    noteFormat(url, result.format);
    return result;
  },
};

// Stack traces in terms of what the user wrote: cells and TypeScript files, without the kernel's and Node's own frames.
// Maps are made when a stack is read; Node's --enable-source-maps does not map cells.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TraceMap } from "@jridgewell/trace-mapping";
import type { CompiledCell } from "./compile/compileCell.js";

export interface Place {
  file: string;
  line: number;
  column: number;
}

interface RememberedCell {
  source: string;
  /** Compiles the cell again: cheaper than to keep every cell's tree and maps for the errors that few cells have. */
  compile: () => CompiledCell;
}

/** What is known of the scripts that were made of files. */
export interface ScriptFiles {
  /** The file, in a form that people read. */
  fileOf(script: string): string;
  /** Whether the script is not the text of its file. */
  isCompiled(script: string, file: string): boolean;
  /** From the script to its file. */
  mapOf(script: string, file: string): object;
  /** Changes when the file does. */
  stampOf(file: string): string;
  /** The file's text; undefined where it cannot be read. */
  read(file: string): string | undefined;
}

/** Until somebody knows them. */
let scriptFiles: ScriptFiles = {
  fileOf: (script) => script,
  isCompiled: () => false,
  mapOf: () => ({}),
  stampOf: () => "",
  read: () => undefined,
};

/** Says who knows the user's files. */
export function knowFiles(known: ScriptFiles): void {
  scriptFiles = known;
}

const cells = new Map<string, RememberedCell>();

interface Trace {
  map: TraceMap;
  /** Columns that the first line was moved by before it was compiled. */
  shift: number;
}

const traces = new Map<string, Trace | undefined>();
const require = createRequire(import.meta.url);
const kernelFolder = new URL("..", import.meta.url).href;
const kernelPath = fileURLToPath(kernelFolder);
/** Folders of the library's own code. */
export const ownFolders = ["src", "dist"].map((name) =>
  fileURLToPath(new URL(`../../../${name}/`, import.meta.url)),
);

/** The package that a file belongs to; undefined for the user's own files. */
export function packageOf(file: string): string | undefined {
  if (ownFolders.some((folder) => file.startsWith(folder))) return "gradus";
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1]?.replace("\\", "/");
}

/** Remembers a cell by the name it was compiled under. */
export function rememberCell(file: string, cell: RememberedCell): void {
  cells.set(file, cell);
  traces.delete(file); // a client that counts no cells may use a name again
}

/** The text of a cell or a file. */
export function sourceOf(file: string): string | undefined {
  return cells.get(file)?.source ?? scriptFiles.read(file);
}

/** Makes every error's `stack` speak of the user's sources. */
export function installStackTraces(): void {
  Error.stackTraceLimit = 50;
  Error.prepareStackTrace = (error, sites) => {
    const head = attempt(() => Error.prototype.toString.call(error)) ?? "Error";
    const frames: string[] = [];
    let end = 0;
    for (const site of sites) {
      const frame = attempt(() => describe(site)) ?? undefined;
      if (frame === undefined) continue;
      frames.push(frame);
      if (/:\d+:\d+\)?$/.test(frame)) end = frames.length;
    }
    // Built-in frames below the user's last one say how the kernel called the cell.
    return [head, ...frames.slice(0, end)].join("\n");
  };
}

function describe(site: NodeJS.CallSite): string | undefined {
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL();
  if (!file) return `    at ${textOf(site)}`; // Array.map, JSON.parse, Promise.all
  if (file.startsWith("node:") || file.startsWith(kernelFolder) || file.startsWith(kernelPath))
    return undefined;
  const place = sourcePlace(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
  if (!place) return undefined;
  const where = `${place.file}:${String(place.line)}:${String(place.column)}`;
  const isTop = cells.has(file) && (!site.getFunctionName() || site.getFunctionName() === "eval");
  const label = /^(.*?) ?\([^()]*\)$/.exec(textOf(site))?.[1];
  if (isTop || !label) return `    at ${isAsync(site) ? "async " : ""}${where}`;
  return `    at ${label} (${where})`;
}

/** What Node itself would print for a call site. */
function textOf(site: NodeJS.CallSite): string {
  return `${site as unknown as string}`;
}

function isAsync(site: NodeJS.CallSite): boolean {
  return (site as { isAsync?: () => boolean }).isAsync?.() === true;
}

/**
 * Where a cell's JavaScript lies in its source.
 *
 * @param offset - In the JavaScript that oxc made of the cell, before the edits.
 */
export function placeInCell(file: string, offset: number): Place | undefined {
  const compiled = attempt(() => cells.get(file)?.compile());
  if (!compiled) return undefined;
  const before = compiled.edits.original.slice(0, offset).split("\n");
  return placeOf(
    file,
    { map: newTraceMap(compiled.map), shift: compiled.firstLineShift },
    before.length,
    before.at(-1)!.length + 1,
  );
}

/**
 * Where a place of a running script lies in its source; undefined for code that the kernel put in.
 *
 * @param forward - Takes code that the kernel put in for what follows it on the line.
 */
export function sourcePlace(file: string, line: number, column: number, forward = false): Place | undefined {
  const shown = scriptFiles.fileOf(file);
  const trace = traceOf(file, shown);
  if (!trace) return { file: shown, line, column };
  return (
    placeOf(shown, trace, line, column) ?? (forward ? placeOf(shown, trace, line, column, true) : undefined)
  );
}

/** @param after - Whether the mapping after the place counts, not the one before it. */
function placeOf(file: string, trace: Trace, line: number, column: number, after = false): Place | undefined {
  const { originalPositionFor, GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND } =
    require("@jridgewell/trace-mapping") as typeof import("@jridgewell/trace-mapping");
  const original = originalPositionFor(trace.map, {
    line,
    column: Math.max(0, column - 1),
    bias: after ? LEAST_UPPER_BOUND : GREATEST_LOWER_BOUND,
  });
  if (original.line === null) return undefined;
  const shift = original.line === 1 ? trace.shift : 0;
  return { file, line: original.line, column: original.column + 1 - shift };
}

function traceOf(file: string, shown: string): Trace | undefined {
  const cell = cells.get(file);
  if (!cell && !scriptFiles.isCompiled(file, shown)) return undefined;
  // An edited file that is required again runs under its old name.
  const key = cell ? file : `${file} ${scriptFiles.stampOf(shown)}`;
  if (traces.has(key)) return traces.get(key);
  const trace = attempt(() =>
    cell ? traceOfCell(cell.compile()) : { map: newTraceMap(scriptFiles.mapOf(file, shown)), shift: 0 },
  );
  traces.set(key, trace);
  return trace;
}

/** From the script back through oxc's JavaScript to the cell. */
function traceOfCell(cell: CompiledCell): Trace {
  const remapping = require("@jridgewell/remapping") as typeof import("@jridgewell/remapping").default;
  const edits = cell.edits.generateMap({ hires: true, source: "js" });
  return {
    map: newTraceMap(remapping([edits as never, cell.map as never], () => null)),
    shift: cell.firstLineShift,
  };
}

function newTraceMap(map: unknown): TraceMap {
  const { TraceMap } = require("@jridgewell/trace-mapping") as typeof import("@jridgewell/trace-mapping");
  return new TraceMap(map as never);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

// Where V8 can stop on a line, before a script has run: this thread's own V8 is asked, whatever the main thread does.
import inspector from "node:inspector";
import vm from "node:vm";
import { eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import type { SourceMap } from "oxc-transform";
import { compileCell, type CompileOptions } from "../compile/compileCell.js";
import { isCompiled, mapOfFile, mapOfText } from "../loader/compileFile.js";
import { rememberCell, sourcePlace } from "../stackTraces.js";

/** A place in a script, from 0 as V8 counts, and the line of its source, from 1. */
export interface Stop {
  line: number;
  column: number;
  source: { line: number; column: number };
}

/** The first place of a cell where V8 stops, on a line or below it; undefined where there is none. */
export function stopInCell(code: string, line: number, options: CompileOptions): Stop | undefined {
  const name = "In[to be debugged]";
  try {
    const { script } = compileCell(code, name, options);
    rememberCell(name, { source: code, compile: () => compileCell(code, name, options) });
    return firstFrom(line, possibleStops(script), (stop) =>
      sourcePlace(name, stop.line + 1, stop.column + 1, true),
    );
  } catch {
    return undefined; // it does not compile: it cannot run either
  }
}

/** The same for a file. V8 slides to the nearest place by itself, since a module cannot be compiled here. */
export function stopInFile(path: string, line: number): Stop | undefined {
  if (!isCompiled(path, path)) return { line: line - 1, column: 0, source: { line, column: 1 } };
  return stopInMap(mapOfFile(path, path), line);
}

/** The same for a module cell, whose text will be this file's. */
export function stopInModule(code: string, file: string, line: number): Stop | undefined {
  try {
    return stopInMap(mapOfText(code, file), line);
  } catch {
    return undefined;
  }
}

function stopInMap(map: SourceMap, line: number): Stop | undefined {
  const stops: Stop[] = [];
  eachMapping(new TraceMap(map as never), (mapping) => {
    if (mapping.originalLine === null) return;
    const source = { line: mapping.originalLine, column: mapping.originalColumn + 1 };
    stops.push({ line: mapping.generatedLine - 1, column: mapping.generatedColumn, source });
  });
  return firstFrom(line, stops, ({ source }) => source);
}

type Unplaced = Omit<Stop, "source">;

function firstFrom<T extends Unplaced>(
  line: number,
  stops: readonly T[],
  sourceOf: (stop: T) => Stop["source"] | undefined,
): Stop | undefined {
  let first: Stop | undefined;
  for (const stop of stops) {
    const source = sourceOf(stop);
    if (!source || source.line < line) continue;
    const isEarlier =
      !first ||
      source.line < first.source.line ||
      (source.line === first.source.line && source.column < first.source.column);
    if (isEarlier) first = { line: stop.line, column: stop.column, source };
  }
  return first;
}

let own: inspector.Session | undefined;
let probes = 0;

function possibleStops(script: string): Unplaced[] {
  if (!own) {
    own = new inspector.Session();
    own.connect();
    own.post("Debugger.enable");
  }
  const session = own;
  const name = `probe-${String(++probes)}`;
  let scriptId: string | undefined;
  const listen = ({ params }: { params: { url: string; scriptId: string } }) => {
    if (params.url === name) ({ scriptId } = params);
  };
  session.on("Debugger.scriptParsed", listen);
  // Not `new vm.Script`: V8 tells of a script only when it has a context.
  vm.compileFunction(script, [], { filename: name });
  session.off("Debugger.scriptParsed", listen);
  let stops: Unplaced[] = [];
  if (scriptId === undefined) return stops;
  const start = { scriptId, lineNumber: 0, columnNumber: 0 };
  // The answer is there when `post` returns: the session is this thread's own.
  session.post("Debugger.getPossibleBreakpoints", { start }, (_error, found) => {
    stops = (found?.locations ?? []).map(({ lineNumber, columnNumber = 0 }) => ({
      line: lineNumber,
      column: columnNumber,
    }));
  });
  return stops;
}

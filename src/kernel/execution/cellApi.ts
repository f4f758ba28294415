// What compiled cells call: imports, awaits, disposal.
import { causingCell, enterCell, KeyboardInterrupt, type CellContext } from "./cellContext.js";
import { cellGlobal } from "./compile/cellGlobal.js";
import { deno } from "./deno.js";
import { awaitable } from "./input.js";
import { look } from "./interrupts/turns.js";
import { platform } from "./platform.js";
import { bindLive, offerGlobal, setGlobal } from "./scope.js";

type Disposer = () => unknown;

const asyncDispose: unique symbol = (Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")) as never;
const dispose: unique symbol = (Symbol.dispose ?? Symbol.for("Symbol.dispose")) as never;

/** Puts `__cell` on the global object. */
export function offerCellApi(): void {
  offerGlobal(cellGlobal, {
    import: (specifier: unknown) => platform.importModule(String(specifier)),
    bind: bindImport,
    deno,
    here: causingCell,
    at: noteAwait,
    resume: resumeCell,
    look,
    awaitable,
    use,
    dispose: disposeAll,
  });
}

/**
 * Gives a cell's name what a module exports. The user's own modules may change it later, which the name then shows, as in
 * any module; packages hardly do, and a name that is read anew each time is slow in a loop.
 */
function bindImport(name: string, namespace: Record<string, unknown>, exported: string | null): void {
  const read = () => importedValue(namespace, exported);
  if (exported !== null && platform.isUsersModule(namespace)) bindLive(name, read);
  else setGlobal(name, read());
}

function importedValue(namespace: Record<string, unknown>, exported: string | null): unknown {
  if (exported === null) return namespace;
  if (exported in namespace) return namespace[exported];
  const whole = namespace["default"] as Record<string, unknown> | undefined;
  return exported === "default" ? namespace : whole?.[exported];
}

function noteAwait(offset: number): CellContext | undefined {
  const cell = causingCell();
  if (cell) cell.awaitedAt = offset;
  return cell;
}

/** Each `await` of a cell ends here: a cell that was interrupted goes no further. */
function resumeCell<T>(cell: CellContext | undefined, value: T): T {
  if (cell?.stopped) throw new KeyboardInterrupt();
  if (cell && !platform.followsCells) enterCell(cell);
  return value;
}

/** Registers a `using` value. */
function use<T>(list: Disposer[], isAsync: boolean, value: T): T {
  if (value === null || value === undefined) return value;
  const disposable = value as Record<symbol, unknown>;
  const disposer = (isAsync ? disposable[asyncDispose] : undefined) ?? disposable[dispose];
  if (typeof disposer !== "function")
    throw new TypeError("Cannot use value: it must have [Symbol.dispose]()");
  list.push(() => disposer.call(value) as unknown);
  return value;
}

async function disposeAll(list: Disposer[]): Promise<void> {
  for (const disposer of list.reverse()) await disposer();
}

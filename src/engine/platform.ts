// What differs between Node.js and a browser, without importing anything: Node's own modules are asked for at run time,
// so that this file loads everywhere.
import { workerEntry } from "../workerEntry.js";

type BuiltinModules = {
  "node:fs": typeof import("node:fs");
  "node:os": typeof import("node:os");
  "node:path": typeof import("node:path");
  "node:url": typeof import("node:url");
  "node:module": typeof import("node:module");
  "node:worker_threads": typeof import("node:worker_threads");
};

/** One of Node's modules, or undefined where there is no Node. */
export function builtin<K extends keyof BuiltinModules>(name: K): BuiltinModules[K] | undefined {
  const node = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process;
  return node?.getBuiltinModule?.(name) as BuiltinModules[K] | undefined;
}

let wasmSource: string | URL | undefined;

/**
 * Says where the engine's WebAssembly lies, for pages whose bundler moves files.
 *
 * @param source - Folder of `engine.wasm` and `engineUnshared.wasm`, as a URL that ends in `/`.
 */
export function setEngineFolder(source: string | URL): void {
  wasmSource = source;
}

/** Whether memory can be shared with threads here. */
export function canShare(): boolean {
  if (typeof SharedArrayBuffer === "undefined") return false;
  return (
    builtin("node:fs") !== undefined ||
    (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true
  );
}

/** Compiles the engine for memory of the given kind. */
export async function compileEngine(shared: boolean): Promise<WebAssembly.Module> {
  const url = new URL(shared ? "./engine.wasm" : "./engineUnshared.wasm", wasmSource ?? import.meta.url);
  const fs = builtin("node:fs");
  if (fs && url.protocol === "file:") return WebAssembly.compile(fs.readFileSync(url));
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`Cannot load the engine: ${url.href} answered ${String(response.status)}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Threads worth using by default: `GRADUS_THREADS`, else 2 where there are 2 cores, 1 in a worker, whose neighbours use the
 * other cores.
 */
export function defaultThreads(): number {
  const threads = builtin("node:worker_threads");
  const wanted = Number((globalThis as { process?: typeof process }).process?.env.GRADUS_THREADS);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  const os = builtin("node:os");
  if (!os || !threads?.isMainThread) return 1;
  return Math.min(2, os.availableParallelism());
}

/** Starts the script of a helper thread; undefined where that is not possible. */
export function startHelper(workerData: object): { ready: Promise<void>; terminate: () => void } | undefined {
  const threads = builtin("node:worker_threads");
  const fs = builtin("node:fs");
  const script = workerEntry(import.meta.url, "./threadWorker.js");
  if (!threads || !fs?.existsSync(script)) return undefined;
  const worker = new threads.Worker(script, { workerData, execArgv: [], stdin: false });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("message", () => {
      worker.unref(); // from here on it must not keep the process alive
      resolve();
    });
    worker.once("error", reject);
  });
  return { ready, terminate: () => void worker.terminate() };
}

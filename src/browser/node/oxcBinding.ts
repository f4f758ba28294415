// oxc's WebAssembly, which lies in its npm packages, on one thread. It was linked with one version of emnapi and runs with no other:
// package.json states it exactly.
import { instantiateNapiModule, instantiateNapiModuleSync } from "@emnapi/core";
import asyncWork from "@emnapi/core/plugins/async-work";
import threadsafeFunction from "@emnapi/core/plugins/threadsafe-function";
import { createContext } from "@emnapi/runtime";
import { WASI } from "@tybys/wasm-util";
import { fetchBytesNow } from "../fetchNow.js";

/** Pages of memory, 64 kB each. */
const memory = { initial: 1024, maximum: 65_536 };

export interface LateBinding<T> {
  /** Loads it while other things go on. */
  load: () => Promise<void>;
  /** What it exports; the thread waits for it if it is not there yet. */
  get: () => T;
}

/** One of oxc's modules, loaded when somebody asks for it. */
export function lateBinding<T>(url: URL): LateBinding<T> {
  let exports: T | undefined;
  return {
    async load() {
      if (exports) return;
      const { napiModule } = await instantiateNapiModule(await compile(url), options());
      exports ??= napiModule.exports as T;
    },
    get() {
      if (exports) return exports;
      const bytes = fetchBytesNow(url.href, "the translator of TypeScript");
      const { napiModule } = instantiateNapiModuleSync(bytes, options());
      return (exports = napiModule.exports as T);
    },
  };
}

const options = () =>
  ({
    context: createContext(),
    asyncWorkPoolSize: 0,
    plugins: [asyncWork, threadsafeFunction],
    wasi: new WASI({ version: "preview1" }),
    overwriteImports(imports: Record<string, WebAssembly.ModuleImports>) {
      const { env, napi, emnapi } = imports;
      imports["env"] = { ...env, ...napi, ...emnapi, memory: new WebAssembly.Memory(memory) };
      return imports;
    },
    beforeInit({ instance }: { instance: WebAssembly.Instance }) {
      for (const [name, register] of Object.entries(instance.exports))
        if (name.startsWith("__napi_register__")) (register as () => void)();
    },
  }) as never;

/** Some servers do not know the type that compiling while loading insists on. */
async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot load ${url.href}: the server answers ${String(response.status)}`);
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

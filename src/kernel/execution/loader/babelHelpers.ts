// Helpers that oxc's output calls, in cells and in files, on the main thread and in workers.
import { createRequire } from "node:module";
import { offerGlobal } from "../scope.js";

/** Makes the helpers known; each is loaded when it is first asked for. */
export function offerHelpers(): void {
  const require = createRequire(import.meta.url);
  const loaded: Record<string, unknown> = { typeOf };
  const helpers = new Proxy(loaded, {
    get(_target, name: string) {
      if (!(name in loaded)) {
        const helper = require(`@oxc-project/runtime/helpers/${name}`) as { default?: unknown };
        loaded[name] = helper.default ?? helper;
      }
      return loaded[name];
    },
  });
  offerGlobal("babelHelpers", helpers);
}

/** The class of a decorated member's type; `Object` for one that is not there, or not yet: two files may import each other. */
function typeOf(read: () => unknown): unknown {
  try {
    return read() ?? Object;
  } catch {
    return Object;
  }
}

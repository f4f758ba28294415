// node:module's createRequire: the packages that the kernel asks for when it needs them lie in the bundle; TypeScript's
// compiler, which standard decorators need, is a script of its own.
import decorate from "@oxc-project/runtime/helpers/decorate";
import decorateMetadata from "@oxc-project/runtime/helpers/decorateMetadata";
import decorateParam from "@oxc-project/runtime/helpers/decorateParam";
import usingCtx from "@oxc-project/runtime/helpers/usingCtx";
import remapping from "@jridgewell/remapping";
import * as traceMapping from "@jridgewell/trace-mapping";
import { evaluateScript } from "../fetchNow.js";
import { typescriptVersion } from "../versions.js";

const packages: Record<string, unknown> = {
  "@jridgewell/remapping": remapping,
  "@jridgewell/trace-mapping": traceMapping,
  "@oxc-project/runtime/helpers/decorate": decorate,
  "@oxc-project/runtime/helpers/decorateMetadata": decorateMetadata,
  "@oxc-project/runtime/helpers/decorateParam": decorateParam,
  "@oxc-project/runtime/helpers/usingCtx": usingCtx,
  "typescript/package.json": { version: typescriptVersion },
};

export function createRequire(): (name: string) => unknown {
  return (name) => {
    if (name in packages) return packages[name];
    if (name === "typescript")
      return (packages[name] = evaluateScript(
        new URL("./typescript.js", import.meta.url).href,
        "TypeScript",
      ));
    throw new Error(`Cannot load ${name}: this kernel runs in a browser, which does not have it`);
  };
}

// koffi, which calls functions of native libraries. Never required: it is loaded when something large first asks for it.
import { nodeModule } from "./nodeModule.js";

/**
 * The module, loaded by the first call.
 *
 * @throws Error where there is none, as in a page.
 */
export function loadKoffi(): typeof import("koffi") {
  return nodeModule("node:module")!.createRequire(import.meta.url)("koffi") as typeof import("koffi");
}

// Where a script lies that another thread or process starts: those run built JavaScript, never TypeScript.

/**
 * Finds a script that lies beside the calling module.
 *
 * @param metaUrl - `import.meta.url` of the calling module.
 * @param name - Path of the script relative to that module, ending in `.js`.
 * @returns The script beside the module when the module itself is built; for a module under `src`, its copy under `dist`.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { workerEntry } from "../src/workerEntry.js";
 *
 * expect(workerEntry("file:///p/dist/a/b.js", "./w.js").href).toBe("file:///p/dist/a/w.js");
 * expect(workerEntry("file:///p/src/a/b.ts", "./w.js").href).toBe("file:///p/dist/a/w.js");
 * ```
 */
export function workerEntry(metaUrl: string, name: string): URL {
  const url = new URL(name, metaUrl);
  if (/\.ts$/.test(new URL(metaUrl).pathname))
    url.pathname = url.pathname.replace(/\/src\/(?!.*\/src\/)/, "/dist/");
  return url;
}

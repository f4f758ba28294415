// What a module compiled to CommonJS still lacks: import.meta, and a word on a top-level await.
import { parseSync } from "oxc-parser";
import { everyNode } from "../compile/syntaxTree.js";

const importMeta =
  'const import_meta = { filename: __filename, dirname: __dirname, url: require("node:url").pathToFileURL(__filename).href, ' +
  'resolve: (name) => require("node:url").pathToFileURL(require.resolve(name)).href };';

/**
 * Makes the CommonJS of a module fit to be required.
 *
 * @throws Error ERR_REQUIRE_ASYNC_MODULE if it awaits at its top level, as Node does where it requires ES modules itself.
 */
export function forRequire(code: string, file: string): string {
  refuseTopLevelAwait(code, file);
  return withImportMeta(code);
}

/** In CommonJS, Node would speak of a syntax error. */
function refuseTopLevelAwait(code: string, file: string): void {
  if (!/\bawait\b/.test(code)) return;
  if (parseSync("code.cjs", code, { sourceType: "script" }).errors.length === 0) return;
  throw Object.assign(
    new Error(
      `Cannot require ${file}: it awaits at its top level, which require cannot wait for; use await import(…)`,
    ),
    { code: "ERR_REQUIRE_ASYNC_MODULE" },
  );
}

/** A constant of as many letters stands in for `import.meta`, so that columns stay. */
function withImportMeta(code: string): string {
  if (!code.includes("import.meta")) return code;
  let mended = code;
  for (const node of everyNode(parseSync("code.mjs", code).program)) {
    if (node.type === "MetaProperty" && node.meta.name === "import")
      mended = `${mended.slice(0, node.start)}import_meta${mended.slice(node.end)}`;
  }
  return mended.replace(/^(#!.*\r?\n)?"use strict";/, (start) => `${start}${importMeta}`);
}

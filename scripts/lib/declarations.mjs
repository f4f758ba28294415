// The declarations that a page's checker reads, found by having the kernel's own checker read them.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import ts from "typescript";
import { makeLanguageService, setFiles, setKernelFiles } from "../../dist/kernel/language.js";
import { inRoot } from "./paths.mjs";

/** What cells are likely to import; each brings what it reaches. */
const cell = `
import * as gradus from "gradus";
import * as tslab from "tslab";
import path from "node:path";
import util from "node:util";
`;

/** A cell of the page's own, which has the DOM. */
const browserCell = "/** @browser */\ndocument.body";

/** Where the page's checker finds this package. */
const own = "/node_modules/gradus/";
const nodeTypes = "/node_modules/@types/node/index.d.ts";

/** Read by the few notebooks with `@browser` cells only: a page fetches them when its checker asks. */
const isLate = (file) => /^[/]node_modules[/]typescript[/]lib[/]lib[.]dom[.\w]*[.]ts$/.test(file);

/**
 * Writes `types.json.gz`, texts by their paths in a page, and beside it the files that it leaves empty (null).
 *
 * @param target - A folder.
 */
export function packDeclarations(target) {
  const texts = findTexts();
  for (const file of Object.keys(texts).filter(isLate)) {
    fs.writeFileSync(path.join(target, path.posix.basename(file)), texts[file]);
    texts[file] = null;
  }
  fs.writeFileSync(path.join(target, "types.json.gz"), zlib.gzipSync(JSON.stringify(texts), { level: 9 }));
}

function findTexts() {
  const texts = {};
  setFiles({
    ...ts.sys,
    useCaseSensitiveFileNames: true,
    fileExists: (file) => isThere(file, (stat) => stat.isFile()),
    directoryExists: (dir) => dir === "/" || isThere(dir, (stat) => stat.isDirectory()),
    getDirectories: () => [],
    readDirectory: () => [],
    realpath: (file) => file,
    readFile: (file) => (texts[file] ??= textOf(file)),
    getModifiedTime: () => new Date(0),
  });
  setKernelFiles({
    lib: "/node_modules/typescript/lib",
    nodeTypes,
    tslabTypes: `${own}dist/kernel/language/types/tslab.d.ts`,
    globalTypes: `${own}dist/kernel/language/types/globals.d.ts`,
    own: `${own}dist/`,
  });
  const service = makeLanguageService();
  service.open({ dir: "/notebook", language: "typescript" });
  for (const code of [cell, browserCell]) {
    const { errors } = service.check({ code });
    if (errors.length > 0)
      throw new Error(`Cannot pack the declarations: ${JSON.stringify(errors)}; build dist`);
  }
  return texts;
}

/** The file on this disk; undefined for what a page does not have. */
function placeOf(file) {
  if (file === `${own}package.json`) return inRoot("package.json");
  if (file.startsWith(`${own}dist`)) return inRoot("dist", file.slice(`${own}dist`.length));
  return file.startsWith("/node_modules") && !file.startsWith(`${own}`) ? inRoot(file.slice(1)) : undefined;
}

function isThere(file, holds) {
  if (file === own.slice(0, -1)) return holds(fs.statSync(inRoot("dist")));
  const place = placeOf(file);
  const stat = place && fs.statSync(path.normalize(place), { throwIfNoEntry: false });
  return stat !== undefined && holds(stat);
}

function textOf(file) {
  const place = placeOf(file);
  if (!place || !fs.existsSync(place)) return undefined;
  const text = fs.readFileSync(place, "utf8");
  return file === nodeTypes ? withoutMissing(text, path.dirname(place)) : text;
}

/** Modules of Node's that a page has (src/browser/execution/pageImports.ts), and that their declarations name. */
const kept = /^(buffer|events|fs|module|path|stream|timers|url|util)\b/;

const isModule = /^\s*declare module ["']/m;
const declaresGlobals = /^\s*(declare )?global \{|^declare (var|function|class)/m;

/** Node's declarations without its other modules, half of the whole; a file that declares names for all cells stays. */
function withoutMissing(text, folder) {
  return text.replace(/^[/]{3} <reference path="(.+)" [/]>\n?/gm, (line, file) => {
    const declarations = fs.readFileSync(path.join(folder, file), "utf8");
    const stays = kept.test(file) || !isModule.test(declarations) || declaresGlobals.test(declarations);
    return stays ? line : "";
  });
}

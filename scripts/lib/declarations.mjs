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

/** Where the page's checker finds this package. */
const own = "/node_modules/gradus/";

/** Gzipped JSON of texts by their paths in a page. */
export function packDeclarations() {
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
    nodeTypes: "/node_modules/@types/node/index.d.ts",
    tslabTypes: `${own}dist/kernel/language/types/tslab.d.ts`,
    globalTypes: `${own}dist/kernel/language/types/globals.d.ts`,
    own: `${own}dist/`,
  });
  const service = makeLanguageService();
  service.open({ dir: "/notebook", language: "typescript" });
  const { errors } = service.check({ code: cell });
  if (errors.length > 0)
    throw new Error(`Cannot pack the declarations: ${JSON.stringify(errors)}; build dist`);
  return zlib.gzipSync(JSON.stringify(texts), { level: 9 });
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
  return place && fs.existsSync(place) ? fs.readFileSync(place, "utf8") : undefined;
}

// The kernel for pages: its scripts, oxc's WebAssembly, the library and the declarations that cells reach, in one folder.
import fs from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { packDeclarations } from "./declarations.mjs";
import { inRoot } from "./paths.mjs";
import { packTensorFlow } from "./tensorflow.mjs";
import { typescriptOnce } from "./typescriptOnce.mjs";

/** What stands for Node's modules, and for packages that are native code. No other module of Node's gets into a page. */
export const standIns = {
  "node:async_hooks": "asyncHooks.ts",
  "node:crypto": "crypto.ts",
  "node:module": "module.ts",
  "node:path": "path.ts",
  "node:timers": "timers.ts",
  "node:url": "url.ts",
  "node:util": "util.ts",
  "oxc-parser": "oxcParser.ts",
  "oxc-transform": "oxcTransform.ts",
};

/** TypeScript asks for modules of Node's where it finds itself in Node: not in a page. */
const asksInNodeOnly = /[\\/]typescript[\\/]lib[\\/]typescript\.js$/;

/** The layout of cells asks prettier for it, with the settings of a folder: a page has neither. */
const left = ["prettier"];

const entries = {
  index: "index.ts",
  executionWorker: "execution/executionWorker.ts",
  languageWorker: "language/languageWorker.ts",
};

/** @param used - Gets the names of the stand-ins that were asked for. */
const forPages = (used) => ({
  name: "stand-ins for Node's modules",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^[\w@]/ }, ({ path: asked, importer }) => {
      const name = isBuiltin(asked) && !asked.startsWith("node:") ? `node:${asked}` : asked;
      if ((isBuiltin(name) && asksInNodeOnly.test(importer)) || left.includes(name))
        return { path: name, namespace: "nothing" };
      if (name in standIns) {
        used.add(name);
        return {
          path: inRoot("src", "browser", "node", standIns[name]),
          sideEffects: name.startsWith("oxc"),
        };
      }
      if (!isBuiltin(name)) return undefined;
      const file = path.relative(inRoot(), importer);
      return { errors: [{ text: `${file} asks for ${name}, which a page does not have` }] };
    });
    onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents: "module.exports = {};" }));
  },
});

/**
 * Builds the kernel; dist must be there, with its declarations.
 *
 * @param outdir - The folder to make; one that is there is replaced.
 * @returns Names of the stand-ins that the scripts ask for.
 */
export async function buildBrowserKernel(outdir) {
  fs.rmSync(outdir, { recursive: true, force: true });
  const used = new Set();
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, file]) => [name, inRoot("src", "browser", file)]),
    ),
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    define: { gradusBuild: JSON.stringify(versions()) },
    logLevel: "warning",
    logOverride: { "direct-eval": "silent" },
    plugins: [typescriptOnce({ asModule: true }), forPages(used)],
  });
  for (const name of ["parser", "transform"]) {
    const wasm = inRoot("node_modules", `oxc-${name}`, `${name}.wasm32-wasip1.wasm`);
    fs.copyFileSync(wasm, path.join(outdir, `${name}.wasm`));
  }
  await packLibrary(path.join(outdir, "library"));
  packDeclarations(outdir);
  await packScript(outdir, "typescript", inRoot("node_modules", "typescript", "lib", "typescript.js"));
  await packScript(outdir, "buffer", inRoot("node_modules", "buffer", "index.js"));
  await packTensorFlow(outdir);
  return [...used].sort();
}

/** The library as it is built for pages, its workers' scripts below it, with HDF5, which other pages' bundlers bring. */
function packLibrary(outdir) {
  const library = inRoot("dist", "browser");
  const isEntry = (name) => name === "index.js" || (name.endsWith(".js") && name.includes(path.sep));
  const entryPoints = fs.readdirSync(library, { recursive: true }).filter(isEntry);
  return build({
    entryPoints: entryPoints.map((name) => path.join(library, name)),
    outbase: library,
    outdir,
    bundle: true,
    splitting: true,
    minifyWhitespace: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8", // HDF5's bytes are characters of a string: escaped, every other one would take six letters
    logLevel: "error",
  });
}

/** A package as a script whose value it is, for the few cells that ask for TypeScript's decorators or for Node's Buffer. */
function packScript(outdir, name, entry) {
  return build({
    entryPoints: [entry],
    outfile: path.join(outdir, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: name,
    footer: { js: `${name};` },
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    plugins: [forPages(new Set())],
  });
}

function versions() {
  const versionIn = (file) => JSON.parse(fs.readFileSync(file, "utf8")).version;
  return {
    version: versionIn(inRoot("package.json")),
    typescript: versionIn(inRoot("node_modules", "typescript", "package.json")),
  };
}

// The library in few files, for Node and for browsers: what `import "gradus"` and its worker threads load. One file a module costs 0.2 s more, in a
// notebook on Node 20, whose loader hooks live in a thread of their own, 0.5 s; and the same again in each worker thread.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src");
const dist = path.join(root, "dist");

/** Where code is started from: the exports of package.json, and what `workerEntry` or `revive` asks for by its place. */
const entries = [
  "index.ts",
  "plotting/nodeplotlib.ts",
  "engine/threadWorker.ts",
  "modelSelection/backends/pool/poolWorker.ts",
  "modelSelection/backends/bullmq/processor.ts",
  "estimators/revive.ts",
  "wrappers/reviveKeras.ts",
];

/** Stands for the way from an output file to dist until it is known which file the code lies in. */
const toDist = "gradus-dist:/";

/** `import.meta.url` means the module's own place, whichever file it is bundled into: fonts and scripts lie beside that. */
const ownPlaces = {
  name: "own places",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const place = path.relative(source, file).replaceAll("\\", "/").replace(/\.ts$/, ".js");
      const code = fs.readFileSync(file, "utf8");
      return {
        contents: code.replaceAll("import.meta.url", `new URL("${toDist}${place}", import.meta.url).href`),
        loader: "ts",
      };
    });
  },
};

/** A file `x.browser.ts` takes the place of `x.ts` beside it. */
const browserFiles = {
  name: "files for browsers",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const other = file.replace(/\.ts$/, ".browser.ts");
      if (!fs.existsSync(other)) return undefined;
      return { contents: fs.readFileSync(other, "utf8"), loader: "ts", resolveDir: path.dirname(other) };
    });
  },
};

/** What a page never comes to: where it is asked for, the library has said before that it lives in Node.js. */
const nodeOnly = {
  name: "node only",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(piscina|sharp)$/ }, ({ path: name }) => ({ path: name, namespace: "node-only" }));
    onLoad({ filter: /./, namespace: "node-only" }, () => ({ contents: "module.exports = {};" }));
    onLoad({ filter: /[\\/]bullmq[\\/]searchQueue\.ts$/ }, () => ({ contents: "export {};" }));
  },
};

/** For Node: entries in the places of their sources. */
async function buildForNode() {
  const { outputFiles } = await build({
    entryPoints: entries.map((name) => path.join(source, name)),
    outbase: source,
    outdir: dist,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    keepNames: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    plugins: [ownPlaces],
    logLevel: "warning",
    write: false,
  });
  fs.rmSync(path.join(dist, "chunks"), { recursive: true, force: true });
  // index.js last: how new it is says how new the build is.
  for (const { path: file, text } of outputFiles.toSorted((a, b) => rank(a.path) - rank(b.path))) {
    const way = path.relative(path.dirname(file), dist).replaceAll("\\", "/");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(
      file,
      file.endsWith(".map") ? text : text.replaceAll(toDist, way === "" ? "./" : `${way}/`),
    );
  }
}

/** For pages, by way of their bundlers: an import of Node's that nobody meant is an error of this build. */
async function buildForBrowsers() {
  const outdir = path.join(dist, "browser");
  fs.rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [path.join(source, "index.ts")],
    outdir,
    bundle: true,
    splitting: true,
    keepNames: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["h5wasm"], // 6 MB, loaded by the few that read Keras's files: the page's own bundler takes it
    alias: { "csv-parse/sync": "csv-parse/browser/esm/sync" }, // the same with a Buffer of its own
    plugins: [nodeOnly, browserFiles],
    logLevel: "warning",
  });
}

function rank(file) {
  return file === path.join(dist, "index.js") ? 1 : 0;
}

await buildForBrowsers();
await buildForNode();

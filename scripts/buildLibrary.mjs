// The library in few files, for Node and for browsers: what `import "gradus"` and its worker threads load. One file a module costs 0.2 s more, in a
// notebook on Node 20, whose loader hooks live in a thread of their own, 0.5 s; and the same again in each worker thread.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleForNode } from "./lib/bundleForNode.mjs";

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

/** What a page starts: the library, and the workers that a kernel's page offers to it (src/pageWorkers.ts). */
const browserEntries = entries.filter((entry) => !/nodeplotlib|bullmq/.test(entry));

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

/** For pages, by way of their bundlers: an import of Node's that nobody meant is an error of this build. */
async function buildForBrowsers() {
  const outdir = path.join(dist, "browser");
  fs.rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: browserEntries.map((entry) => path.join(source, entry)),
    outbase: source,
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

await buildForBrowsers();
// index.js last: how new it is says how new the build is.
await bundleForNode({ entries, chunks: "chunks", last: "index.js" });

// Modules of src in few files, for Node: each file that is loaded by itself costs about a millisecond, at every start.
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const source = path.join(root, "src");
const dist = path.join(root, "dist");

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

/**
 * Bundles entries into the places of their sources, and what they share beside them. Packages stay outside but for ml-matrix, the one
 * in CommonJS that is loaded at every start: Node reads all of its text for names to export, 20 ms, and compiles the reader meanwhile.
 *
 * @param {object} what
 * @param {string[]} what.entries - Modules from which code is started, in src.
 * @param {string} what.chunks - Folder of dist for what entries share; it is emptied first.
 * @param {string} what.last - The output that is written last.
 */
export async function bundleForNode({ entries, chunks, last }) {
  const { outputFiles } = await build({
    entryPoints: entries.map((name) => path.join(source, name)),
    outbase: source,
    outdir: dist,
    chunkNames: `${chunks}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    packages: "external",
    alias: { "ml-matrix": path.join(root, "node_modules", "ml-matrix", "src", "index.js") },
    keepNames: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    plugins: [ownPlaces],
    logLevel: "warning",
    write: false,
  });
  fs.rmSync(path.join(dist, chunks), { recursive: true, force: true });
  const rank = (file) => (file === path.join(dist, last) ? 1 : 0);
  for (const { path: file, text } of outputFiles.toSorted((a, b) => rank(a.path) - rank(b.path))) {
    const way = path.relative(path.dirname(file), dist).replaceAll("\\", "/");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(
      file,
      file.endsWith(".map") ? text : text.replaceAll(toDist, way === "" ? "./" : `${way}/`),
    );
  }
}

// TensorFlow.js inside the package `gradus`: 5 MB of one file, two WebAssembly modules and mended declarations instead of the
// 290 MB that its packages take with all their builds and maps. It is whole, and stands in where `@tensorflow/tfjs` is not
// installed (src/keras/backends/tfjs/requireModule.ts): who installs that gets one copy for both, as before.
import fs from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { inRoot } from "./paths.mjs";

/** Packages that lie in the file; with them comes what they depend on. */
export const inlined = ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"];
const modules = [...inlined, "@tensorflow/tfjs-core"];
/** A script with a function for each module: what is asked for by name alone is loaded alone. */
const script = `module.exports = { ${modules.map((name) => `"${name}": () => require("${name}")`).join(", ")} };`;
const packagesOf = inRoot("node_modules", "@tensorflow");

/**
 * Writes code and types into a folder.
 *
 * @param target - `dist/keras/backends/tfjs/tensorflow` of the package: `index.cjs` is loaded, `types/tfjs/dist/index` typed.
 */
export async function carryTensorFlow(target) {
  fs.mkdirSync(target, { recursive: true });
  await writeCode(path.join(target, "index.cjs"));
  copyWasm(target);
  writeTypes(path.join(target, "types"));
}

/**
 * Writes the same for a page, without types: `tensorflow.js`, whose value is the object of {@link modules}.
 *
 * @param target - A folder.
 */
export async function packTensorFlow(target) {
  await build({
    stdin: { contents: script, resolveDir: inRoot() },
    outfile: path.join(target, "tensorflow.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "tensorFlow",
    footer: { js: "tensorFlow;" },
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    plugins: [withoutNode],
  });
  copyWasm(target);
}

/** Its WebAssembly names modules of Node's that a page never comes to use. */
const withoutNode = {
  name: "without Node's modules",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\w+$/ }, ({ path: name }) =>
      isBuiltin(name) ? { path: name, namespace: "nothing" } : undefined,
    );
    onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents: "module.exports = {};" }));
  },
};

function copyWasm(target) {
  for (const name of ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"])
    fs.copyFileSync(path.join(packagesOf, "tfjs-backend-wasm", "dist", name), path.join(target, name));
}

async function writeCode(outfile) {
  const { metafile } = await build({
    stdin: { contents: script, resolveDir: inRoot() },
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "error",
    metafile: true,
    absWorkingDir: inRoot(),
  });
  fs.writeFileSync(
    path.join(path.dirname(outfile), "LICENSES.txt"),
    licencesOf(Object.keys(metafile.inputs)),
  );
}

/** The licences of the packages that these files belong to. */
function licencesOf(files) {
  const names = files.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names)]
    .filter(Boolean)
    .sort()
    .map((name) => {
      const folder = inRoot("node_modules", name);
      const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
      const file = fs.readdirSync(folder).find((one) => /^licen[sc]e/i.test(one));
      const text = file === undefined ? "" : `\n\n${fs.readFileSync(path.join(folder, file), "utf8").trim()}`;
      return `${name} ${version}: ${license}${text}\n`;
    })
    .join("\n");
}

/**
 * What its declarations lack or say wrong, so that they compile under `skipLibCheck: false`, with or without the DOM:
 * types that are not there, and interfaces whose fields do not fit their own index signature.
 */
const mends = [
  ["tfjs/dist/index.d.ts", /^.*tfjs-backend-webgl'.*\n/gm, ""],
  [/./, /^\/\/\/ <(reference types="@webgpu|amd-module).*\n/gm, ""],
  [
    "tfjs-layers/dist/engine/training.d.ts",
    "extends Container implements tfc.InferenceModel",
    "extends Container",
  ],
  [
    "tfjs-layers/dist/keras_format/types.d.ts",
    /export type PyJsonValue = [^;]+;/,
    "export type PyJsonValue = unknown;",
  ],
];

/** Names of browsers and of the package `long`; nobody has their values here. */
const foreignNames =
  /\b(WebGLTexture|WebGLContextAttributes|GPUBuffer|HTML\w+Element|ImageData|ImageBitmap|Navigator|IDBFactory|Storage|MediaTrackConstraints|RequestInit|RequestInfo|File|Long)\b/g;

function writeTypes(target) {
  const unused = new Set(mends);
  const seen = new Set();
  const foreign = new Set();
  const queue = [path.join(packagesOf, "tfjs", "dist", "index.d.ts")];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const name = nameOf(file);
    let text = fs.readFileSync(file, "utf8");
    for (const mend of mends) {
      const [where, from, to] = mend;
      if (typeof where === "string" ? where !== name : !where.test(name)) continue;
      const mended = text.replace(from, to);
      if (mended !== text) unused.delete(mend);
      text = mended;
    }
    text = text.replace(
      /((?:from |import |import\(|declare module )["'])([^"'\n]+)(["'])/g,
      (all, before, specifier, after) => {
        const to = declarationsOf(specifier, file);
        if (to === undefined) return all;
        queue.push(to);
        return `${before}${way(name, nameOf(to).replace(/\.d\.ts$/, ""))}${after}`;
      },
    );
    const names = new Set(withoutComments(text).match(foreignNames));
    if (names.size > 0)
      text = `import type { ${[...names].join(", ")} } from "${way(name, "foreign")}";\n${text}`;
    write(path.join(target, name), text);
    names.forEach((one) => foreign.add(one));
  }
  if (unused.size > 0)
    throw new Error(
      `TensorFlow.js has changed: nothing to mend by ${[...unused].map(([, from]) => from).join(", ")}`,
    );
  write(path.join(target, "foreign.d.ts"), [...foreign].map((one) => `export type ${one} = any;\n`).join(""));
  write(path.join(target, "package.json"), '{ "type": "commonjs" }\n'); // imports without extensions
}

/** A file's place among the packages, as in `tfjs-core/dist/tensor.d.ts`. */
function nameOf(file) {
  return path.relative(packagesOf, file).replaceAll("\\", "/");
}

function declarationsOf(specifier, importer) {
  const own = /^@tensorflow\/([\w-]+)(\/.*)?$/.exec(specifier);
  if (!own && !specifier.startsWith(".")) return undefined;
  const base = own
    ? path.join(packagesOf, own[1], own[2] ?? "dist/index")
    : path.join(path.dirname(importer), specifier);
  const found = [`${base}.d.ts`, path.join(base, "index.d.ts")].find((file) => fs.existsSync(file));
  if (!found) throw new Error(`${nameOf(importer)} imports ${specifier}, which has no declarations`);
  return found;
}

function way(from, to) {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return relative.startsWith(".") ? relative : `./${relative}`;
}

function withoutComments(text) {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
}

function write(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

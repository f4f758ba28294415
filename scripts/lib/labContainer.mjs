// A prebuilt extension of JupyterLab's, written without its own builder, which would bring webpack: what that makes is a script
// that puts a container of two functions on the page, written out here.
// What a container may assume: https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { inRoot } from "./paths.mjs";

/** What JupyterLab and JupyterLite share; everything else is bundled. */
const shared =
  /^(@jupyterlab\/|@jupyterlite\/|@lumino\/|@codemirror\/(state|view|language)$|@lezer\/(common|highlight)$)/;

/**
 * Builds an extension from `src/<room>/index.ts`, whose `schema.json` is the settings of its plugin `<name>:<plugin>`.
 *
 * @param target - The folder to make; one that is there is replaced.
 */
export async function buildLabContainer({ name, room, plugin, description, target }) {
  const { version, license } = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8"));
  const script = await containerOf(name, inRoot("src", room, "index.ts"));
  const hash = createHash("sha256").update(script).digest("hex").slice(0, 12);
  const entry = `static/remoteEntry.${hash}.js`;
  const manifest = {
    ...{ name, version, license, description },
    jupyterlab: { extension: true, schemaDir: "schemas", _build: { load: entry, extension: "./extension" } },
  };
  const schemas = path.join(target, "schemas", name);
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(path.join(target, "static"), { recursive: true });
  fs.mkdirSync(schemas, { recursive: true });
  fs.writeFileSync(path.join(target, entry), script);
  fs.writeFileSync(path.join(target, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  fs.copyFileSync(inRoot("src", room, "schema.json"), path.join(schemas, `${plugin}.json`));
  fs.writeFileSync(
    path.join(schemas, "package.json.orig"),
    JSON.stringify({ name, version, jupyterlab: { extension: true, schemaDir: "schemas" } }),
  );
}

async function containerOf(name, entry) {
  const wanted = new Set();
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "browser",
    target: "es2022",
    minify: true,
    logLevel: "warning",
    plugins: [
      {
        name: "shared",
        setup({ onResolve }) {
          onResolve({ filter: shared }, ({ path: id }) => {
            wanted.add(id);
            return { path: id, external: true };
          });
        },
      },
    ],
  });
  return `"use strict";
(${container.toString()})(${JSON.stringify(name)}, ${JSON.stringify([...wanted])}, (module, exports, require) => {
${outputFiles[0].text}});
`;
}

/** Runs in the page. Of each module the version that is loaded already is taken, else the highest; nothing runs before `get`. */
function container(name, wanted, evaluate) {
  let scope;
  let extension;
  const numbers = (version) =>
    version.split(/[.+-]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  function isLower(a, b) {
    const [x, y] = [numbers(a), numbers(b)];
    const at = x.findIndex((part, i) => part !== y[i]);
    return at < 0 ? x.length < y.length : (x[at] ?? -1) < (y[at] ?? -1);
  }
  async function load(id) {
    const versions = scope[id];
    if (!versions) throw new Error(`${name}: JupyterLab does not share ${id}`);
    const best = Object.keys(versions).reduce((a, b) => (!versions[a].loaded && isLower(a, b) ? b : a));
    versions[best].loaded = 1;
    return (await versions[best].get())();
  }
  async function start() {
    const entries = await Promise.all(wanted.map(async (id) => [id, await load(id)]));
    const modules = Object.fromEntries(entries);
    const module = { exports: {} };
    evaluate(module, module.exports, (id) => modules[id]);
    return module.exports;
  }
  (window._JUPYTERLAB ??= {})[name] = {
    init(shareScope) {
      scope = shareScope;
    },
    async get(id) {
      if (id !== "./extension") throw new Error(`${name}: there is no module ${id}`);
      const exports = await (extension ??= start());
      return () => exports;
    },
  };
}

// TypeScript, imported once for all modules of a bundle.
import fs from "node:fs";
import { root } from "./paths.mjs";

/**
 * As a module sees a CommonJS package, each import makes an object with a getter for every one of its 2,400 names: thirty of
 * them took 15 MB of memory, and in a page a quarter of a second.
 *
 * @param {object} [options]
 * @param {boolean} [options.external] - Leave TypeScript outside of the bundle. Defaults to false.
 * @param {boolean} [options.asModule] - Its script becomes a module's own: in the function that stands around a CommonJS package
 * a browser reads all of it twice, first to see where the function ends. Defaults to false.
 */
export const typescriptOnce = ({ external = false, asModule = false } = {}) => ({
  name: "typescript-once",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^typescript$/ }, ({ namespace }) => {
      if (namespace !== "once") return { path: "typescript", namespace: "once" };
      return external ? { path: "typescript", external } : undefined;
    });
    onLoad({ filter: /^typescript$/, namespace: "once" }, () => ({
      contents: asModule ? 'export { default } from "typescript";' : 'export default require("typescript");',
      resolveDir: root,
    }));
    if (asModule)
      onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => ({
        contents: `${fs.readFileSync(path, "utf8")}\nexport default ts;`,
      }));
  },
});

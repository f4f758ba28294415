// Assets of the kernel's language process: its code in one CommonJS file (TypeScript stays outside: Node reads it six times
// faster by `require` than as a module), and the declarations of the module `tslab`.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src", "kernel", "language");
const dist = path.join(root, "dist", "kernel", "language");

await build({
  entryPoints: [path.join(source, "main.ts")],
  outfile: path.join(dist, "main.cjs"),
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20.19",
  external: ["typescript", "@types/node/*"],
  logLevel: "warning",
});
fs.cpSync(path.join(source, "types"), path.join(dist, "types"), { recursive: true });

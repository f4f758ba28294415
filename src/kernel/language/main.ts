// The language process. It runs as one CommonJS file, dist/kernel/language/main.cjs (scripts/buildKernel.mjs).
import path from "node:path";
import { readFolder } from "./folder.js";
import { setKernelFiles } from "./kernelFiles.js";
import { PlainChecker } from "./plainChecker.js";
import { serve } from "./serve.js";
import { Session } from "./session.js";

setKernelFiles({
  lib: path.dirname(require.resolve("typescript")),
  nodeTypes: path.join(path.dirname(require.resolve("@types/node/package.json")), "index.d.ts"),
  tslabTypes: path.join(__dirname, "types", "tslab.d.ts"),
});
const folder = readFolder("/", "typescript");
serve(new Session(folder, new PlainChecker(folder)));

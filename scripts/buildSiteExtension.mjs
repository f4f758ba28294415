// Bundles src/siteExtension, and the kernel for pages behind it, into dist/siteExtension: what the site's JupyterLite loads.
// Not part of `npm run build`, which needs it for nothing: `npm run site` and `npm run pack` call it.
import fs from "node:fs";
import path from "node:path";
import { packData } from "./lib/browserData.mjs";
import { buildBrowserKernel } from "./lib/browserKernel.mjs";
import { buildLabContainer } from "./lib/labContainer.mjs";
import { cache, inRoot } from "./lib/paths.mjs";

const target = inRoot("dist", "siteExtension");
await buildLabContainer({
  name: "gradus-site",
  room: "siteExtension",
  plugin: "lessons",
  description: "Gradus's kernels in the page, and what the lessons' site adds to JupyterLite",
  target,
});
fs.cpSync(inRoot("src", "kernel", "front", "logo"), path.join(target, "static", "logo"), { recursive: true });
const kernel = path.join(target, "static", "kernel");
await buildBrowserKernel(kernel);
await packData(cache("pageData")); // kept: to pack MNIST takes longer than all the rest
fs.cpSync(cache("pageData"), path.join(kernel, "data"), { recursive: true });

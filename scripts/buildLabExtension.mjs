// Bundles src/labExtension into dist/labExtension, the folder that JupyterLab loads as a prebuilt extension.
import { buildLabContainer } from "./lib/labContainer.mjs";
import { inRoot } from "./lib/paths.mjs";

await buildLabContainer({
  name: "gradus-lab",
  room: "labExtension",
  plugin: "types",
  description: "TypeScript types in the cells of notebooks",
  target: inRoot("dist", "labExtension"),
});

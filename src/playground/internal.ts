// What other rooms use and nobody outside: the door beside index.ts.
export { type PointSets, type Points, makePoints } from "./points.js";
export { type DatasetName, datasetNames } from "./settings.js";

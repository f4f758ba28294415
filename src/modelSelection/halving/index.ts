// The module's door: searches by successive halving.
export { HalvingGridSearchCV, type HalvingGridSearchCVOptions } from "./halvingGridSearchCV.js";
export { HalvingRandomSearchCV, type HalvingRandomSearchCVOptions } from "./halvingRandomSearchCV.js";
export type { HalvingOptions } from "./rounds.js";

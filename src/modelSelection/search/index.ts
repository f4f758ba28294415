// The module's door: searches, and what a search of another kind builds on.
export { BaseSearchCV } from "./baseSearchCV.js";
export type { Evaluate, SearchContext } from "./evaluation.js";
export type { FitRecord } from "./fittedSearch.js";
export { GridSearchCV, type GridSearchCVOptions } from "./gridSearchCV.js";
export { RandomizedSearchCV, type RandomizedSearchCVOptions } from "./randomizedSearchCV.js";
export type { SearchCallback, SearchSoFar } from "./searchCallbacks.js";
export type { SearchFitOptions, SearchOptions } from "./searchOptions.js";

// The module's door: ways to cut data into training and test parts.
export { checkCv, type Cv } from "./checkCv.js";
export { GroupKFold } from "./groupKFold.js";
export { KFold, type KFoldOptions } from "./kFold.js";
export { RepeatedKFold, type RepeatedKFoldOptions, RepeatedStratifiedKFold } from "./repeatedKFold.js";
export { ShuffleSplit, type ShuffleSplitOptions, splitSizes, type SplitSizes } from "./shuffleSplit.js";
export { type HasLength, checkConsistentLength, checkLength, type Split, type Splitter } from "./splitter.js";
export { StratifiedKFold } from "./stratifiedKFold.js";
export { StratifiedShuffleSplit } from "./stratifiedShuffleSplit.js";
export { TimeSeriesSplit, type TimeSeriesSplitOptions } from "./timeSeriesSplit.js";

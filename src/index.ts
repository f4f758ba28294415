// What `import … from "gradus"` gives: named re-exports only, room by room.
export * from "./array/index.js";
export * from "./datasets/index.js";
export * from "./metrics/index.js";
export * from "./preprocessing/index.js";
export * from "./modelSelection/index.js";
export * from "./wrappers/index.js";
export * as np from "./numpy.js";
export { random, RandomState, type ChoiceOptions } from "./random/index.js";
export * from "./display/host.js";
export * from "./display/index.js";
export { claim, ClaimError, type ClaimBound } from "./teaching/claim.js";
export { exercise, solution, todo, TodoError, ExerciseError } from "./teaching/exercise.js";
export { median, quantile } from "./teaching/median.js";
export { trainXor, type UpdateRule, type XorOptions, type XorRun } from "./teaching/xorNetwork.js";
export * from "./plotting/index.js";
export { pathMap, type MapPath, type MapPoint, type PathMapOptions } from "./teaching/pathMap.js";
export * from "./keras/index.js";
export * from "./widgets/index.js";
export { bendingPlane, type BendingPlaneOptions, type XorSnapshot } from "./teaching/bendingPlane.js";
export * from "./playground/index.js";
export {
  planeData,
  type PlaneData,
  type PlaneDataName,
  type PlaneDataOptions,
  type PlanePoints,
} from "./teaching/planeData.js";
export { PlaneNetwork, type PlaneActivation, type PlaneNetworkOptions } from "./teaching/planeNetwork.js";

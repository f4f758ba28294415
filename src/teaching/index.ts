// The room's door: what the lessons claim, ask and draw.
export { bendingPlane, type BendingPlaneOptions, type XorSnapshot } from "./bendingPlane.js";
export { claim, type ClaimBound, ClaimError } from "./claim.js";
export { exercise, ExerciseError, solution, todo, TodoError } from "./exercise.js";
export { median, quantile } from "./median.js";
export { pathMap } from "./pathMap.js";
export type { MapPath, MapPoint, PathMapOptions } from "./pathMapOptions.js";
export {
  type PlaneData,
  planeData,
  type PlaneDataName,
  type PlaneDataOptions,
  type PlanePoints,
} from "./planeData.js";
export { predict, Prediction } from "./prediction/predict.js";
export { type PlaneActivation, PlaneNetwork, type PlaneNetworkOptions } from "./planeNetwork.js";
export { trainXor, type UpdateRule, type XorOptions, type XorRun } from "./xorNetwork.js";
export { type DigitReader, drawDigit, type DrawDigitOptions } from "./drawDigit/drawDigit.js";
export { networkDiagram, type NetworkDiagramOptions } from "./networkDiagram/networkDiagram.js";

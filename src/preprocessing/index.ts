// The room's door: data made ready for a network.
export { flatten, rescale, type RescaleOptions } from "./flatten.js";
export { StandardScaler, standardScaler, type StandardScalerOptions } from "./standardScaler.js";
export { toCategorical } from "./toCategorical.js";

// The room's door: data made ready for a network.
export type { Categories, Category, CategoryRows } from "./categories.js";
export { flatten, rescale, type RescaleOptions } from "./flatten.js";
export { LabelEncoder } from "./labelEncoder.js";
export { MinMaxScaler, type MinMaxScalerOptions } from "./minMaxScaler.js";
export { OneHotEncoder, type OneHotEncoderOptions } from "./oneHotEncoder.js";
export { OrdinalEncoder, type OrdinalEncoderOptions } from "./ordinalEncoder.js";
export { PCA, type PCAOptions } from "./pca.js";
export { SimpleImputer, type SimpleImputerOptions } from "./simpleImputer.js";
export { StandardScaler, standardScaler, type StandardScalerOptions } from "./standardScaler.js";
export { toCategorical } from "./toCategorical.js";

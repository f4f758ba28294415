// The room's door: data made ready for a network.
export {
  type Categories,
  type Category,
  type CategoryRows,
  LabelEncoder,
  OneHotEncoder,
  type OneHotEncoderOptions,
} from "./encoders.js";
export { flatten, rescale, type RescaleOptions } from "./flatten.js";
export { MinMaxScaler, type MinMaxScalerOptions } from "./minMaxScaler.js";
export { PCA, type PCAOptions } from "./pca.js";
export { SimpleImputer, type SimpleImputerOptions } from "./simpleImputer.js";
export { StandardScaler, standardScaler, type StandardScalerOptions } from "./standardScaler.js";
export { toCategorical } from "./toCategorical.js";

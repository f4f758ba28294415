// The room's door: data for the lessons.
export { fashionMnist, type FashionMnistOptions } from "./fashionMnist.js";
export { DataFileError } from "./files.js";
export { type IdxExpectation, parseIdx, readIdx } from "./idx.js";
export { imread, type ImreadMode, type ImreadOptions } from "./images/imread.js";
export { imwrite } from "./images/imwrite.js";
export { invert } from "./images/invert.js";
export { resize, type ResizeOptions } from "./images/resize.js";
export { iris, type Iris } from "./iris.js";
export {
  type BlobsOptions,
  type CirclesOptions,
  makeBlobs,
  makeCircles,
  makeMoons,
  type MoonsOptions,
  type PointsOptions,
} from "./makePoints.js";
export { mnist, type MnistOptions } from "./mnist.js";
export { prepareDigit } from "./prepareDigit.js";
export { readCsv, type ReadCsvOptions } from "./readCsv.js";
export { breastCancer, digits, type Digits, type ToyTable, wine } from "./toyTables.js";
export type { TrainAndTest } from "./types.js";
export { xor } from "./xor.js";

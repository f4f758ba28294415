// What other rooms use and nobody outside: the door beside index.ts.
export { allocate } from "./dtype.js";
export { checkSamples } from "./samples.js";
export { resolveShape, sizeOf } from "./shape.js";
export { refuseMore } from "./surplus.js";
export * as linalg from "./linalg.js";

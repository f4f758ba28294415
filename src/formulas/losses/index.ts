// Every loss: one line each, and nothing else that is a value.
export * from "./meanSquaredError.js";
export * from "./meanAbsoluteError.js";
export * from "./binaryCrossentropy.js";
export * from "./categoricalCrossentropy.js";
export * from "./sparseCategoricalCrossentropy.js";
export * from "./huber.js";
export * from "./klDivergence.js";
export * from "./hinge.js";
export * from "./poisson.js";
export * from "./cosineSimilarity.js";
export * from "./binaryFocalCrossentropy.js";

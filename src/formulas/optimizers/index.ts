// Every optimizer: one line each, and nothing else that is a value.
export * from "./sgd.js";
export * from "./adagrad.js";
export * from "./adadelta.js";
export * from "./rmsprop.js";
export * from "./adam.js";
export * from "./adamw.js";
export * from "./nadam.js";
export * from "./adamax.js";
export * from "./lion.js";

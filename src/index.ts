// What `import … from "gradus"` gives: the rooms' doors, one line a room.
export * from "./array/index.js";
export * from "./datasets/index.js";
export * from "./display/index.js";
export * from "./keras/index.js";
export * from "./metrics/index.js";
export * from "./modelSelection/index.js";
export * from "./playground/index.js";
export * from "./plotting/index.js";
export * from "./preprocessing/index.js";
export * from "./random/index.js";
export * from "./table/index.js";
export * from "./teaching/index.js";
export * from "./widgets/index.js";
export * from "./estimators/index.js";
export * from "./wrappers/index.js";
export * as np from "./numpy.js";

// The `np` of `import { np } from "gradus"`: arrays and random numbers under the name the lecture uses.
export * from "./array/numpy.js";
export { random } from "./random/index.js";
export { load, save, savez, savezCompressed } from "./datasets/npz.js";

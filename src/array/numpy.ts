// Everything that `np` has but its random numbers.
import type { Functions } from "./functions.js";
import * as functions from "./functions.js";

void (functions satisfies Functions); // does not compile while an operation has no function of its name

export * from "./einsum.js";
export * from "./functions.js";
export * from "./index.js";
export * as linalg from "./linalg.js";
export * from "./pad.js";
export * from "./rearrange.js";
export * from "./statistics.js";

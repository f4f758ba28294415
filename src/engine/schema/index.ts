// What TypeScript, the interpreter in WebAssembly and the kernels in C know: records, numbers that stand for names, sizes of blocks.
// scripts/buildAssembly.mjs makes assembly/generated and native/records.h of it; whoever changes a field here changes it everywhere.
export * from "./blocks.js";
export * from "./formulaRecords.js";
export * from "./layerRecord.js";
export * from "./numbers.js";
export * from "./planRecord.js";
export * from "./records.js";

// The types of TensorFlow.js, by one door: in the package `gradus` its own copy of them lies behind it (scripts/lib/tensorflow.mjs).
export * from "@tensorflow/tfjs";

// The room's door: estimators that are no networks, and what puts several into one.
export { type ColumnPart, ColumnTransformer, type ColumnTransformerOptions } from "./columnTransformer.js";
export { DummyClassifier, type DummyClassifierOptions } from "./dummyClassifier.js";
export { LogisticRegression, type LogisticRegressionOptions } from "./logisticRegression.js";
export { makePipeline, Pipeline, type PipelineOptions, type PipelineStep } from "./pipeline.js";
export type { Transformer } from "./transformer.js";

import type { Model } from "../models/model.js";

export interface SaveOptions {
  /** Whether the optimizer's settings and memory are saved too; defaults to true. */
  includeOptimizer?: boolean;
}

export async function saveModel(model: Model, path: string, options: SaveOptions = {}): Promise<void> {
  void model;
  void path;
  void options;
  await Promise.reject(new Error("not yet"));
}

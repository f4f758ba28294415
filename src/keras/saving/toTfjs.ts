import type { LayersModel } from "@tensorflow/tfjs";
import type { Model } from "../models/model.js";

export async function toTfjs(model: Model): Promise<LayersModel> {
  void model;
  return Promise.reject(new Error("not yet"));
}

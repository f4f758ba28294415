// Which of the formats a model's file has.
import { complaint } from "../../validation.js";
import { readBytes } from "./faults.js";
import type { OpenedModel } from "./openedModel.js";
import { openStoredModel } from "./storedModel.js";

const action = "load the model";

/** Opens a folder of ours or of TensorFlow.js's, or a file of Keras's. What reads Keras's is loaded when it is needed. */
export async function openModel(path: unknown): Promise<OpenedModel> {
  if (typeof path !== "string" || path === "") {
    const wanted = "a folder, its model.json, or a .keras or .h5 file";
    throw new TypeError(complaint({ action, name: "path", wanted, got: path }));
  }
  const target = path.replace(/^file:\/\//, "");
  if (/\.keras$/i.test(target)) {
    const { openKerasFile } = await import("./keras/kerasFile.js");
    return openKerasFile(target, await readBytes(target, action));
  }
  if (/\.(h5|hdf5)$/i.test(target)) {
    const { openLegacyFile } = await import("./keras/legacyFile.js");
    return openLegacyFile(target, await readBytes(target, action));
  }
  return openStoredModel(target);
}

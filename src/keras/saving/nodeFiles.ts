// Files of models: only Node has them.
import { needNode } from "../../nodeModule.js";

/**
 * Node's promises of files, and its paths.
 *
 * @param action - As in "save the model".
 * @throws Error in a browser, which says what to do there.
 */
export function nodeFiles(action: string) {
  const instead = "model.toJSON() and getWeights() need no file";
  const { promises } = needNode("node:fs", action, instead);
  return { fs: promises, path: needNode("node:path", action, instead) };
}

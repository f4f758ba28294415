// A word about models that leave the engine: why, what it costs, and what helps.
import { nodeModule } from "../../nodeModule.js";
import type { Network } from "../network/network.js";

/** What has been said in this process, without the names: a search that makes a hundred models says it once. */
const told = new Set<string>();

/**
 * Says in one line that a model runs on TensorFlow.js, as Keras says what it warns of.
 *
 * @param reason - Why the engine cannot take it, as half a sentence.
 * @param library - What TensorFlow.js computes with: "tensorflow" is TensorFlow's own library.
 */
export function tellOfLeaving({ name, weights }: Network, reason: string, library: string): void {
  const what = reason.replaceAll(/"[^"]*"/g, "");
  if (told.has(what)) return;
  told.add(what);
  const isNative = library === "tensorflow";
  const convolves = weights.some(({ shape }) => shape.length === 4);
  // measured at batch 64, WebAssembly and TensorFlow's library: a small CNN 440 and 54 ms a step (16 ms on the engine, 18 ms in
  // Keras), an LSTM 65 and 56 ms, a dense net 9 and 25 ms (4.5 ms)
  const cost = convolves
    ? ", where a step with convolutions takes ten to thirty times as long"
    : ", where a step takes several times as long";
  const help =
    convolves && nodeModule("node:os")?.platform() === "linux"
      ? "; `npx gradus tfjs-node` builds TensorFlow's own library, which is fast enough"
      : "";
  console.warn(
    `Model "${name}" does not run on the engine but on TensorFlow.js${isNative ? "" : cost}: ${reason}${isNative ? "" : help}`,
  );
}

// Which backend TensorFlow.js computes on: TensorFlow itself where tfjs-node is built, else WebAssembly, else plain JavaScript.
import { nodeModule } from "../../../nodeModule.js";
import { mendWasm, withoutNewListeners } from "./mends/index.js";
import { loadTf, requireQuietly, type TensorFlow } from "./tf.js";

let preparing: Promise<TensorFlow> | undefined;

/** TensorFlow.js with the best backend this machine has. A backend that the user chose stays. */
export function prepareTf(): Promise<TensorFlow> {
  return (preparing ??= choose());
}

async function choose(): Promise<TensorFlow> {
  const tf = loadTf();
  const chosen = tf.getBackend();
  if (chosen === "wasm") mendWasm(tf);
  if (chosen !== "cpu" && chosen !== "webgl") return tf;
  if (loadNative(tf) || (await loadWasm(tf))) return tf;
  await tf.setBackend("cpu");
  return tf;
}

/** tfjs-node, if its native part was built; silent when it was not. */
function loadNative(tf: TensorFlow): boolean {
  if (!nodeModule("node:module")) return false;
  if (process.env["GRADUS_TFJS_NODE"] === "0") return false;
  try {
    process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "3";
    process.env["TF_ENABLE_ONEDNN_OPTS"] ??= "0"; // newer versions announce oneDNN whatever the log level
    restoreNodeUtil();
    requireQuietly("@tensorflow/tfjs-node");
    return tf.getBackend() === "tensorflow";
  } catch {
    return false;
  }
}

/** tfjs-node 4.22 calls two functions that Node 23 took out of `util`. */
function restoreNodeUtil(): void {
  const util = process.getBuiltinModule("node:util") as unknown as Record<string, unknown>;
  util["isNullOrUndefined"] ??= (value: unknown) => value === null || value === undefined;
  util["isArray"] ??= Array.isArray;
}

async function loadWasm(tf: TensorFlow): Promise<boolean> {
  try {
    const wasm = requireQuietly(
      "@tensorflow/tfjs-backend-wasm",
    ) as typeof import("@tensorflow/tfjs-backend-wasm");
    wasm.setThreadsCount(1);
    if (!(await withoutNewListeners(() => tf.setBackend("wasm")))) return false;
    mendWasm(tf);
    return true;
  } catch {
    return false;
  }
}

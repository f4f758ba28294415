// A model of ours as a model of TensorFlow.js.
import { activate } from "../backends/tfjs/activations.js";
import { prepareTf } from "../backends/tfjs/prepareTf.js";
import type * as tfjs from "../backends/tfjs/tensorflow.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { artifactsOf, generatedBy, type CompiledNetwork } from "./artifacts.js";

/** The same structure and weights as a `tf.LayersModel`. */
export async function toTfjs(model: CompiledNetwork): Promise<tfjs.LayersModel> {
  const tf = await prepareTf();
  registerActivations(tf);
  const { modelTopology, weightSpecs, weightData } = artifactsOf(model, false);
  const artifacts = {
    modelTopology,
    weightSpecs,
    weightData,
    format: "layers-model",
    generatedBy,
    convertedBy: null,
  };
  return tf.loadLayersModel(tf.io.fromMemory(artifacts));
}

let registered = false;

/** Teaches TensorFlow.js the activations that it lacks. */
function registerActivations(tf: TensorFlow): void {
  if (registered) return;
  registered = true;
  const missing = {
    leakyRelu: "leakyRelu",
    exponential: "exponential",
    hardSilu: "hardSilu",
    keras3HardSigmoid: "hardSigmoid",
  } as const;
  for (const [className, name] of Object.entries(missing)) {
    class Activation extends tf.serialization.Serializable {
      static readonly className = className;
      getConfig(): tfjs.serialization.ConfigDict {
        return {};
      }
      apply(x: Tensor): Tensor {
        return activate(x, { name });
      }
    }
    tf.serialization.registerClass(Activation);
  }
}

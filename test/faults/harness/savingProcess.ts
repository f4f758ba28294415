// A process that saves a model over and over, or loads it: savingProcess.ts save|load FOLDER TIMES [VALUE]
import { layers, loadModel, Sequential } from "gradus";

const [, , verb, folder, times, value] = process.argv;
if (verb === "save") {
  const model = new Sequential([layers.dense({ units: 200, inputShape: [50], name: "only" })]);
  model.setWeights(model.getWeights().map((array) => array.mul(0).add(Number(value))));
  for (let i = 0; i < Number(times); i++) await model.save(folder!);
} else {
  let loaded = 0;
  for (let i = 0; i < Number(times); i++) {
    const numbers = new Set((await loadModel(folder!)).getWeights().flatMap((array) => [...array.data]));
    if (numbers.size !== 1) throw new Error(`numbers of several models: ${[...numbers].join()}`);
    loaded++;
  }
  console.log(`loaded ${String(loaded)}`);
}

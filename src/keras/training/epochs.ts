// The loops over epochs: over samples that a backend holds, and over batches that come one by one.
import type { Logs as BackendLogs, TrainingRun } from "../../engine/index.js";
import type { BatchReader } from "../data/readers.js";
import type { Batch } from "../data/batch.js";
import { nextTurn, turnInterval } from "../../nextTurn.js";
import type { Backend } from "../backends/backend.js";
import type { Telling } from "./telling.js";

/** Epochs over samples that a backend holds: many at once when nobody looks at each. */
export async function runEpochs(
  telling: Telling,
  run: TrainingRun,
  initialEpoch: number,
  epochs: number,
): Promise<void> {
  const { model, hooks, keeper, bar, watchesEpochs, watchesBatches } = telling;
  const step = watchesBatches
    ? { maxSteps: 1 }
    : watchesEpochs
      ? { maxEpochs: 1, milliseconds: turnInterval }
      : { milliseconds: turnInterval };
  let epoch = initialEpoch;
  let begun = false;
  let turn = performance.now();
  while (epoch < epochs && !model.stopTraining) {
    if (!begun) {
      const waiting = hooks.epoch("onEpochBegin", epoch, {});
      if (waiting) await waiting;
      begun = true;
      if (model.stopTraining) break;
    }
    const batch = run.stepsDone;
    if (watchesBatches) await hooks.batch("onBatchBegin", batch, {});
    const ended = run.advance(step);
    if (run.nonFinite) telling.noteNonFinite(run.nonFinite);
    if (watchesBatches) await hooks.batch("onBatchEnd", batch, keeper.toLogs(ended[0] ?? run.logs()));
    for (const means of ended) {
      const waiting = telling.endEpoch(epoch++, keeper.toLogs(means));
      begun = false;
      if (waiting) await waiting;
    }
    const now = performance.now();
    if (now - turn < turnInterval / 2) continue;
    if (run.stepsDone > 0) bar.update(run.stepsDone, keeper.toLogs(run.logs()));
    await nextTurn();
    turn = performance.now();
  }
}

/** Epochs over batches that come one by one. */
export async function streamEpochs(
  telling: Telling,
  backend: Backend,
  batches: BatchReader<Batch>,
): Promise<void> {
  const { model, hooks, keeper, bar, options } = telling;
  const { epochs = 1, initialEpoch = 0, stepsPerEpoch } = options;
  let turn = performance.now();
  for (let epoch = initialEpoch; epoch < epochs && !model.stopTraining; epoch++) {
    await hooks.epoch("onEpochBegin", epoch, {});
    backend.resetLogs();
    let batch = 0;
    let means: BackendLogs | undefined;
    let ended = false;
    while (!model.stopTraining && batch < (stepsPerEpoch ?? Infinity)) {
      let result = await batches.next();
      if (result.done && stepsPerEpoch !== undefined && batches.restart()) result = await batches.next();
      if (result.done) {
        ended = true;
        break;
      }
      await hooks.batch("onBatchBegin", batch, {});
      means = await backend.step(result.value);
      if (!Number.isFinite(means.loss)) telling.noteNonFinite({ epoch, step: batch });
      batch++;
      if (telling.watchesBatches) await hooks.batch("onBatchEnd", batch - 1, keeper.toLogs(means));
      if (performance.now() - turn > turnInterval) {
        bar.update(batch, keeper.toLogs(means));
        await nextTurn();
        turn = performance.now();
      }
    }
    if (!means) {
      if (epoch > initialEpoch) warnExhausted(epoch, epochs);
      break;
    }
    batches.endEpoch();
    await telling.endEpoch(epoch, keeper.toLogs(means), batch);
    if (ended && !batches.restart()) {
      if (epoch + 1 < epochs) warnExhausted(epoch + 1, epochs);
      break;
    }
    if (ended) batches.restart();
  }
}

function warnExhausted(epoch: number, epochs: number): void {
  console.warn(
    `The generator ended after ${String(epoch)} of ${String(epochs)} epochs: hand in the generator function itself, ` +
      "so that each epoch can start it again",
  );
}

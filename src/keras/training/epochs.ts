// The loops over epochs: over samples that a backend holds, and over batches that come one by one.
import type { Logs as BackendLogs, TrainingRun } from "../../engine/index.js";
import type { BatchReader } from "../data/readers.js";
import type { Batch } from "../data/batch.js";
import { nextTurn, turnInterval } from "../../nextTurn.js";
import type { Backend } from "../backends/backend.js";
import type { Telling } from "./telling.js";

/** How far a training is: in which epoch, whether that has begun, and when the event loop last had its turn. */
interface Place {
  epoch: number;
  begun: boolean;
  turn: number;
}

/** Epochs over samples that a backend holds: many at once when nobody looks at each. */
export async function runEpochs(
  telling: Telling,
  run: TrainingRun,
  initialEpoch: number,
  epochs: number,
): Promise<void> {
  const at: Place = { epoch: initialEpoch, begun: false, turn: Date.now() };
  while (at.epoch < epochs && !telling.model.stopTraining) {
    if (telling.watchesBatches) await runBatch(telling, run, at);
    else await runUntilWaiting(telling, run, at, epochs);
    await turnIfDue(telling, run, at);
  }
}

/**
 * Goes on until somebody must be waited for. The ten thousand epochs of a tiny network are spent here: a function that awaits
 * nothing itself, which V8 compiles in a part of the time.
 */
function runUntilWaiting(
  telling: Telling,
  run: TrainingRun,
  at: Place,
  epochs: number,
): void | Promise<void> {
  const { model, hooks, keeper, watchesEpochs } = telling;
  const step = { milliseconds: turnInterval, maxEpochs: watchesEpochs ? 1 : Infinity };
  const watchesBegin = hooks.has("onEpochBegin");
  while (at.epoch < epochs && !model.stopTraining) {
    if (watchesBegin && !at.begun) {
      at.begun = true;
      const waiting = hooks.epoch("onEpochBegin", at.epoch, {});
      if (waiting) return waiting;
      if (model.stopTraining) return;
    }
    const means = watchesEpochs ? run.advanceEpoch() : undefined;
    let waiting: void | Promise<void>;
    if (means) {
      if (run.nonFinite) telling.noteNonFinite(run.nonFinite);
      at.begun = false;
      waiting = telling.endEpoch(at.epoch++, keeper.named(means));
    } else waiting = endEpochs(telling, run, at, run.advance(step));
    if (waiting) return waiting; // who waits watches epochs, which then end one at a time
    if (isTurnDue(at)) return;
  }
}

/** Tells of the epochs that have ended. */
function endEpochs(
  telling: Telling,
  run: TrainingRun,
  at: Place,
  ended: BackendLogs[],
): void | Promise<void> {
  if (run.nonFinite) telling.noteNonFinite(run.nonFinite);
  for (let i = 0; i < ended.length; i++) {
    at.begun = false;
    const waiting = telling.endEpoch(at.epoch++, telling.keeper.toLogs(ended[i]!));
    if (waiting) return waiting;
  }
}

/** One batch, for those who look at each. */
async function runBatch(telling: Telling, run: TrainingRun, at: Place): Promise<void> {
  const { model, hooks, keeper } = telling;
  if (!at.begun) {
    at.begun = true;
    await hooks.epoch("onEpochBegin", at.epoch, {});
    if (model.stopTraining) return;
  }
  const batch = run.stepsDone;
  await hooks.batch("onBatchBegin", batch, {});
  const [means] = run.advance({ maxSteps: 1 });
  if (run.nonFinite) telling.noteNonFinite(run.nonFinite);
  await hooks.batch("onBatchEnd", batch, keeper.toLogs(means ?? run.logs()));
  if (!means) return;
  at.begun = false;
  await telling.endEpoch(at.epoch++, keeper.toLogs(means));
}

/** Read after each epoch of a tiny network, where Date.now is what V8 runs at once; if somebody sets the clock, a turn comes early. */
const isTurnDue = ({ turn }: Place): boolean => Math.abs(Date.now() - turn) >= turnInterval / 2;

/** The event loop's turn, and the bar's. */
async function turnIfDue({ bar, keeper }: Telling, run: TrainingRun, at: Place): Promise<void> {
  if (!isTurnDue(at)) return;
  if (run.stepsDone > 0) bar.update(run.stepsDone, keeper.toLogs(run.logs()));
  await nextTurn();
  at.turn = Date.now();
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

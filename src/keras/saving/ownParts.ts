// What no file can hold of what compile() was given: functions of the user's.
import type { CompileSettings } from "../compile/settings.js";
import { Loss } from "../losses/loss.js";
import { Metric } from "../metrics.js";

/** Whether a loss, a metric or the schedule of the learning rate is a function of the user's. */
export function hasOwnParts({ optimizer, losses, metrics, weightedMetrics }: CompileSettings): boolean {
  const isKnown = (item: unknown) =>
    item instanceof Metric ? item.spec !== undefined || item.word !== undefined : item instanceof Loss;
  const parts = [...losses, ...metrics.flat(), ...weightedMetrics.flat()];
  if (parts.some((item) => typeof item === "function" && !isKnown(item))) return true;
  return typeof optimizer.rate === "function" && !optimizer.rate.className;
}

const told = new WeakSet<CompileSettings>();

/** Says that files are without what compile() settled, because of such a part; once, also where each epoch is saved. */
export function tellLeftOut(
  settings: CompileSettings,
  part = "a loss, metric or schedule of your own",
): void {
  if (told.has(settings)) return;
  told.add(settings);
  console.warn(`model.save: a file cannot hold ${part}; call compile() after loading it`);
}

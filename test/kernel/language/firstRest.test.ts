// Garbage of the start is collected once, when nobody waits.
import { PerformanceObserver, constants, type NodeGCPerformanceDetail } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { FirstRest } from "../../../src/kernel/language/firstRest.js";

it("is collected after the first answer that is followed by a rest, and not again", async () => {
  let forced = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind, flags = 0 } = (entry as unknown as { detail: NodeGCPerformanceDetail }).detail;
      if (kind === constants.NODE_PERFORMANCE_GC_MAJOR && flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED)
        forced++;
    }
  });
  observer.observe({ entryTypes: ["gc"] });
  onTestFinished(() => {
    observer.disconnect();
    vi.useRealTimers();
  });
  const settled = async () => {
    vi.useRealTimers();
    await sleep(50);
    vi.useFakeTimers();
    return forced;
  };
  vi.useFakeTimers();
  const turns = { isBusy: true };
  const firstRest = new FirstRest(turns);
  firstRest.begin();
  vi.advanceTimersByTime(10_000);
  expect(await settled()).toBe(0);
  turns.isBusy = false;
  firstRest.begin();
  vi.advanceTimersByTime(500);
  firstRest.begin();
  vi.advanceTimersByTime(900);
  expect(await settled()).toBe(0);
  firstRest.begin();
  vi.advanceTimersByTime(2000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(forced).toBe(1));
  vi.useFakeTimers();
  firstRest.begin();
  vi.advanceTimersByTime(10_000);
  expect(await settled()).toBe(1);
});

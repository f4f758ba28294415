import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ExecutionQueue } from "../../../src/kernel/front/executionQueue.js";

describe("ExecutionQueue", () => {
  it("runs in order and aborts what waits", async () => {
    const log: string[] = [];
    const queue = new ExecutionQueue();
    const job = (name: string, result: "ok" | "abort") =>
      queue.add({
        run: async () => {
          await turn();
          log.push(name);
          return result;
        },
        abort: () => log.push(`no ${name}`),
      });
    job("a", "ok");
    job("b", "abort");
    job("c", "ok");
    for (let i = 0; i < 5; i++) await turn();
    job("d", "ok");
    for (let i = 0; i < 5; i++) await turn();
    expect(log).toEqual(["a", "b", "no c", "d"]);
  });

  it("goes on after a request that broke", async () => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    onTestFinished(() => logged.mockRestore());
    const queue = new ExecutionQueue();
    const ran = await new Promise((resolve) => {
      queue.add({ run: () => Promise.reject(new Error("broken")), abort: () => resolve("aborted") });
      queue.add({
        run: () => Promise.resolve(resolve("ran")).then(() => "ok"),
        abort: () => resolve("aborted"),
      });
    });
    expect(ran).toBe("ran");
    expect(String(logged.mock.calls[0]![0])).toBe("Error: broken");
  });
});

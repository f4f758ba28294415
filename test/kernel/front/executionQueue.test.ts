import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
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
});

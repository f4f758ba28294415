// Who goes first in the language process: a cell's own check, an editor's questions, what is done at rest.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EditorQueue } from "../../../src/kernel/language/editorQueue.js";
import type { LanguageReplyLine } from "../../../src/kernel/language/types.js";

beforeEach(() =>
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate"] }),
);
afterEach(() => vi.useRealTimers());

/** A queue whose answers take two steps and whose rest takes four; what happened, in order. */
function makeQueue() {
  const log: string[] = [];
  const steps = function* (name: string, count: number) {
    for (let i = 1; i <= count; i++) {
      log.push(`${name} ${String(i)}`);
      yield;
    }
  };
  const service = {
    *editor() {
      yield* steps("answer", 2);
      return null;
    },
    rest: () => steps("rest", 4),
  };
  const queue = new EditorQueue({
    service,
    reply: ({ id }: LanguageReplyLine) => log.push(`reply ${String(id)}`),
    whenFree: (step) => setImmediate(step),
  });
  return { queue, log };
}

const ask = { op: "check" as const, cells: [] };
/** One turn of the event loop: what arrives is read between two. */
const turn = () => vi.advanceTimersToNextTimer();

describe("the editor's queue", () => {
  it("tidies up when nothing was asked for three seconds, a step in a turn", () => {
    const { queue, log } = makeQueue();
    queue.add(1, ask);
    for (let i = 0; i < 3; i++) turn();
    expect(log).toEqual(["answer 1", "answer 2", "reply 1"]);
    vi.advanceTimersByTime(2999);
    expect(log).toHaveLength(3);
    turn();
    expect(log.slice(3)).toEqual(["rest 1"]);
    log.push("a cell's check");
    for (let i = 0; i < 6; i++) turn();
    expect(log.slice(3)).toEqual(["rest 1", "a cell's check", "rest 2", "rest 3", "rest 4"]);
    vi.advanceTimersByTime(60_000);
    expect(log).toHaveLength(8);
  });

  it("leaves that undone when something is asked", () => {
    const { queue, log } = makeQueue();
    queue.add(1, ask);
    for (let i = 0; i < 5; i++) turn();
    expect(log.at(-1)).toBe("rest 2");
    queue.add(2, ask);
    for (let i = 0; i < 3; i++) turn();
    expect(log.slice(-4)).toEqual(["rest 2", "answer 1", "answer 2", "reply 2"]);
    turn();
    expect(log.at(-1)).toBe("rest 1");
  });
});

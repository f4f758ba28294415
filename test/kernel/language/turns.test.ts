import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { Turns } from "../../../src/kernel/language/turns.js";

it("goes from notebook to notebook, cells first, and skips who has left", async () => {
  const turns = new Turns<string>();
  const log: string[] = [];
  const say = (text: string) => () => void log.push(text);
  turns.addPatient("a", say("a's editor"));
  for (const n of [1, 2, 3]) turns.add("a", say(`a${String(n)}`));
  for (const n of [1, 2]) turns.add("b", say(`b${String(n)}`));
  turns.add("c", say("c1"));
  turns.drop("c");
  expect(log).toEqual([]);
  while (log.length < 4) await turn();
  turns.add("b", say("b3"));
  while (log.length < 7) await turn();
  expect(log).toEqual(["a1", "b1", "a2", "b2", "a3", "b3", "a's editor"]);
  turns.add("a", say("again"));
  await turn();
  expect(log.at(-1)).toBe("again");
});

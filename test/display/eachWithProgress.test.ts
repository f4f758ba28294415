import { afterEach, expect, it } from "vitest";
import { progress } from "gradus";
import { removeHost, useFakeHost } from "./fakeHost.js";

afterEach(removeHost);

const shown = (host: ReturnType<typeof useFakeHost>): string => String(host.page[0]!["text/plain"]);

it("progress(items) gives every item and counts them", async () => {
  const host = useFakeHost();
  const seen: string[] = [];
  for await (const letter of progress(["a", "b", "c"], { title: "letters" })) seen.push(letter);
  expect(seen).toEqual(["a", "b", "c"]);
  expect(shown(host)).toMatch(/^letters\n3\/3 ━{20} .*\/item$/);
});

it("progress(items) takes what is awaited, and what does not know its number", async () => {
  const host = useFakeHost();
  async function* numbers() {
    for (let n = 1; n <= 4; n++) yield await Promise.resolve(n);
  }
  let sum = 0;
  for await (const n of progress(numbers())) sum += n;
  for await (const n of progress(new Set([5]))) sum += n;
  expect(sum).toBe(15);
  expect(shown(host)).toMatch(/^4\/4 /);
});

it("progress(items) shows where a loop was left, and lets its error through", async () => {
  const host = useFakeHost();
  for await (const n of progress([1, 2, 3])) if (n === 2) break;
  expect(shown(host)).toMatch(/^1\/3 /);
  const failing = async (): Promise<void> => {
    for await (const n of progress([1])) throw new Error(`item ${String(n)}`);
  };
  await expect(failing()).rejects.toThrow("item 1");
});

it("progress() refuses an option that it does not know", () => {
  expect(() => progress({ totl: 3 } as never)).toThrow(
    /Cannot show the progress: an option must be one of .*write total/,
  );
});

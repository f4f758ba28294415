// A notebook that runs while the package is edited or built holds arrays of two copies of it.
import { expect, it, vi } from "vitest";
import * as one from "gradus";

it("arrays of another copy of the package are arrays", async () => {
  vi.resetModules();
  const other = await import("gradus");
  expect(other.NDArray).not.toBe(one.NDArray);

  const theirs = other.array([
    [1, 2],
    [3, 4],
  ]);
  expect(theirs).toBeInstanceOf(one.NDArray);
  expect(one.asArray(theirs)).toBe(theirs);
  expect(
    one
      .array([[1, 0]])
      .add(theirs)
      .toArray(),
  ).toEqual([
    [2, 2],
    [4, 4],
  ]);
  expect(
    one
      .array([[1, 0]])
      .dot(theirs)
      .toArray(),
  ).toEqual([[1, 2]]);
  expect(one.stack([theirs, one.zeros([2, 2])]).shape).toEqual([2, 2, 2]);
  expect(
    one
      .array([1, 2, 3])
      .take(other.array([2, 0], { dtype: "int32" }))
      .toArray(),
  ).toEqual([3, 1]);
});

it("exercise() knows a todo() of another copy", async () => {
  vi.resetModules();
  const other = await import("gradus");
  const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
  one.exercise("01-1", "en", () => other.todo());
  expect(print.mock.calls).toEqual([[expect.stringMatching(/^○ /)]]);
  print.mockRestore();
});

it.each([null, undefined, 1, "text", {}, [], new Float32Array(2)])("%o is no array", (value) => {
  expect(value).not.toBeInstanceOf(one.NDArray);
});

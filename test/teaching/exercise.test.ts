import { exercise, solution, todo } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exercises } from "../../src/teaching/exercises/index.js";

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const inOrder = (numSamples: number, batchSize: number) =>
  Array.from({ length: Math.ceil(numSamples / batchSize) }, (_, batch) =>
    Array.from(
      { length: Math.min(batchSize, numSamples - batch * batchSize) },
      (_, i) => batch * batchSize + i,
    ),
  );
const shuffled = (numSamples: number, batchSize: number) =>
  inOrder(numSamples, batchSize).map((batch) => batch.map((i) => (i * 7) % numSamples));

describe("exercise()", () => {
  it("says that a blank is left, for undefined and for todo()", () => {
    exercise("01-1", "en", undefined);
    exercise("01-1", "ko", () => todo());
    expect(lines[0]).toMatch(/^○ Exercise 1 · There is a blank left\. Shuffle all/);
    expect(lines[1]).toMatch(/^○ 연습 1 · 빈칸이 남아 있습니다\. 먼저/);
  });

  it("answers a wrong try with a hint and goes on", () => {
    exercise("01-1", "en", (n, size) => inOrder(n, size).map((batch) => batch.map(() => 0)));
    expect(lines[0]).toMatch(/^△ Exercise 1 · 59 of the 60 samples were never seen/);
  });

  it("ticks a right answer", () => {
    exercise("01-1", "ko", shuffled);
    expect(lines).toEqual(["✓ 연습 1 · 한 에포크에 모든 샘플이 한 번씩 나옵니다."]);
  });

  it("passes on an error of the learner's own code", () => {
    expect(() => {
      exercise("01-1", "en", () => {
        throw new Error("mine");
      });
    }).toThrow("mine");
  });

  it("names the nearest exercise for an unknown one", () => {
    expect(() => {
      exercise("01-l" as "01-1", "en", undefined);
    }).toThrow(RangeError);
  });
});

describe("solution()", () => {
  it("throws the hint when the answer is not right", () => {
    expect(() => {
      solution("01-1", "en", inOrder);
    }).toThrow("Exercise 1 · No sample is missing, but the order never changes");
  });
});

describe("every exercise", () => {
  it.each(Object.entries(exercises))("%s speaks both languages", (_, { start, right }) => {
    for (const sentence of [start, right]) {
      expect(sentence.ko).toMatch(/[가-힣].*[.?]$/);
      expect(sentence.en).toMatch(/^[^가-힣]+[.?]$/);
    }
  });
});

// The pad as the front end sees it, and what stands where there is none. Its page is tested in test/lab.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { array, drawDigit, type NDArray, prepareDigit } from "../../src/index.js";
import { exampleDigits, toPixels } from "../../src/teaching/drawDigit/strokes.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

const one = (digit: number): number[] => Array.from({ length: 10 }, (_, i) => (i === digit ? 0.91 : 0.01));

describe("drawDigit()", () => {
  let host: FakeHost;
  beforeEach(() => {
    host = useFakeHost();
  });
  afterEach(removeHost);

  it("shows an example digit with its bars, and asks the model for it", async () => {
    const asked: { shape: readonly number[]; dtype: string; darkest: number; prepare: boolean }[] = [];
    await drawDigit("en", (pixels, { prepare }) => {
      asked.push({ shape: pixels.shape, dtype: pixels.dtype, darkest: Number(pixels.min()), prepare });
      return Promise.resolve(array(one(2)));
    });
    expect(asked).toEqual([{ shape: [280, 280], dtype: "uint8", darkest: 0, prepare: false }]);
    const { bundle } = host.outputs[0]!;
    expect(Object.keys(bundle)).toEqual([
      "application/vnd.jupyter.widget-view+json",
      "text/html",
      "image/png",
      "text/plain",
    ]);
    expect(String(bundle["text/plain"])).toMatch(/^\[an example digit\]\n2 █{18} 91\.0 %\n0 {2}1\.0 %/);
    // a second output would draw the paper anew under the reader's pen
    expect(host.outputs).toHaveLength(1);
  });

  it("answers the page's drawing, and says an error there", async () => {
    let fails = false;
    const means: number[] = [];
    const reader = (pixels: NDArray): number[] => {
      if (fails) throw new Error("no weights");
      means.push(Number(pixels.mean()));
      return one(7);
    };
    await drawDigit("ko", reader, { prepare: true, example: 7 });
    const { sent, onMessage } = host.comms.at(-1)!;
    const drawn = new Uint8Array(280 * 280).fill(100);
    onMessage!({ method: "custom", content: { prepare: false } }, [drawn]);
    await expect.poll(() => sent.length).toBe(1);
    expect(sent[0]!.data).toEqual({ method: "custom", content: { probabilities: one(7) } });
    expect(means[1]).toBe(100);
    fails = true;
    onMessage!({ method: "custom", content: { prepare: false } }, [drawn]);
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]!.data).toEqual({ method: "custom", content: { error: "no weights" } });
  });

  it("refuses an answer that is no ten numbers, and options that it does not have", async () => {
    await expect(drawDigit("en", () => [[1, 2, 3]])).rejects.toThrow(
      "Cannot draw a digit: what the reader gives must be ten finite numbers, one a digit, current value is [1, 2, 3]",
    );
    await expect(drawDigit("en", () => one(1), { exmaple: 3 } as never)).rejects.toThrow("write example");
    await expect(drawDigit("de" as never, () => one(1))).rejects.toThrow('language must be "ko" or "en"');
    await expect(drawDigit("en", () => one(1), { example: 10 })).rejects.toThrow("from 0 to 9");
  });
});

describe("prepareDigit()", () => {
  it("fits every example digit into 20 × 20 with its centre of mass in the middle", () => {
    for (const strokes of exampleDigits) {
      const digit = prepareDigit(toPixels(strokes)).toArray<number[][]>();
      const ink = digit.flatMap((row, y) => row.map((value, x) => ({ value, x, y })));
      const inked = ink.filter(({ value }) => value > 0);
      const span = (of: (p: { x: number; y: number }) => number): number =>
        Math.max(...inked.map(of)) - Math.min(...inked.map(of)) + 1;
      expect(
        Math.max(
          span(({ x }) => x),
          span(({ y }) => y),
        ),
      ).toBe(20);
      const mass = ink.reduce((sum, { value }) => sum + value, 0);
      for (const axis of ["x", "y"] as const) {
        const mean = ink.reduce((sum, pixel) => sum + pixel.value * pixel[axis], 0) / mass;
        // rounded to whole pixels
        expect(Math.abs(mean - 14)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it("gives the same for grey paper, another place and another brightness", () => {
    const paper = toPixels(exampleDigits[4]!);
    const grey = paper.map((value) => 60 + Math.trunc(value / 2));
    const moved = toPixels(exampleDigits[4]!.map((stroke) => stroke.map((value) => value - 20)));
    const wanted = prepareDigit(paper).toArray();
    expect(prepareDigit(moved).toArray()).toEqual(wanted);
    const difference = prepareDigit(grey).toArray<number[][]>();
    expect(
      Math.max(
        ...difference.flatMap((row, y) => row.map((v, x) => Math.abs(v - (wanted as number[][])[y]![x]!))),
      ),
    ).toBeLessThanOrEqual(1);
  });

  it("refuses empty paper and what is no picture of one grey a pixel", () => {
    expect(() => prepareDigit(array(new Uint8Array(100).fill(255)).reshape([10, 10]))).toThrow(
      'image must be a picture with something written on it, current value is "all 255"',
    );
    expect(() => prepareDigit([1, 2, 3])).toThrow("image must be a picture of shape [height, width]");
  });
});

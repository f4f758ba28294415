// The file that a search goes on from: whatever happens to it, what can be read counts.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from "vitest";
import { GridSearchCV, type GridSearchCVOptions, type NDArray } from "gradus";
import { Neighbors } from "./estimators.js";
import { x, y } from "./fixture.js";

let fits = 0;
class Counted extends Neighbors {
  override fit(a: NDArray, b: NDArray | undefined): unknown {
    fits++;
    return super.fit(a, b);
  }
}

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-resume-"));
const resume = path.join(dir, "search.jsonl");
const numFits = 6;
const search = (options: Partial<GridSearchCVOptions<Neighbors>> = {}) =>
  new GridSearchCV({
    estimator: new Counted(),
    paramGrid: { n_neighbors: [1, 3] },
    cv: 3,
    refit: false,
    resume,
    ...options,
  });
let sound: string;
let table: Float64Array;
let warn: MockInstance;

beforeAll(async () => {
  const first = await search().fit(x, y);
  table = first.cvResults.meanTestScore;
  sound = fs.readFileSync(resume, "utf8");
});
beforeEach(() => {
  fits = 0;
  warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  fs.rmSync(dir, { recursive: true });
});

const lines = (change: (lines: string[]) => string[]) => (text: string) =>
  change(text.trimEnd().split("\n")).join("\n") + "\n";

describe("a search goes on from its file", () => {
  it.each<[damage: string, numAgain: number, (text: string) => string]>([
    ["as it was", 0, (text) => text],
    ["with its last line torn", 1, (text) => text.slice(0, -20)],
    ["with its first line torn, before any fit", 6, (text) => text.slice(0, 12)],
    ["without its first line", 0, lines((all) => all.slice(1))],
    ["with its first line damaged", 0, lines(([, ...rest]) => ["?!", ...rest])],
    ["with an empty line before the first", 0, (text) => `\n${text}`],
    [
      "with a line of noise in the middle",
      0,
      lines((all) => [...all.slice(0, 3), "\u0000\u0001{{", ...all.slice(3)]),
    ],
    ["with one line of noise instead of a fit", 1, lines((all) => all.with(3, "%&/()"))],
    ["with zeros at its end, as after a power cut", 0, (text) => text + "\0".repeat(4096)],
    ["with a torn line and zeros", 1, (text) => text.slice(0, -30) + "\0".repeat(100)],
    ["with the mark that an editor writes", 0, (text) => `\uFEFF${text}`],
    ["with Windows's line ends", 0, (text) => text.replaceAll("\n", "\r\n")],
    ["without the last line's end", 0, (text) => text.trimEnd()],
    ["with a fit twice", 0, lines((all) => [...all, all[2]!])],
    ["with two fits in one line", 2, lines(([a, b, c, ...rest]) => [a!, b! + c!, ...rest])],
    ["with JSON that is no fit", 2, lines((all) => all.with(2, "null").with(3, '{"search":"x","index":-1}'))],
    ["with a fit whose scores are words", 1, (text) => text.replace(/"score":[\d.]+/, '"score":"good"')],
    ["empty", 6, () => ""],
  ])("%s", async (_, numAgain, damage) => {
    fs.writeFileSync(resume, damage(sound));
    const { cvResults } = await search().fit(x, y);
    expect(cvResults.meanTestScore).toEqual(table);
    expect(fits).toBe(numAgain);
    fits = 0; // and the file is sound again
    warn.mockClear();
    expect((await search().fit(x, y)).cvResults.meanTestScore).toEqual(table);
    expect([fits, warn.mock.calls]).toEqual([0, []]);
  });

  it("and says what it leaves out", async () => {
    fs.writeFileSync(resume, lines((all) => all.with(3, "%&/()"))(sound));
    await search().fit(x, y);
    expect(warn.mock.calls[0]![0]).toBe(
      `Damaged lines of ${resume} are left out (1): their fits are done again, ${String(numFits - 1)} others are kept`,
    );
  });
});

describe("a search refuses, naming the file, and leaves as it was,", () => {
  const refused = async (content: string, running: () => Promise<unknown>, message: string) => {
    fs.writeFileSync(resume, content);
    await expect(running()).rejects.toThrow(`Cannot resume from ${resume}: ${message}`);
    expect(fs.readFileSync(resume, "utf8")).toBe(content);
  };

  it("the file of another search", async () => {
    const other = "it belongs to another search";
    await refused(sound, () => search({ paramGrid: { n_neighbors: [5] } }).fit(x, y), other);
    await refused(sound, () => search().fit(x.add(1), y), other);
  });

  it("a file of another kind", async () => {
    const strange = "it was not written by a search; name another file";
    for (const text of ["something else\n", "[1, 2]\n", '{"search": 5}\n', "a,b\n1,2\n"])
      await refused(text, () => search().fit(x, y), strange);
    await expect(search({ resume: dir }).fit(x, y)).rejects.toThrow(`Cannot resume from ${dir}: EISDIR`);
  });
});

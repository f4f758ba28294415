// The lists of lessons and recipes: the front page in both languages says what each language's own list says, with the same pictures.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pictures } from "../../scripts/pictures/lessons.js";
import { svgFile } from "../../scripts/pictures/svg.js";
import { readNotebook } from "../../src/notebook/notebookFiles.js";

const notebooks = path.resolve(import.meta.dirname, "../../notebooks");

/** The rows of a list of lessons, by columns. */
const rowsOf = (file: string): string[][] =>
  readNotebook(path.join(notebooks, file))
    .cells.flatMap(({ source }) => source.split("\n"))
    .filter((line) => /^\| \d\d \|/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((column) => column.trim()),
    );

const front = rowsOf("index.ipynb");

describe.each([
  { language: "ko", column: 2 },
  { language: "en", column: 3 },
] as const)("the list of lessons ($language)", ({ language, column }) => {
  const own = rowsOf(`${language}/00-index.ipynb`);

  it("is on the front page with titles, questions, times and solutions", () => {
    expect(own.length).toBeGreaterThanOrEqual(11);
    const said = own.map(([number, , lesson, time, exercises]) => {
      const all = [`${lesson!}<br>${time!}`, ...(exercises === "" ? [] : [exercises!])].join(" · ");
      return [number, all.replace(/\]\((?=\w)/g, `](${language}/`)];
    });
    expect(front.map((row) => [row[0], row[column]])).toEqual(said);
  });

  it("shows a picture of each lesson, with words", () => {
    const shown = (row: string[]): { words: string; name: string } =>
      /^!\[(?<words>.+)\]\((?:\.\.\/)?pictures\/(?<name>.+)\.svg\)$/.exec(row[1]!)!.groups as never;
    for (const [i, row] of own.entries()) {
      expect(shown(row).name).toBe(row[0]);
      expect(shown(front[i]!).words).toContain(shown(row).words);
    }
  });
});

/** The pages that a list of recipes links to, by file, with their titles. */
function recipesIn(file: string, language: string): Map<string, string> {
  const list = readNotebook(path.join(notebooks, file)).cells.find(({ id }) => id === "cookbook");
  const links = list!.source.matchAll(/\[([^\]]+)\]\([./]*cookbook\/(ko|en)\/([^)]+)\)/g);
  return new Map([...links].filter((link) => link[2] === language).map((link) => [link[3]!, link[1]!]));
}

describe.each(["ko", "en"])("the list of recipes (%s)", (language) => {
  it("names every page of the cookbook, and is on the front page", () => {
    const pages = fs.readdirSync(path.join(notebooks, "cookbook", language));
    const own = recipesIn(`${language}/00-index.ipynb`, language);
    expect([...own.keys()]).toEqual(pages.filter((name) => name.endsWith(".ipynb")).sort());
    expect([...recipesIn("index.ipynb", language)]).toEqual([...own]);
  });
});

describe("the pictures of the lessons", () => {
  it.each(Object.entries(pictures))("%s is as scripts/pictures.ts draws it, and small", (number, draw) => {
    const svg = fs.readFileSync(path.join(notebooks, "pictures", `${number}.svg`), "utf8");
    expect(svg).toBe(svgFile(draw()));
    expect(svg.length).toBeLessThan(6000); // a PNG of twice 160 × 100 pixels takes 10,000 to 20,000
    expect(svg).not.toMatch(/<text|NaN|undefined/);
  });
});

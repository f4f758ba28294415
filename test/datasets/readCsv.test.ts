import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCsv } from "gradus";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));
const write = (text: string | Uint8Array) => {
  const file = path.join(dir, "table.csv");
  fs.writeFileSync(file, text);
  return file;
};

describe("readCsv()", () => {
  it("tells numbers, dates and categories apart, and what is missing", async () => {
    const table = await readCsv(
      write(
        '\ufeffage,born,"home, town",score\r\n31,1995-02-03,"Seoul ""old""\nquarter",1e3\r\n,2001-12-31,NA,-inf\r\n7,,Busan,.5\r\n',
      ),
    );
    expect(table.names).toEqual(["age", "born", "home, town", "score"]);
    expect(table.names.map((name) => table.column(name).kind)).toEqual([
      "number",
      "date",
      "category",
      "number",
    ]);
    expect(table.numbers().toArray()).toEqual([
      [31, 1000],
      [NaN, -Infinity],
      [7, 0.5],
    ]);
    expect(table.column("born").values).toEqual([new Date("1995-02-03"), new Date("2001-12-31"), null]);
    expect(table.categories("home, town")).toEqual(['Seoul "old"\nquarter', "", "Busan"]);
    expect(table.categories(["home, town"])).toEqual([['Seoul "old"\nquarter'], [""], ["Busan"]]);
    expect(table.numbers(["score"]).shape).toEqual([3, 1]);
  });

  it("prints as a table, long ones by their ends", async () => {
    const short = await readCsv(write("kind;n\ncat;1.5\nowl;20\n"), { delimiter: ";" });
    expect(String(short)).toBe("kind    n\ncat   1.5\nowl    20\n2 rows × 2 columns");
    const long = await readCsv(write(`n\n${Array.from({ length: 50 }, (_, i) => i).join("\n")}\n`));
    expect(String(long).split("\n")).toHaveLength(13);
  });

  it("takes names where the file has none", async () => {
    const table = await readCsv(write("1,2\n3,4\n"), { names: ["a", "b"] });
    expect(table.numbers(["b"]).toArray()).toEqual([[2], [4]]);
  });

  it.each([
    ["a,b\n1,2\n3\n", "line 3"],
    ["a,a\n1,2\n", 'two columns are called "a"'],
    ['a\n"1\n', "Quote"],
    [Uint8Array.of(97, 10, 0xff), "it is not UTF-8"],
  ])("refuses %j", async (text, message) => {
    await expect(readCsv(write(text))).rejects.toThrow(message);
  });

  it("says which column is meant, or what to do with it", async () => {
    const table = await readCsv(write("age,town\n1,x\n"));
    expect(() => table.column("Age")).toThrow('did you mean "age"?');
    expect(() => table.numbers(["town"])).toThrow(
      'column town must be of numbers, current value is "category"',
    );
    expect(() => table.categories("age")).toThrow("column age must be of categories");
    await expect(readCsv(path.join(dir, "none.csv"))).rejects.toThrow(
      "Cannot read none.csv: there is no such file",
    );
  });
});

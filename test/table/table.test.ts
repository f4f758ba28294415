import { describe, expect, expectTypeOf, it } from "vitest";
import { accuracyScore, array, np, Table } from "gradus";

describe("Table", () => {
  it("tells numbers, words and dates apart, and what is missing", () => {
    const born = new Date("1995-02-03");
    const table = new Table({
      age: [31, null, NaN, 7],
      town: ["Seoul", null, "", "Busan"],
      born: [born, null, new Date(NaN), born],
      is: [true, false, null, true],
      nothing: [null, null, null, null],
    });
    expect(table.names.map((name) => table.column(name).kind)).toEqual([
      "number",
      "category",
      "date",
      "number",
      "number",
    ]);
    expect(table.numbers(["age", "is"]).toArray()).toEqual([
      [31, 1],
      [NaN, 0],
      [NaN, NaN],
      [7, 1],
    ]);
    expect(table.column("born").values).toEqual([born, null, null, born]);
    expect(table.categories("town")).toEqual(["Seoul", "", "", "Busan"]);
  });

  it("takes rows and selects columns", () => {
    const table = new Table({
      age: array([1, 2, 3]),
      town: ["a", "b", "c"],
      born: [new Date(0), null, null],
    });
    const some = table.take([-1, 0]);
    expect([some.length, some.numbers().toArray(), some.categories("town")]).toEqual([
      2,
      [[3], [1]],
      ["c", "a"],
    ]);
    expect(some.column("born").values).toEqual([null, new Date(0)]);
    expect(table.take([]).length).toBe(0);
    // pandas: df[[]].shape is (3, 0), df[[]].iloc[[2, 0]].shape (2, 0)
    expect([table.select([]).length, table.select([]).numbers().shape]).toEqual([3, [3, 0]]);
    expect(table.select([]).take([2, 0]).length).toBe(2);
    expect(new Table({}).length).toBe(0);
    expect(table.select(["town", "age"]).names).toEqual(["town", "age"]);
    expect(() => table.take([3])).toThrow("rows must be integers from -3 to 2, current value is 3");
    expect(() => table.take([0.5])).toThrow("rows must be integers");
    expect(() => table.select(["age", "age"])).toThrow('names must be all different, current value is "age"');
    expect(() => table.select(["Age" as "age"])).toThrow('did you mean "age"?');
  });

  it("is an array where one is wanted, if all its columns are numbers", () => {
    const table = new Table({ a: [1, 2], b: [3, 5] });
    expect(np.mean(table, 0).toArray()).toEqual([1.5, 4]);
    expect(accuracyScore([1, 0], new Table({ guess: [1, 1] }).numbers().reshape(-1))).toBe(0.5);
    expect(array(table).dtype).toBe("float64");
    expect(() => np.sum(new Table({ a: [1], town: ["x"] }))).toThrow(
      'column town must be of numbers, current value is "category"; encode it',
    );
  });

  it("refuses what is no table", () => {
    const make = (columns: unknown) => () => new Table(columns as never);
    expect(make({ a: [1, 2], b: [1] })).toThrow("length of column b must be 2, as of a, current value is 1");
    expect(make({ a: [1, "x"] })).toThrow("column a must be a list of numbers, of words or of dates");
    expect(make({ a: 5 })).toThrow("column a must be a list");
    expect(make({ a: [[1], [2]] })).toThrow("column a must be a list of numbers");
    expect(make({ a: array([[1], [2]]) })).toThrow("shape of column a must be [numRows]");
    expect(
      make([
        ["a", [1]],
        ["a", [2]],
      ]),
    ).toThrow("names must be all different");
    expect(make([[1, 2]])).toThrow("name of a column must be a text");
    expect(make([1])).toThrow("columns must be columns by name");
    expect(make(undefined)).toThrow("columns must be columns by name");
    expect(new Table({}).length).toBe(0);
  });

  it("knows its names, where they are known", () => {
    const table = new Table({ age: [31], town: ["Seoul"] });
    expectTypeOf(table.names).toEqualTypeOf<("age" | "town")[]>();
    expectTypeOf(table.select(["age"]).names).toEqualTypeOf<"age"[]>();
    // @ts-expect-error: there is no such column
    expect(() => table.column("agee")).toThrow('did you mean "age"?');
  });
});

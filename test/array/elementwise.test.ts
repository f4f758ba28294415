// Long arrays take another way than short ones, whose results operations.test.ts compares with NumPy's: they must be the same.
import { describe, expect, it } from "vitest";
import { array, concatenate, type DType, NDArray, zeros } from "gradus";

const names = [
  ...(["add", "sub", "mul", "div", "maximum", "minimum", "logicalAnd", "logicalOr"] as const),
  ...(["equal", "notEqual", "greater", "greaterEqual", "less", "lessEqual"] as const),
];
const singles = [
  "neg",
  "abs",
  "square",
  "sqrt",
  "floor",
  "ceil",
  "sign",
  "exp",
  "isNaN",
  "isFinite",
  "logicalNot",
] as const;
const dtypes: DType[] = ["float64", "float32", "int32", "uint8", "bool"];
const special = [NaN, Infinity, -Infinity, 0, -0, 1e300, -1e-300, 0.1];
const size = 9000; // not a multiple of what is copied at a time

function numbers(dtype: DType, seed: number): NDArray {
  const value = (i: number) =>
    dtype.startsWith("float") && i % 5 === 0
      ? special[((i / 5) * seed) % special.length]!
      : Math.sin(i * seed) * 300;
  return zeros([size])
    .map((_, i) => value(i))
    .astype(dtype);
}

/** The same in short pieces. */
function inPieces(f: (start: number, stop: number) => NDArray): NDArray {
  return concatenate(Array.from({ length: size / 100 }, (_, i) => f(i * 100, i * 100 + 100)));
}

describe("long arrays", () => {
  it.each(names)("%s gives what it gives for short ones", (name) => {
    for (const left of dtypes) {
      for (const right of dtypes) {
        if (name === "sub" && left === "bool" && right === "bool") continue;
        const [a, b] = [numbers(left, 3), numbers(right, 7)];
        const got = a[name](b);
        const wanted = inPieces((start, stop) => a.slice(start, stop)[name](b.slice(start, stop)));
        expect(got.dtype).toBe(wanted.dtype);
        expect(got.data, `${left} ${right}`).toEqual(wanted.data);
      }
      const a = numbers(left, 3);
      const byNumber = inPieces((start, stop) => a.slice(start, stop)[name](3));
      expect(a[name](3).data).toEqual(byNumber.data);
      const first = array([2.5])[name](a);
      expect(first.data).toEqual(inPieces((start, stop) => array([2.5])[name](a.slice(start, stop))).data);
    }
  });

  it.each(singles)("%s gives what it gives for short ones", (name) => {
    for (const dtype of dtypes) {
      if (name === "neg" && dtype === "bool") continue;
      const x = numbers(dtype, 3);
      const wanted = inPieces((start, stop) => x.slice(start, stop)[name]());
      expect(x[name]().dtype).toBe(wanted.dtype);
      expect(x[name]().data, dtype).toEqual(wanted.data);
    }
  });

  it("exp is exact where it is split: 1, tiny and huge numbers, half of ln 2", () => {
    const edges = [1, 0.34657359027997264, 1.0397207708399179, 3.7e-9, 709.78, 710, -708.4, -745.2, 0];
    const x = zeros([size]).map(
      (_, i) => edges[i % edges.length]! * (1 + Math.floor(i / 99) * 1e-12) * (i % 2 ? 1 : -1),
    );
    expect(x.exp().data).toEqual(inPieces((start, stop) => x.slice(start, stop).exp()).data);
  });

  it("exp is the double nearest to the truth where Math.exp is its neighbour; Python's decimal says so", () => {
    const truth = [
      [-20.50515463917526, 1.2437253594179416e-9],
      [-185.42857142857142, 2.9470984320058854e-81],
      [-1.556701030927835, 0.2108304483351943],
      [13.721649484536082, 910409.2334892057],
      [284.7142857142857, 4.4652235310393704e123],
    ] as const;
    for (const [x, y] of truth) {
      expect(array([x]).exp().item()).toBe(y);
      expect(zeros([size]).add(x).exp().equal(y).all()).toBe(true);
    }
    const rare = [NaN, Infinity, -Infinity, 710, -746, 0, -0];
    expect([...array(rare).exp().data]).toEqual([NaN, Infinity, 0, Infinity, 0, 1, 1]);
  });

  it("doubles whose number is no multiple of eight", () => {
    const [a, b] = [numbers("float64", 3).slice(0, 1003), numbers("float64", 7).slice(1, 1004)];
    for (const name of ["add", "sub", "mul", "div"] as const) {
      for (const one of [b, 0.1, -0, Infinity]) {
        const short = (i: number) =>
          a.slice(i, i + 1)[name](typeof one === "number" ? one : one.slice(i, i + 1)).data[0];
        expect([...a[name](one).data]).toEqual(Array.from({ length: 1003 }, (_, i) => short(i)));
      }
    }
    expect([...a.abs().data]).toEqual(Array.from(a.data, Math.abs));
  });

  it("rows and columns repeat", () => {
    const [a, b] = [numbers("float64", 3).reshape(3, 3000), numbers("float64", 7).slice(0, 3000)];
    const column = array([[2], [-3], [0.5]]);
    for (let row = 0; row < 3; row++) {
      for (const [got, by] of [
        [a.sub(b), b],
        [a.sub(column), column.at(row)],
      ] as const) {
        expect(got.at(row).data.slice()).toEqual(a.at(row).sub(by).data);
      }
    }
  });

  it("short rows repeat, on either side, in every type, in place also from among the rows", () => {
    for (const left of dtypes) {
      for (const right of dtypes) {
        const [a, b] = [numbers(left, 3).reshape(30, 1, 300), numbers(right, 7).slice(0, 300)];
        for (const name of names.filter((one) => one !== "sub" || left !== "bool" || right !== "bool")) {
          const [forth, back] = [a[name](b), b.reshape(1, 300)[name](a)];
          for (const row of [0, 6, 29]) {
            const one = a.at(row, 0);
            expect(forth.at(row, 0).data.slice(), `${left} ${name} ${right}`).toEqual(one[name](b).data);
            expect(back.at(row, 0).data.slice(), `${right} ${name} ${left}`).toEqual(b[name](one).data);
          }
        }
      }
    }
    for (const width of [300, 3000]) {
      const rows = zeros([9000 / width, width]).add(1);
      rows.addInPlace(rows.at(0)); // 2 everywhere, as in NumPy: the row is read before it is written
      expect([...new Set(rows.data)]).toEqual([2]);
    }
  });

  it("in place: own memory, another's, and a part of one's own", () => {
    const [a, b] = [numbers("float32", 3), numbers("float64", 7)];
    const wanted = a.sub(b).astype("float32");
    const kept = a.data;
    expect(a.subInPlace(b).data).toBe(kept);
    expect(a.data).toEqual(wanted.data);
    const doubled = a.add(a);
    expect(a.addInPlace(a).data).toEqual(doubled.data);
  });

  it("in place all is read before anything is written, as in NumPy", () => {
    for (const length of [6, size]) {
      const steps = zeros([length]).add(1);
      steps.slice(1).addInPlace(steps.slice(0, -1));
      expect([...new Set(steps.slice(1).data)]).toEqual([2]);
      const back = zeros([length]).add(1);
      back.slice(0, -1).addInPlace(back.slice(1));
      expect([...new Set(back.slice(0, -1).data)]).toEqual([2]);
      const rows = zeros([length, 2]).add(1);
      rows.addInPlace(rows.at(0));
      expect([...new Set(rows.data)]).toEqual([2]);
      const table = zeros([2, length]).add(1);
      table.addInPlace(table.at(1));
      expect([...new Set(table.data)]).toEqual([2]);
    }
  });
});

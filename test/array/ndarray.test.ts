import { describe, expect, it } from "vitest";
import {
  allClose,
  arange,
  array,
  asArray,
  concatenate,
  div,
  dot,
  exp,
  eye,
  full,
  linspace,
  meshgrid,
  NDArray,
  norm,
  np,
  ones,
  stack,
  unique,
  where,
  zeros,
} from "gradus";

describe("array()", () => {
  it("reads nested lists, booleans and arrays of arrays", () => {
    expect(
      array([
        [1, 2],
        [3, 4],
      ]).dtype,
    ).toBe("float64");
    expect(array([true, false]).dtype).toBe("bool");
    expect(array([true, 2]).toArray()).toEqual([1, 2]);
    expect(array(5).shape).toEqual([]);
    expect(array([]).shape).toEqual([0]);
    expect(array([[], []]).shape).toEqual([2, 0]);
    expect(array([array([1, 2]), array([3, 4])]).shape).toEqual([2, 2]);
    const rows = array([Uint8Array.of(1, 2), Uint8Array.of(3, 4)]);
    expect([rows.dtype, rows.toArray()]).toEqual(["uint8", [[1, 2], [3, 4]]]); // prettier-ignore
  });

  it("wraps typed arrays without copying and copies arrays", () => {
    const memory = new Uint8Array(6);
    const x = array(memory, { shape: [2, 3] });
    x.set(7, 1, 2);
    expect(memory[5]).toBe(7);
    array(x).set(1, 0, 0);
    expect(memory[0]).toBe(0);
    expect(asArray(x)).toBe(x);
  });

  it("says where lists are ragged or not numbers", () => {
    expect(() => array([[1, 2], [3]])).toThrow(
      "Cannot make an array: x[1] must be a list of length 2 like its neighbours, current value is 1",
    );
    expect(() => array([[1, 2], 3])).toThrow(
      "x[1] must be a list of length 2 like its neighbours, current value is 3",
    );
    expect(() => array(["1"] as never)).toThrow(
      'Cannot make an array: x[0] must be a number or boolean, current value is "1"; write Number(x) for numbers in texts',
    );
    expect(() => array([1, 2, 3], { shape: [2, 2] })).toThrow(
      "Cannot reshape 3 elements: shape must be of 4 elements in all".replace("4", "3"),
    );
    expect(() => array([1], { dtype: "int64" as never })).toThrow(TypeError);
  });
});

describe("views and copies", () => {
  it("at(), slice() and reshape() look at the same memory", () => {
    const x = zeros([3, 4]);
    x.at(1).set(1, 0);
    x.slice(-1).reshape(-1).set(2, 3);
    expect(x.toArray()).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 2],
    ]);
    expect(x.slice(1, 100).shape).toEqual([2, 4]);
    expect(x.slice(2, 1).shape).toEqual([0, 4]);
    expect(x.at(-1, -1).item()).toBe(2);
    expect(x.item(2, 3)).toBe(2);
  });

  it("ravel() is a view, and swapaxes() numpy.swapaxes", () => {
    const x = np.arange(24).reshape(2, 3, 4);
    expect([x.ravel().shape, x.swapaxes(0, -1).shape]).toEqual([[24], [4, 3, 2]]);
    expect(x.swapaxes(0, -1).at(1).toArray()).toEqual([[1, 13], [5, 17], [9, 21]]); // prettier-ignore
    expect(x.swapaxes(1, 1).toArray()).toEqual(x.toArray());
    expect(x.ravel().data.buffer).toBe(x.data.buffer);
    expect(() => x.swapaxes(0, 3)).toThrow(RangeError);
  });

  it("np has NumPy's numbers", () => {
    expect([np.pi, np.e, np.inf, np.isnan(np.nan).item()]).toEqual([Math.PI, Math.E, Infinity, 1]);
  });

  it("take(), flatten(), transpose() and arithmetic copy", () => {
    const x = arange(6).reshape(2, 3);
    const others = [x.take([0, 1]), x.flatten(), x.T, x.add(0), x.copy(), x.astype("int32")];
    x.set(100, 0, 0);
    for (const other of others) expect(other.data[0]).toBe(0);
  });

  it("a large transpose, which waits to be written, keeps the values it was made of", () => {
    const x = arange(200 * 100).reshape(200, 100);
    const t = x.T;
    x.addInPlace(1);
    expect(t.item(3, 2)).toBe(203);
    expect(x.T.item(3, 2)).toBe(204);
    const u = x.T;
    x.set(-1, 0, 0);
    expect(u.item(0, 0)).toBe(1);
    expect(x.T.T.toArray()).toEqual(x.toArray());
    expect(x.T.shape).toEqual([100, 200]);
    expect(x.T.sum()).toBe(x.sum());
  });

  it("products let NaN and infinities through zeros, as NumPy does", () => {
    // np.zeros((16, 8)) @ np.full((8, 2), np.nan) and the transposed one are nan, with 0 * inf as well
    for (const value of [NaN, Infinity]) {
      const [zeros, b] = [np.zeros([16, 8]), np.zeros([8, 2]).add(value)];
      expect(zeros.dot(b).data.every(Number.isNaN)).toBe(true);
      expect(np.zeros([1, 8]).dot(b).data.every(Number.isNaN)).toBe(true); // one row of zeros is skipped, too
      expect(np.zeros([8, 16]).T.dot(b).data.every(Number.isNaN)).toBe(true);
    }
  });

  it("products read a waiting transpose as it is", () => {
    const x = np.random.randn(300, 100);
    const y = np.random.randn(300, 60);
    const written = x.T.copy();
    expect(x.T.dot(y).allClose(written.dot(y), { rtol: 1e-12 })).toBe(true);
    expect(y.T.dot(x).T.allClose(written.dot(y), { rtol: 1e-12 })).toBe(true);
    const z = np.random.randn(50, 100);
    expect(z.dot(x.T).allClose(z.dot(written), { rtol: 1e-12 })).toBe(true);
    expect(x.astype("float32").T.dot(y.astype("float32")).allClose(written.dot(y), { atol: 1e-4 })).toBe(
      true,
    );
  });

  it("in place, the array keeps its type and memory", () => {
    const x = ones([2, 2], { dtype: "float32" });
    const same = x.addInPlace([1, 2]).mulInPlace(2).subInPlace(1).divInPlace(2);
    expect(same).toBe(x);
    expect(x.toArray()).toEqual([
      [1.5, 2.5],
      [1.5, 2.5],
    ]);
    expect(() => ones([2], { dtype: "int32" }).mulInPlace(0.5)).toThrow(
      'Cannot mul in place: type of the result must be int32, current value is "float64"; use a copy: x.astype("float32")',
    );
    expect(() => ones([2]).addInPlace(ones([3, 2]))).toThrow(
      "Cannot add in place: shape (3, 2) does not broadcast to (2,)",
    );
  });

  it("take() draws rows, columns and any shape of indices", () => {
    const x = arange(12).reshape(3, 4);
    expect(x.take([2, 0]).toArray()).toEqual([
      [8, 9, 10, 11],
      [0, 1, 2, 3],
    ]);
    expect(x.take(1, 1).toArray()).toEqual([1, 5, 9]);
    expect(x.take([-1], 1).shape).toEqual([3, 1]);
    expect(
      x.take(
        array([
          [0, 1],
          [2, 0],
        ]),
      ).shape,
    ).toEqual([2, 2, 4]);
    expect(x.compress(x.take(0, 1).greater(0)).toArray()).toEqual([
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
    expect(() => x.take([3])).toThrow(
      "Cannot index axis 0 of shape (3, 4): index must be an integer from -3 to 2, current value is 3",
    );
  });
});

describe("a large transpose, which waits until somebody looks", () => {
  it("is a copy, whichever view of the original changes", () => {
    const x = arange(2000).reshape(40, 50);
    const [row, wide] = [x.at(1), x.reshape(50, 40)];
    const before = x.copy().T.toArray();
    const transposes = [x.T, x.T.T.T];
    row.set(-1, 0);
    const later = x.T;
    wide.addInPlace(1);
    for (const transpose of transposes) expect(transpose.toArray()).toEqual(before);
    expect(later.item(0, 1)).toBe(-1);
    expect(x.item(1, 0)).toBe(0);
  });
});

describe("NDArray.fromPalette()", () => {
  const values = Float32Array.from({ length: 256 }, (_, i) => i / 10);
  const make = () =>
    NDArray.fromPalette(
      Uint8Array.from({ length: 12 }, (_, i) => i),
      values,
      [3, 4],
    );

  it("keeps bytes until the numbers are looked at", () => {
    const x = make();
    expect([x.dtype, x.size, x.palette?.indices.length]).toEqual(["float32", 12, 12]);
    expect(x.take([2, 0]).palette!.indices).toEqual(Uint8Array.of(8, 9, 10, 11, 0, 1, 2, 3));
    expect(x.slice(1).reshape(-1).palette!.indices.length).toBe(8);
    expect(x.at(1).allClose([0.4, 0.5, 0.6, 0.7])).toBe(true);
    expect(x.palette).toBeUndefined();
    expect(x.T.toArray()).toEqual(
      make().data.length === 12 ? array(make().data, { shape: [3, 4] }).T.toArray() : 0,
    );
  });

  it("sums, means, spreads and extremes leave it as bytes and give the same bits", () => {
    const indices = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 200);
    const x = NDArray.fromPalette(indices, values, [50, 100]);
    const written = array(Float32Array.from(indices, (place) => values[place]!));
    const numbers = (of: NDArray) => [
      of.sum(),
      of.mean(),
      of.var(),
      of.std(undefined, { ddof: 1 }),
      of.min(),
      of.max(),
    ];
    expect(numbers(x)).toEqual(numbers(written));
    expect(x.slice(10, 20).sum()).toBe(written.slice(1000, 2000).sum());
    expect(x.palette).toBeDefined();
  });

  it("slices made before stay views on the same memory", () => {
    const x = make();
    const row = x.slice(1, 2);
    row.set(99, 0, 0);
    expect(x.item(1, 0)).toBe(99);
    expect(row.palette ?? x.palette).toBeUndefined();
    x.mulInPlace(2);
    expect(row.item(0, 0)).toBe(198);
  });
});

describe("numbers and types", () => {
  it("a plain number bends to the array's type where it fits", () => {
    const bytes = array(Uint8Array.of(0, 200, 255));
    expect(bytes.add(1).dtype).toBe("uint8");
    expect(bytes.add(1).toArray()).toEqual([1, 201, 0]);
    expect(bytes.sub(300).toArray()).toEqual([-300, -100, -45]);
    expect(bytes.mul(0.5).dtype).toBe("float64");
    expect(bytes.div(255).toArray()).toEqual([0, 200 / 255, 1]);
    expect(ones([1], { dtype: "float32" }).mul(Math.PI).dtype).toBe("float32");
    expect(div(1, array([2, 4])).toArray()).toEqual([0.5, 0.25]);
  });

  it("bools add as or, multiply as and, and do not subtract", () => {
    const [a, b] = [array([true, true, false]), array([true, false, false])];
    expect(a.add(b).toArray()).toEqual([true, true, false]);
    expect(a.mul(b).toArray()).toEqual([true, false, false]);
    expect(() => a.sub(b)).toThrow("Cannot subtract bools");
    expect(a.sum()).toBe(2);
  });

  it("refuses a sum of integers that does not fit", () => {
    const x = full([2, 3], 2 ** 31 - 1, { dtype: "int32" });
    expect(() => x.sum(0)).toThrow(
      "Cannot sum integers along an axis: the result must be below 2^31, current value is 4294967294",
    );
    expect(x.sum()).toBe(6 * (2 ** 31 - 1));
  });

  it("rounds halves to even", () => {
    expect(array([0.5, 1.5, 2.5, -0.5, -1.5]).round().toArray()).toEqual([0, 2, 2, -0, -2]);
    expect(array([1.005, 2.675, 1234.5]).round(2).toArray()).toEqual([1, 2.68, 1234.5]);
    expect(array([1250, 1350]).round(-2).toArray()).toEqual([1200, 1400]);
  });
});

describe("functions", () => {
  it("make arrays", () => {
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(arange(1, 2, 0.25).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(arange(5, 0, -2).toArray()).toEqual([5, 3, 1]);
    expect(eye(2).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(() => zeros([-1])).toThrow(
      "Cannot make an array: length of an axis must be an integer >= 0, current value is -1",
    );
    expect(() => arange(0, 1, 0)).toThrow("step must be a number other than 0");
  });

  it("join arrays", () => {
    expect(concatenate([[[1, 2]], [[3, 4]]], 1).toArray()).toEqual([[1, 2, 3, 4]]);
    expect(
      stack(
        [
          [1, 2],
          [3, 4],
        ],
        1,
      ).toArray(),
    ).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(np.vstack([[1, 2], [[3, 4]]]).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(np.hstack([[1], [2, 3]]).toArray()).toEqual([1, 2, 3]);
    expect(concatenate([array(Uint8Array.of(1)), array([0.5])]).dtype).toBe("float64");
    expect(() => concatenate([zeros([2, 2]), zeros([2, 3])])).toThrow(
      "Cannot concatenate along axis 0: shape (2, 3) of arrays[1] does not fit (2, 2)",
    );
    const [x, y] = meshgrid([0, 1, 2], [5, 6]);
    expect([x.toArray(), y.toArray()]).toEqual([
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      [
        [5, 5, 5],
        [6, 6, 6],
      ],
    ]);
  });

  it("choose, measure and compare", () => {
    expect(where([true, false], 1, [3, 4]).toArray()).toEqual([1, 4]);
    expect(norm([3, 4])).toBe(5);
    expect(
      norm(
        [
          [3, 4],
          [6, 8],
        ],
        1,
      ).toArray(),
    ).toEqual([5, 10]);
    expect(unique([3, 1, 3, 2]).toArray()).toEqual([1, 2, 3]);
    expect(np.bincount([0, 2, 2], 4).toArray()).toEqual([1, 0, 2, 0]);
    expect(allClose([1, 2], [1 + 1e-9, 2])).toBe(true);
    expect(allClose([NaN], [NaN])).toBe(false);
    expect(dot([1, 2], [3, 4]).item()).toBe(11);
    expect(exp(0).item()).toBe(1);
    expect(ones([2, 3]).sum([0, 1]).item()).toBe(6);
    expect(ones([2, 3, 4]).mean([1, 2]).shape).toEqual([2]);
    expect(ones([2, 3]).std(undefined, { ddof: 1 })).toBe(0);
  });

  it("many different elements: each once, how often, and where", () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 7001) - 3500);
    const x = array(numbers);
    const [values, inverse, counts] = unique(x, { returnInverse: true, returnCounts: true });
    expect(values.toArray()).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(values.take(inverse).toArray()).toEqual(numbers);
    expect([counts.sum(), counts.min(), counts.max()]).toEqual([20_000, 2, 3]);
    expect(unique([0, -0, NaN, 3, NaN, -1]).toArray()).toEqual([-1, 0, 3, NaN]);
  });

  it("a frame of no width is a copy, and its number is looked at all the same", () => {
    const x = array([[1, 2], [3, 4]]); // prettier-ignore
    const copy = np.pad(x, 0);
    copy.set(9, 0, 0);
    expect([x.item(0, 0), copy.item(0, 0)]).toEqual([1, 9]);
    expect(np.pad(x, [[0, 0], [1, 0]]).toArray()).toEqual([[0, 1, 2], [0, 3, 4]]); // prettier-ignore
    expect(() => np.pad(x, 0, { constantValues: "a" as never })).toThrow("must be a number");
  });

  it("say what does not fit", () => {
    expect(() => zeros([2, 3]).add(zeros([2]))).toThrow(
      "Cannot add: shapes (2, 3) and (2,) do not match; each axis, counted from the last, must be equal or 1",
    );
    expect(() => zeros([2, 3]).dot(zeros([2, 3]))).toThrow(
      "Cannot multiply matrices of shapes (2, 3) and (2, 3): inner sizes 3 and 2 must be equal",
    );
    expect(() => zeros([2]).sum(1)).toThrow(
      "Cannot sum: axis must be an integer from -1 to 0, current value is 1",
    );
    expect(() => zeros([0]).max()).toThrow(
      "Cannot take max of an empty array: size must be >= 1, current value is 0",
    );
    expect(() => zeros([2, 2]).item()).toThrow(
      "Cannot read an element of shape (2, 2): number of indices must be 2, current value is 0",
    );
    expect(() => new NDArray(new Float64Array(3), [2, 2])).toThrow(RangeError);
  });

  it("iterates over rows as views", () => {
    const x = arange(4).reshape(2, 2);
    expect([...x].map((row) => row.toArray())).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(JSON.stringify(x)).toBe('{"dtype":"int32","shape":[2,2],"data":[[0,1],[2,3]]}');
    expect(Number(x.at(1, 1))).toBe(3);
  });
});

import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { array, type NDArray, np } from "gradus";

type Numbers = number[];
interface Case extends Record<string, unknown> {
  shape: [number, number];
  a: Numbers;
  b: Numbers;
  many: Numbers;
  s: Numbers;
  q: Numbers;
  r: Numbers;
  leastB: { x: Numbers; residuals: Numbers; rank: number };
  leastMany: { x: Numbers; residuals: Numbers; rank: number };
}
interface Square {
  inv: Numbers;
  det: number;
  solveB: Numbers;
  solveMany: Numbers;
  cholesky: Numbers;
  symmetric: Numbers;
  eigenvalues: Numbers;
  eigenvectors: Numbers;
}

// From NumPy 2.4: fixtures/linalg.py.
const { cases, deficient } = JSON.parse(
  fs.readFileSync(new URL("fixtures/linalg.json", import.meta.url), "utf8"),
) as { cases: Case[]; deficient: { a: number[][]; x: Numbers; residuals: Numbers; rank: number } };

const close = (got: NDArray, wanted: Numbers) => {
  expect(got.size).toBe(wanted.length);
  expect(
    got.flatten().allClose(wanted, { rtol: 1e-8, atol: 1e-9 }),
    `${String(got)}\n${String(wanted)}`,
  ).toBe(true);
};
const { linalg } = np;

describe.each(cases)("np.linalg of $shape", ({ shape, ...one }) => {
  const a = array(one.a, { shape });
  const many = array(one.many, { shape: [shape[0], 2] });

  it("svd() and qr() are NumPy's but for signs, and give the matrix back", () => {
    const { u, s, vh } = linalg.svd(a);
    close(s, one.s);
    close(u.mul(s).dot(vh), one.a);
    const { q, r } = linalg.qr(a);
    close(q.abs(), one.q);
    close(r.abs(), one.r);
    close(q.dot(r), one.a);
  });

  it("lstsq() is NumPy's", () => {
    for (const [right, wanted] of [
      [array(one.b), one.leastB],
      [many, one.leastMany],
    ] as const) {
      const { x, residuals, rank } = linalg.lstsq(a, right);
      close(x, wanted.x);
      close(residuals, wanted.residuals);
      expect(rank).toBe(wanted.rank);
      expect(x.ndim).toBe(right.ndim);
    }
  });
});

const squares = cases.filter(({ shape }) => shape[0] === shape[1]);
describe.each(squares)("np.linalg of the square $shape", ({ shape, ...one }) => {
  it("inv(), det(), solve(), cholesky() and eigh() are NumPy's", () => {
    const a = array(one.a, { shape });
    const many = array(one.many, { shape: [shape[0], 2] });
    const square = one as unknown as Square;
    close(linalg.inv(a), square.inv);
    expect(linalg.det(a)).toBeCloseTo(square.det, 8);
    close(linalg.solve(a, one.b), square.solveB);
    close(linalg.solve(a, many), square.solveMany);
    close(linalg.cholesky(array(square.symmetric, { shape })), square.cholesky);
    const { eigenvalues, eigenvectors } = linalg.eigh(a.add(a.T));
    close(eigenvalues, square.eigenvalues);
    close(eigenvectors.abs(), square.eigenvectors);
  });
});

describe("np.linalg", () => {
  it("finds the shortest solution where there are many", () => {
    const { x, residuals, rank } = linalg.lstsq(deficient.a, [1, 2, 4]);
    close(x, deficient.x);
    expect([residuals.size, rank]).toEqual([deficient.residuals.length, deficient.rank]);
  });

  it.each([
    [
      () =>
        linalg.inv([
          [1, 2],
          [2, 4],
        ]),
      "Cannot invert a matrix: the matrix is singular",
    ],
    [() => linalg.inv([[1, 2]]), "shape must be [n, n], a square matrix, current value is [1, 2]"],
    [() => linalg.solve([[1]], [1, 2]), "shape of b must be (1,) or (1, k), current value is [2]"],
    [
      () =>
        linalg.cholesky([
          [1, 2],
          [2, 1],
        ]),
      "is not positive definite",
    ],
    [() => linalg.svd([[NaN]]), "every element must be finite, current value is NaN"],
    [() => linalg.det([1, 2]), "shape must be [n, n]"],
  ])("%s says what is wrong", (call, message) => {
    expect(call).toThrow(message);
  });
});

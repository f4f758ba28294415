// Linear algebra of large matrices is NumPy's, by LAPACK where OpenBLAS is installed, and without: fixtures/largeLinalg.py.
import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { array, NDArray, np } from "gradus";
import { factorizationsFor } from "../../src/array/factorizationsFor.js";
import { mlMatrix } from "../../src/array/mlMatrix.js";
import { findOpenblas } from "../../src/openblas.js";

const url = new URL("fixtures/largeLinalg.json", import.meta.url);
const wanted = JSON.parse(fs.readFileSync(url, "utf8")) as Record<string, number[]>;

function matrix(m: number, n: number): NDArray {
  const value = (i: number, j: number) =>
    ((i * 7919 + j * 104729 + i * j * 31) % 1009) / 1009 - 0.5 + (i === j ? 4 : 0);
  return np.zeros([m, n]).map((_, at) => value(Math.floor(at / n), at % n));
}
const steps = (n: number) => np.arange(n).astype("float64").div(n);
const [square, tall] = [matrix(110, 110), matrix(150, 100)];
const { linalg } = np;

const close = (got: NDArray, name: string) => {
  expect(got.size).toBe(wanted[name]!.length);
  expect(got.allClose(wanted[name]!, { rtol: 1e-9, atol: 1e-11 }), `${name}: ${String(got)}`).toBe(true);
};

afterEach(() => void vi.unstubAllEnvs());

const paths = [
  ["LAPACK", undefined],
  ["ml-matrix", "off"],
] as const;
describe.each(paths)("large matrices by %s", (name, openblas) => {
  const isNative = openblas === undefined;
  beforeEach((context) => {
    if (isNative && findOpenblas() === undefined) context.skip();
    if (!isNative) vi.stubEnv("GRADUS_OPENBLAS", openblas);
  });

  it("are computed there", () => {
    expect(factorizationsFor(square) === mlMatrix).toBe(!isNative);
    expect(factorizationsFor(matrix(9, 9))).toBe(mlMatrix);
  });

  it("equations", () => {
    const kept = square.copy();
    close(linalg.inv(square).at(3), "inv");
    close(linalg.solve(square, steps(110)), "solve");
    close(array([Math.log(Math.abs(linalg.det(square)))]), "det");
    close(linalg.lstsq(tall, steps(150)).x, "lstsq");
    const many = linalg.solve(square, np.stack([steps(110), steps(110).mul(2)], 1));
    close(many.take(1, 1).div(2), "solve");
    expect(square.data).toEqual(kept.data);
  });

  it("decompositions", () => {
    const kept = tall.copy();
    const { u, s, vh } = linalg.svd(tall);
    close(s, "tall");
    expect(u.mul(s).dot(vh).allClose(tall)).toBe(true);
    const wide = linalg.svd(tall.T);
    close(wide.s, "tall");
    expect([wide.u.shape, wide.vh.shape]).toEqual([[100, 100], [100, 150]]); // prettier-ignore
    expect(wide.u.mul(wide.s).dot(wide.vh).allClose(tall.T)).toBe(true);

    const symmetric = square.add(square.T);
    const { eigenvalues, eigenvectors } = linalg.eigh(symmetric);
    close(eigenvalues, "eigenvalues");
    expect(symmetric.dot(eigenvectors).allClose(eigenvectors.mul(eigenvalues))).toBe(true);
    close(linalg.cholesky(square.dot(square.T)).at(109), "cholesky");

    for (const [a, name, row] of [
      [tall, "qr", 0],
      [tall.T, "wide", 1],
    ] as const) {
      const { q, r } = linalg.qr(a);
      close(r.at(row).abs(), name);
      expect(q.dot(r).allClose(a)).toBe(true);
      expect(q.T.dot(q).allClose(np.eye(100), { atol: 1e-10 })).toBe(true);
    }
    expect(tall.data).toEqual(kept.data);
  });

  it("refuse what has no answer", () => {
    const singular = square.copy();
    singular.at(5).mulInPlace(0);
    expect(() => linalg.inv(singular)).toThrow("singular");
    expect(linalg.det(singular)).toBeCloseTo(0);
    expect(() => linalg.cholesky(square.neg())).toThrow("not positive definite");
    singular.data[0] = NaN;
    expect(() => linalg.svd(singular)).toThrow("finite, current value is NaN");
  });
});

// Values of NumPy's isclose and allclose; infinities once were close to every number.
import { expect, it } from "vitest";
import { array, np } from "gradus";

const x = [1, Infinity, Infinity, -Infinity, NaN, 1, 0];
const y = [Infinity, 1, Infinity, Infinity, NaN, 1 + 1e-6, 1e-9];
const wanted = [false, false, true, false, false, true, true];

it.each(["float64", "float32"] as const)(
  "an infinity is close to itself alone, NaN to nothing: %s",
  (dtype) => {
    const [a, b] = [array(x).astype(dtype), array(y).astype(dtype)];
    const close = np.isclose(a, b);
    expect([close.dtype, close.toArray()]).toEqual(["bool", wanted]);
    for (const [i, one] of wanted.entries()) {
      expect(np.allclose(a.slice([i, i + 1]), b.slice([i, i + 1]))).toBe(one);
      expect(
        np
          .isclose(a.slice([i, i + 1]), b)
          .at(i)
          .item(),
      ).toBe(one ? 1 : 0);
    }
    expect(np.isclose([1], [Infinity], { rtol: 0 }).toArray()).toEqual([false]);
  },
);

// A number beside a long array gives what it gives beside a short one, -0 with its sign, too, which the kernels of native/ once lost.
import { describe, expect, it } from "vitest";
import { array, type NDArray, np } from "gradus";
import { native } from "../../src/array/native.js";

// prettier-ignore
const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 1e-310, 1e308, 2.5, -2.5, 2, 3, -3, 1e-5, 709, -745, 0.1];
native(2 ** 30); // loaded, where it is there

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  const x = array(special).astype(dtype);
  const long = np.tile(x, 300);

  it.each([
    ["arctan2", np.arctan2],
    ["power", np.power],
    ["hypot", np.hypot],
    ["copysign", np.copysign],
    ["fmax", np.fmax],
    ["mod", np.mod],
    ["floorDivide", np.floorDivide],
    ["heaviside", np.heaviside],
    ["logaddexp", np.logaddexp],
  ] as [string, (a: number | NDArray, b: number | NDArray) => NDArray][])("%s", (_, f) => {
    for (const number of special) {
      const [first, second] = [f(number, x).data, f(x, number).data];
      const [firsts, seconds] = [f(number, long).data, f(long, number).data];
      for (let i = 0; i < long.size; i += x.size) {
        expect(firsts.slice(i, i + x.size)).toEqual(first);
        expect(seconds.slice(i, i + x.size)).toEqual(second);
      }
    }
  });

  it("-0 has its sign", () => {
    const minusPi = array([-Math.PI]).astype(dtype).data[0];
    expect(np.arctan2(-0, np.full([9000], -1).astype(dtype)).data[77]).toBe(minusPi);
    expect(np.power(-0, np.full([9000], 3).astype(dtype)).data[77]).toBe(-0);
  });
});

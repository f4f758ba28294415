// Places among sorted numbers, looked for one by one and four at a time.
import { expect, it } from "vitest";
import { array, type DType, np } from "gradus";
import { constructors } from "../../src/array/dtype.js";
import { RandomState } from "../../src/random/index.js";

const random = new RandomState(13);
const special = [NaN, Infinity, -Infinity, 0, -0, 1, 2];
const draws = [
  () => special[Math.floor(random.uniform(0, special.length))]!,
  () => Math.floor(random.uniform(0, 9)),
  () => random.uniform(0, 200),
];

it.each(["float64", "float32", "int32", "uint8", "bool"] as DType[])("%s among all types", (dtype) => {
  for (const other of ["float64", "float32", "int32", "uint8"] as const)
    for (const draw of draws)
      for (const n of [0, 1, 2, 7, 8, 63, 700])
        for (const count of [1, 63, 64, 67]) {
          const numbers = (type: DType, length: number) =>
            array(new constructors[type](length).map(draw)).astype(type);
          const [list, wanted] = [np.sort(numbers(other, n)), numbers(dtype, count)];
          const isBelow = (a: number, b: number) => a < b || (Number.isNaN(b) && !Number.isNaN(a));
          const places = (test: (value: number, x: number) => boolean) =>
            Array.from(wanted.data, (x) => list.data.filter((value) => test(value, x)).length);
          expect([...np.searchsorted(list, wanted).data]).toEqual(places(isBelow));
          expect([...np.searchsorted(list, wanted, { side: "right" }).data]).toEqual(
            places((value, x) => !isBelow(x, value)),
          );
        }
});

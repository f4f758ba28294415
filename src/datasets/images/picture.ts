// What counts as a picture: grey, colour, or colour with transparency.
import { asArray, type ArrayLike } from "../../array/index.js";
import { showValue } from "../../validation.js";

export function asPicture(image: ArrayLike, action: string) {
  const array = asArray(image);
  const [height = 0, width = 0, channels = 1] = array.shape;
  if (!((array.ndim === 2 || array.ndim === 3) && height > 0 && width > 0 && [1, 3, 4].includes(channels))) {
    const wanted = "[height, width] or [height, width, 1, 3 or 4]";
    throw new RangeError(
      `Cannot ${action}: image must have shape ${wanted}, current shape is ${showValue([...array.shape])}`,
    );
  }
  return { array, data: array.data, height, width, channels };
}

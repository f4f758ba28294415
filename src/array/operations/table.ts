// How the tables of operations are written.
import type { Elements } from "../elements.js";

/**
 * The operations behind methods: each takes the array first, then what the method takes, and gives bare elements where the
 * method gives an array. `Methods` is an interface over the kind of array, so that no operation needs to know the class.
 */
export type Table<Methods, First = Elements> = {
  [Name in keyof Methods]: Methods[Name] extends (...rest: infer Rest) => infer Result
    ? (x: First, ...rest: Rest) => Elements | Result | number | boolean
    : never;
};

// The one table of operations: every entry is a method of NDArray and a function of `np` (functions.ts).
import { type Arrangement, arrangement } from "./arrangement.js";
import { type Pairs, pairs } from "./pairs.js";
import { type Products, products } from "./products.js";
import { type Reductions, reductions } from "./reductions.js";
import { type Singles, singles } from "./singles.js";

/** What can be done with an array of kind `A`. */
export interface Operations<A> extends Pairs<A>, Singles<A>, Reductions<A>, Arrangement<A>, Products<A> {}

export const operations = { ...pairs, ...singles, ...reductions, ...arrangement, ...products };
export { mostArguments } from "./arguments.js";
export { pairs };

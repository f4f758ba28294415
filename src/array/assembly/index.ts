// The compiled core of NDArray: the parts of a large matrix product and arithmetic of large arrays, all in doubles, in one memory that
// ../core.ts lays out.
export { elementwise } from "./elementwise";
export { listRows } from "./lists";
export { isFinite, pack } from "./operand";
export { product, productTransposed, rowDots } from "./product";

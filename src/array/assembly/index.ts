// The compiled core of NDArray: the parts of a large matrix product, all in doubles, in one memory that ../core.ts lays out.
export { listRows } from "./lists";
export { isFinite, pack } from "./operand";
export { product, productTransposed, rowDots } from "./product";

// The compiled core of NDArray: the parts of a large matrix product, and arithmetic and reductions of large arrays, all in one memory
// that ../core.ts lays out.
export { multiplyPanels, packPanels } from "./dense";
export { elementwise, foldRows } from "./elementwise";
export { listRows } from "./lists";
export { isFinite, pack } from "./operand";
export { product, productTransposed, rowDots } from "./product";
export { extreme, indexOf, squareRows, sum } from "./reductions";
export { arctan2Of, arctan2OfFloat, pairFunction, powOf, powOfFloat } from "./transcendentals/pairFunctions";
export { single } from "./singles";
export * from "./transcendentals";
export { arccoshOfFloat, arcsinhOfFloat, arctanhOfFloat } from "./transcendentals/transcendentalsFloat";
export { coshOfFloat, exp2OfFloat, expOfFloat, expm1OfFloat, log10OfFloat, log1pOfFloat } from "./transcendentals/transcendentalsFloat";
export { log2OfFloat, logOfFloat, sinhOfFloat, tanhOfFloat } from "./transcendentals/transcendentalsFloat";
export { arccosOfFloat, arcsinOfFloat, arctanOfFloat, cbrtOfFloat, cosOfFloat, sinOfFloat, tanOfFloat } from "./transcendentals/transcendentalsFloat";

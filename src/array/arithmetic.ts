// What arrays compute element by element; the loops stand in elementwise.ts. Long because every method says what it does.
import { asArray } from "./array.js";
import { allocate } from "./dtype.js";
import { binary, binaryInPlace, unary } from "./elementwise.js";
import { type ArrayLike, NDArray } from "./ndarray.js";
import { ArrayStorage } from "./storage.js";

/** Arithmetic, comparisons and functions of single elements. Only ndarray.ts may import it: it and `NDArray` need each other. */
export abstract class Arithmetic extends ArrayStorage {
  /** `this + b`, element by element. */
  add(b: ArrayLike): NDArray {
    return binary("add", this, operand(b));
  }
  /** `this − b`. */
  sub(b: ArrayLike): NDArray {
    return binary("sub", this, operand(b));
  }
  /** `this · b`, element by element. */
  mul(b: ArrayLike): NDArray {
    return binary("mul", this, operand(b));
  }
  /** `this / b`; integers become float64. */
  div(b: ArrayLike): NDArray {
    return binary("div", this, operand(b));
  }
  /** `this` to the power `b`. */
  pow(b: ArrayLike): NDArray {
    return binary("pow", this, operand(b));
  }
  /** Remainder with the sign of `b`, as in Python. */
  mod(b: ArrayLike): NDArray {
    return binary("mod", this, operand(b));
  }
  /** The larger of each pair. */
  maximum(b: ArrayLike): NDArray {
    return binary("maximum", this, operand(b));
  }
  /** The smaller of each pair. */
  minimum(b: ArrayLike): NDArray {
    return binary("minimum", this, operand(b));
  }
  /** Adds in place. */
  addInPlace(b: ArrayLike): this {
    return binaryInPlace("add", this, operand(b));
  }
  /** Subtracts in place. */
  subInPlace(b: ArrayLike): this {
    return binaryInPlace("sub", this, operand(b));
  }
  /** Multiplies in place. */
  mulInPlace(b: ArrayLike): this {
    return binaryInPlace("mul", this, operand(b));
  }
  /** Divides in place; the array must hold floats. */
  divInPlace(b: ArrayLike): this {
    return binaryInPlace("div", this, operand(b));
  }
  /** Where elements are the same. */
  equal(b: ArrayLike): NDArray {
    return binary("equal", this, operand(b));
  }
  /** Where elements differ. */
  notEqual(b: ArrayLike): NDArray {
    return binary("notEqual", this, operand(b));
  }
  /** Where `this > b`. */
  greater(b: ArrayLike): NDArray {
    return binary("greater", this, operand(b));
  }
  /** Where `this ≥ b`. */
  greaterEqual(b: ArrayLike): NDArray {
    return binary("greaterEqual", this, operand(b));
  }
  /** Where `this < b`. */
  less(b: ArrayLike): NDArray {
    return binary("less", this, operand(b));
  }
  /** Where `this ≤ b`. */
  lessEqual(b: ArrayLike): NDArray {
    return binary("lessEqual", this, operand(b));
  }
  /** Where both are not 0. */
  logicalAnd(b: ArrayLike): NDArray {
    return binary("logicalAnd", this, operand(b));
  }
  /** Where either is not 0. */
  logicalOr(b: ArrayLike): NDArray {
    return binary("logicalOr", this, operand(b));
  }
  /** Where the element is 0 or false. */
  logicalNot(): NDArray {
    return unary("not", this);
  }
  /** Where the element is not a number. */
  isNaN(): NDArray {
    return unary("isNaN", this);
  }
  /** `−this`. */
  neg(): NDArray {
    return unary("neg", this);
  }
  /** Absolute values. */
  abs(): NDArray {
    return unary("abs", this);
  }
  /** e to the power of each element. */
  exp(): NDArray {
    return unary("exp", this);
  }
  /** Natural logarithms. */
  log(): NDArray {
    return unary("log", this);
  }
  /** Square roots. */
  sqrt(): NDArray {
    return unary("sqrt", this);
  }
  /** Squares. */
  square(): NDArray {
    return unary("square", this);
  }
  /** Sines of angles in radians. */
  sin(): NDArray {
    return unary("sin", this);
  }
  /** Cosines of angles in radians. */
  cos(): NDArray {
    return unary("cos", this);
  }
  /** Hyperbolic tangents. */
  tanh(): NDArray {
    return unary("tanh", this);
  }
  /** −1, 0 or 1. */
  sign(): NDArray {
    return unary("sign", this);
  }
  /** Largest integers not above. */
  floor(): NDArray {
    return unary("floor", this);
  }
  /** Smallest integers not below. */
  ceil(): NDArray {
    return unary("ceil", this);
  }
  /** Values below `low` become `low`, those above `high` become `high`. */
  clip(low: ArrayLike, high: ArrayLike): NDArray {
    return this.maximum(low).minimum(high);
  }

  /** Rounds to `decimals` places, halves to the even digit, as NumPy does. */
  round(decimals = 0): NDArray {
    const scale = 10 ** Math.abs(decimals);
    return this.map((value) =>
      decimals < 0 ? halfEven(value / scale) * scale : halfEven(value * scale) / scale,
    );
  }

  /** `f(element, position)` for every element; the type stays. */
  map(f: (value: number, index: number) => number): NDArray {
    const out = allocate(this.dtype, this.size);
    const data = this.data;
    for (let i = 0; i < out.length; i++) out[i] = f(data[i]!, i);
    return new NDArray(out, this.shape, this.dtype);
  }
}

/** The nearest integer, halves to the even one (IEEE 754). */
function halfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** A number stays a number; everything else becomes an array. */
function operand(b: ArrayLike): NDArray | number {
  return b instanceof NDArray || typeof b === "number" ? b : asArray(b);
}

// Arithmetic, four doubles at a time.

/** The operations; in the order of `operations` in ../largeElementwise.ts. */
const ADD: i32 = 0, SUB: i32 = 1, MUL: i32 = 2, DIV: i32 = 3, MAXIMUM: i32 = 4, MINIMUM: i32 = 5;

// @ts-ignore: decorator
@inline function apply(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return f64x2.add(x, y);
  if (op == SUB) return f64x2.sub(x, y);
  if (op == MUL) return f64x2.mul(x, y);
  if (op == DIV) return f64x2.div(x, y);
  return op == MAXIMUM ? f64x2.max(x, y) : f64x2.min(x, y);
}

/** Inlined with each operation, so that each has a loop of its own. */
// @ts-ignore: decorator
@inline function loop(op: i32, n: i32, a: usize, b: usize, c: usize): void {
  for (const end = c + (n << 3); c < end; a += 32, b += 32, c += 32) {
    v128.store(c, apply(op, v128.load(a), v128.load(b)));
    v128.store(c, apply(op, v128.load(a, 16), v128.load(b, 16)), 16);
  }
}

/** c = op(a, b) for n doubles, rounded up to a multiple of 4: what lies behind them in c must not matter. */
export function elementwise(op: i32, n: i32, a: usize, b: usize, c: usize): void {
  switch (op) {
    case ADD: return loop(ADD, n, a, b, c);
    case SUB: return loop(SUB, n, a, b, c);
    case MUL: return loop(MUL, n, a, b, c);
    case DIV: return loop(DIV, n, a, b, c);
    case MAXIMUM: return loop(MAXIMUM, n, a, b, c);
    case MINIMUM: return loop(MINIMUM, n, a, b, c);
  }
}

// Regularization and clipping by norm. Both need sums over a whole weight array: every row's sum has its own place in a
// table, and whoever needs the total adds the rows in order, so it has the same bits for every number of threads.
import { Optimizer, Parameter, Plan } from "./generated/schema";
import { optimizerOf, parameterAt } from "./plan";

/** Rows [r0, r1) of a parameter: the penalty to its table, its derivative to the gradient (`toGradient` = 0: nowhere). */
export function penalize(p: Plan, q: Parameter, r0: i32, r1: i32, toGradient: i32): void {
  for (let r = r0; r < r1; ++r) {
    let sum: f64 = 0;
    for (let j = 0, w = q.w + <usize>r * q.rowBytes; j < q.rowBytes; j += 4, w += 4) {
      const x = load<f32>(w), a = abs(x);
      sum += <f64>(q.l1 * a + q.l2 * x * x);
      const slope: f32 = 2 * q.l2 * x + (x > 0 ? q.l1 : x < 0 ? -q.l1 : 0);
      if (toGradient) store<f32>(w + toGradient, load<f32>(w + toGradient) + slope);
    }
    store<f64>(p.penaltyRows + (q.row0 + r << 3), sum);
  }
}

/** Squares of the gradients in rows [r0, r1). */
export function squareRows(p: Plan, q: Parameter, r0: i32, r1: i32, toGradient: i32): void {
  for (let r = r0; r < r1; ++r) {
    let sum: f64 = 0;
    for (let j = 0, g = q.w + <usize>r * q.rowBytes + toGradient; j < q.rowBytes; j += 4, g += 4) {
      sum += <f64>load<f32>(g) * <f64>load<f32>(g);
    }
    store<f64>(p.normRows + (q.row0 + r << 3), sum);
  }
}

function sumRows(table: usize, q: Parameter): f64 {
  let sum: f64 = 0;
  for (let r = 0; r < q.rows; ++r) sum += load<f64>(table + (q.row0 + r << 3));
  return sum;
}

/** The whole penalty, from the table. */
export function totalPenalty(p: Plan): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < p.numParameters; ++k) {
    const q = parameterAt(p, k);
    if (q.l1 != 0 || q.l2 != 0) sum += sumRows(p.penaltyRows, q);
  }
  return sum;
}

/** What clipping by norm multiplies the gradient of a parameter with. */
export function normScale(p: Plan, q: Parameter): f32 {
  const o: Optimizer = optimizerOf(p);
  if (o.clipnorm > 0) return <f32>(o.clipnorm / Math.max(Math.sqrt(sumRows(p.normRows, q)), o.clipnorm));
  let sum: f64 = 0;
  for (let k = 0; k < p.numParameters; ++k) sum += sumRows(p.normRows, parameterAt(p, k));
  return <f32>(o.globalClipnorm / Math.max(Math.sqrt(sum), o.globalClipnorm));
}

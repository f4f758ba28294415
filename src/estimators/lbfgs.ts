// L-BFGS: the minimum of a smooth function of many numbers (Liu and Nocedal, 1989), with a line search for the strong Wolfe
// conditions by bisection (Lewis and Overton, 2013, use it for weak ones).

/** Value of a function; writes its gradient into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Steps that are remembered. */
const memory = 10;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/**
 * Goes down from `start`, which it changes.
 *
 * @param tol - Ends when no element of the gradient is larger.
 * @returns Iterations made, and whether they were enough.
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { maxIter, tol }: { maxIter: number; tol: number },
): { numIter: number; hasConverged: boolean } {
  const point = start;
  let gradient: Float64Array = new Float64Array(point.length);
  let value = objective(point, gradient);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  const isFlat = () => gradient.every((slope) => Math.abs(slope) <= tol);
  for (let numIter = 0; numIter < maxIter; numIter++) {
    if (isFlat()) return { numIter, hasConverged: true };
    const direction = descent(gradient, steps);
    const found = search(objective, point, value, gradient, direction, numIter === 0);
    // The last digits of the value are used up: there is no lower point to be found.
    if (!found) return { numIter, hasConverged: true };
    const s = direction.map((d) => d * found.rate);
    const y = found.gradient.map((slope, i) => slope - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 0) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > memory) steps.shift();
    point.set(found.point);
    ({ value, gradient } = found);
  }
  return { numIter: maxIter, hasConverged: isFlat() };
}

/** The two-loop recursion. */
function descent(
  gradient: Float64Array,
  steps: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const add = (vector: Float64Array, times: number) => {
    for (let i = 0; i < direction.length; i++) direction[i]! += times * vector[i]!;
  };
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const { s, y, rho } = steps[k]!;
    shares[k] = rho * dot(s, direction);
    add(y, -shares[k]!);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  for (const [k, { s, y, rho }] of steps.entries()) add(s, shares[k]! - rho * dot(y, direction));
  return direction;
}

/** A step that lowers the value enough and leaves a flatter slope; undefined if rounding leaves none. */
function search(
  objective: Objective,
  from: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  isFirst: boolean,
): { rate: number; point: Float64Array; value: number; gradient: Float64Array } | undefined {
  const slope = dot(gradient, direction);
  let [low, high] = [0, Infinity];
  let rate = isFirst ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
  for (let tries = 0; tries < 50; tries++) {
    const point = from.map((x, i) => x + rate * direction[i]!);
    const there = new Float64Array(point.length);
    const lower = objective(point, there);
    if (!(lower <= value + 1e-4 * rate * slope)) high = rate;
    else if (dot(there, direction) < 0.9 * slope) low = rate;
    else return { rate, point, value: lower, gradient: there };
    rate = high < Infinity ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

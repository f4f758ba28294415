// The error function to double precision.

/**
 * erf(x) = 2/√π ∫₀ˣ e^(−t²) dt.
 *
 * Taylor's series (Abramowitz and Stegun 7.1.6, all terms positive) up to 3, the continued fraction 7.1.14 beyond.
 */
export function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  const bell = (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z);
  if (z <= 3) {
    let term = z;
    let sum = z;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * z * z) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * bell * sum;
  }
  let fraction = z;
  for (let n = 60; n > 0; n--) fraction = z + n / 2 / fraction;
  return Math.sign(x) * (1 - bell / 2 / fraction);
}

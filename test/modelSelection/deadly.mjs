// Estimators for tests that do to their worker what no fit should: by `k`.
/** k = 1 and 3 do their work, 2 ends the worker's thread or process, 4 fills its heap. */
export function revive({ k }) {
  return {
    fit() {
      if (k === 2) process.exit(7);
      if (k !== 4) return;
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    },
    score: (x) => k + x.length / 1000,
  };
}

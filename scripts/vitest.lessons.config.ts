// The lessons, run headless at full size: as they are, with planted bugs, and on stock tslab. One file after the other.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/lessons/**/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 1_800_000,
    pool: "forks",
    fileParallelism: false,
    maxConcurrency: 2,
  },
});

// The set-up itself: fresh copies of the project, killed half-way, without Python, with a taken port.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/setup/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: "forks",
    maxWorkers: 2,
  },
});

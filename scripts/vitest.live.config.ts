// The site as it is built, in Chromium, below a path of a server that sends files and nothing else.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/live/**/*.test.ts"],
    globalSetup: ["test/live/harness/site.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: "forks",
    fileParallelism: false,
    maxConcurrency: 2,
  },
});

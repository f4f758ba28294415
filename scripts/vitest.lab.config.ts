// Tests in a real JupyterLab in Chromium: one server for all files, two notebooks at a time.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/lab/**/*.test.ts"],
    globalSetup: ["test/lab/harness/server.ts"],
    testTimeout: 400_000,
    hookTimeout: 120_000,
    pool: "forks",
    fileParallelism: false,
    maxConcurrency: 2,
  },
});

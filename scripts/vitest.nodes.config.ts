// The unit and protocol suites on other Node versions: `npm test -- nodes`.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/nodes/**/*.test.ts"], testTimeout: 1_200_000, hookTimeout: 300_000, pool: "forks" },
});

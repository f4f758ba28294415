// Tests that start a real redis-server and worker processes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] } },
  test: {
    include: ["test/redis/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: "forks",
    fileParallelism: false,
  },
});

// What an attacker, a careless user and a failing machine would do: probes with seeded randomness, one row of docs/reliability.md each.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] } },
  test: {
    include: ["test/faults/**/*.test.ts"],
    globalSetup: ["test/faults/harness/table.ts"],
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    pool: "forks",
    fileParallelism: false,
  },
});

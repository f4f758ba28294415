// Unit tests run on the sources: the package's own name resolves to src through the `gradus-source` condition.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["gradus-source", "module", "node", "import", "default"] } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/{faults,lab,lessons,live,nodes,redis,setup}/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
  },
});

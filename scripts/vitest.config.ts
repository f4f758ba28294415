// Unit tests run on the sources: the package's own name resolves to src through the `gradus-source` condition.
import { defineConfig } from "vitest/config";

const conditions = ["gradus-source", "module", "node", "import", "default"];

/**
 * Tests of the library only call functions: they share processes, where each module is loaded once, which takes a third of the
 * time. They must not depend on what others have left.
 */
const library =
  "{array,datasets,estimators,formulas,keras,methods,metrics,modelSelection,plotting,preprocessing,table,teaching,wrappers}";
/** What is said once a process, TensorFlow.js's own state, and how much memory is in use. */
const ownProcess = ["test/keras/{data,mends,notice}.test.ts", "test/array/largeBlocks.test.ts"];

const shared = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" as const };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          ...shared,
          name: "library",
          include: [`test/${library}/**/*.test.ts`],
          exclude: ownProcess,
          isolate: false,
          setupFiles: ["test/newSession.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          ...shared,
          name: "processes",
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/{faults,lab,lessons,live,nodes,redis,setup}/**",
            `test/${library}/**/!(data|mends|notice|largeBlocks).test.ts`,
            "node_modules/**",
          ],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

// The parts of `npm test`: what each needs and how its results are counted.
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { cache, inRoot, venvPython } from "./paths.mjs";
import { run } from "./run.mjs";

const bin = (name, file) => inRoot("node_modules", name, ...file.split("/"));

/** One command that passes or fails as a whole. */
const command = (name, args, needs = {}) => ({
  name,
  ...needs,
  async run() {
    const { code, output } = await run(process.execPath, args);
    if (code !== 0) process.stdout.write(output);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
  },
});

/** What an error says, without its stack. */
const inOneLine = (message) =>
  stripVTControlCharacters(message)
    .split(/\n\s+at /, 1)[0]
    .replace(/\s+/g, " ")
    .slice(0, 400);

/** A vitest configuration, or some `files` of it; every test counts. */
const vitest = (name, config, needs = {}) => ({
  name,
  ...needs,
  async run(env) {
    const report = cache("tests", `${name}.json`);
    fs.rmSync(report, { force: true });
    const args = [bin("vitest", "vitest.mjs"), "run", "--config", `scripts/${config}`, "--root", "."];
    args.push(...(needs.files ?? []));
    args.push("--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
    const { code } = await run(process.execPath, args, {
      env: { ...process.env, ...needs.env, ...env },
      echo: true,
    });
    if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: [] };
    const result = JSON.parse(fs.readFileSync(report, "utf8"));
    const tests = result.testResults.flatMap((file) => file.assertionResults);
    const skipped = tests
      .filter((test) => test.status === "pending" || test.status === "skipped")
      .map((test) => test.fullName);
    // A file that cannot be loaded has no tests to count: it is one failure.
    const broken = result.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every((t) => t.status !== "failed"),
    );
    const failed = result.numFailedTests + broken.length;
    const failures = [
      ...tests
        .filter((test) => test.status === "failed")
        .map((test) => [test.fullName, test.failureMessages[0]]),
      ...broken.map((file) => [path.relative(inRoot(), file.name), file.message]),
    ].map(([name, message = ""]) => `${name}: ${inOneLine(message)}`);
    return {
      ...{ passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed },
      ...{ skipped, failures },
    };
  },
});

/** A script whose last line is "N passed, N failed". */
const counted = (name, args, needs = {}) => ({
  name,
  ...needs,
  async run() {
    const { code, output } = await run(process.execPath, args(), { echo: true });
    const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
    if (!counts) return { passed: 0, failed: 1, skipped: [] };
    const failed = Number(counts[2]);
    return { passed: Number(counts[1]), failed: failed === 0 && code !== 0 ? 1 : failed, skipped: [] };
  },
});

/** Every lesson where a usual run takes a few. */
const everyLesson = { env: { GRADUS_LESSONS: "all" }, python: true, extra: true };

/** In the order they run: the quick ones first. `extra` parts run only when named, each night by .github/workflows/nightly.yml. */
export const parts = [
  command("types", [bin("typescript", "bin/tsc"), "--noEmit"]),
  command("lint", [
    bin("eslint", "bin/eslint.js"),
    "-c",
    "scripts/eslint.config.js",
    "src",
    "test",
    "scripts",
  ]),
  command("circles", [
    bin("dependency-cruiser", "bin/dependency-cruise.mjs"),
    "--config",
    "scripts/circles.config.cjs",
    "src",
    "test",
    "scripts",
  ]),
  command("format", [bin("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."]),
  command("deadcode", [bin("knip", "bin/knip.js")]),
  command("notebooks", [inRoot("dist", "cli.js"), "check"]),
  vitest("unit", "vitest.config.ts"),
  counted("protocol", () => [inRoot("test", "protocol", "run.mjs"), "--python", venvPython], {
    python: true,
  }),
  vitest("redis", "vitest.redis.config.ts", { tools: ["redis-server"] }),
  vitest("lessons", "vitest.lessons.config.ts", { python: true }),
  vitest("faults", "vitest.faults.config.ts", {
    python: true,
    tools: ["redis-server", "chromium"],
    // A probe that this machine cannot make (a small file system needs root) says so by name.
    maySkip: true,
    // The run of all probes makes the table of docs/reliability.md.
    env: { GRADUS_FAULTS_TABLE: "keep" },
  }),
  vitest("lab", "vitest.lab.config.ts", { python: true, tools: ["chromium"] }),
  vitest("live", "vitest.live.config.ts", { python: true, site: true, tools: ["chromium"] }),
  vitest("setup", "vitest.setup.config.ts", { python: true }),
  vitest("nodes", "vitest.nodes.config.ts", { python: true, extra: true }),
  vitest("allLessons", "vitest.lessons.config.ts", {
    ...everyLesson,
    files: ["test/lessons/claimsBite.test.ts", "test/lessons/stockTslab.test.ts"],
  }),
  vitest("allLab", "vitest.lab.config.ts", {
    ...everyLesson,
    tools: ["chromium"],
    files: ["test/lab/lessons.test.ts"],
  }),
  vitest("allLive", "vitest.live.config.ts", { ...everyLesson, site: true, tools: ["chromium"] }),
];

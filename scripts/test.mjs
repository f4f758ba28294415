// npm test: sets up and runs every test, or the parts named: npm test -- unit lab. The last line is "N passed, N failed".
// npm test -- faults --long --seed 7: ten times as many tries, and the ones that a run with that seed made.
import "./lib/node.mjs";
import { parseArgs } from "node:util";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const { setup } = await import("./lib/setup.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const { parts } = await import("./lib/parts.mjs");
  const { findTool } = await import("./lib/tools.mjs");

  const names = parts.map((part) => part.name);
  const usage = `npm test -- [${names.join(" | ")}] … [--long] [--seed N]`;
  const { wanted, help, long, seed } = readArguments(usage, SetupError);
  if (help) return void console.log(usage);
  // The probes of test/faults/harness/settings.ts read these.
  if (long) process.env.GRADUS_FAULTS_LONG = "true";
  if (seed) process.env.GRADUS_FAULTS_SEED = seed;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown)
    throw new SetupError(
      `Cannot run tests: a part must be one of ${names.join(", ")}, current value is ${unknown}`,
    );
  const chosen = parts.filter((part) => (wanted.length > 0 ? wanted.includes(part.name) : !part.extra));

  await setup({
    tests: true,
    python: chosen.some((part) => part.python),
    site: chosen.some((part) => part.site),
  });

  const strict = process.env.CI === "true";
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const rows = [];
  for (const part of chosen) {
    console.log(`\n== ${part.name}`);
    const started = performance.now();
    const result = await runPart(part, findTool);
    totals.passed += result.passed;
    totals.failed +=
      result.failed + (strict && !(part.maySkip && result.passed > 0) ? result.skipped.length : 0);
    totals.skipped += result.skipped.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    rows.push(
      `${part.name.padEnd(10)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(3)} failed ${seconds.padStart(6)} s`,
    );
    for (const failure of result.failures ?? []) rows.push(`           failed: ${failure}`);
    for (const name of result.skipped) rows.push(`           skipped: ${name}`);
  }
  console.log(`\n${rows.join("\n")}`);
  if (totals.skipped > 0)
    console.log(
      `${totals.skipped} skipped${strict ? "; with CI=true a skip outside of faults is a failure" : ""}`,
    );
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
});

function readArguments(usage, SetupError) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean" }, long: { type: "boolean" }, seed: { type: "string" } },
    });
    return { ...values, wanted: positionals };
  } catch (error) {
    throw new SetupError(`Cannot run tests: ${error.message}\n${usage}`);
  }
}

async function runPart(part, findTool) {
  const env = {};
  for (const name of part.tools ?? []) {
    const tool = await findTool(name);
    if (tool.missing) return { passed: 0, failed: 0, skipped: [`all of ${part.name}: ${tool.missing}`] };
    env[tool.variable] = tool.path;
  }
  return part.run(env);
}

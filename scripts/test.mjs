// npm test: sets up and runs every test, or the parts named: npm test -- unit lab. The last line is "N passed, N failed".
import "./lib/node.mjs";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const { setup } = await import("./lib/setup.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const { parts } = await import("./lib/parts.mjs");
  const { findTool } = await import("./lib/tools.mjs");

  const wanted = process.argv.slice(2);
  const names = parts.map((part) => part.name);
  if (wanted.includes("--help")) return void console.log(`npm test -- [${names.join(" | ")}] …`);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown)
    throw new SetupError(
      `Cannot run tests: a part must be one of ${names.join(", ")}, current value is ${unknown}`,
    );
  const chosen = parts.filter((part) => (wanted.length > 0 ? wanted.includes(part.name) : !part.extra));

  await setup({ tests: true, python: chosen.some((part) => part.python) });

  const strict = process.env.CI === "true";
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const rows = [];
  for (const part of chosen) {
    console.log(`\n== ${part.name}`);
    const started = performance.now();
    const result = await runPart(part, findTool);
    totals.passed += result.passed;
    totals.failed += result.failed + (strict ? result.skipped.length : 0);
    totals.skipped += result.skipped.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    rows.push(
      `${part.name.padEnd(10)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(3)} failed ${seconds.padStart(6)} s`,
    );
    for (const name of result.skipped) rows.push(`           skipped: ${name}`);
  }
  console.log(`\n${rows.join("\n")}`);
  if (totals.skipped > 0)
    console.log(`${totals.skipped} skipped${strict ? "; with CI=true a skip is a failure" : ""}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
});

async function runPart(part, findTool) {
  const env = {};
  for (const name of part.tools ?? []) {
    const tool = await findTool(name);
    if (tool.missing) return { passed: 0, failed: 0, skipped: [`all of ${part.name}: ${tool.missing}`] };
    env[tool.variable] = tool.path;
  }
  return part.run(env);
}

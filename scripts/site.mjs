// npm run site: sets up what is missing and builds the lessons as a web site in `site`; --serve shows it. What stands behind
// `--` goes to `gradus site`: npm run site -- --help says what it knows.
import "./lib/node.mjs";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const { spawn } = await import("node:child_process");
  const { once } = await import("node:events");
  const { inRoot, venvPython } = await import("./lib/paths.mjs");
  const { endWithNpm } = await import("./lib/parent.mjs");
  const { setup } = await import("./lib/setup.mjs");
  endWithNpm();
  await setup({ site: true });
  const args = [inRoot("dist", "cli.js"), "site", "--python", venvPython, ...process.argv.slice(2)];
  const site = spawn(process.execPath, args, { cwd: inRoot(), stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => site.kill(signal));
  const [code] = await once(site, "exit");
  process.exitCode = code ?? 1;
});

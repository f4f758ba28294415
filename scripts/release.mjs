// npm run release -- VERSION: builds, tests, fills CHANGELOG.md, commits and tags. The tag, once pushed, is what
// .github/workflows/release.yml publishes; nothing is published from here. With --dry-run nothing is written either.
import "./lib/node.mjs";

const help = `npm run release -- VERSION [--dry-run]

Builds, runs the quick gate (npm run check), packs both packages (npm run pack), fills CHANGELOG.md, commits and tags vVERSION.
  VERSION     as in 0.2.0; defaults with --dry-run to the one in package.json
  --dry-run   shows the changelog and what would be published; writes nothing`;

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const fs = await import("node:fs");
  const { parseArgs } = await import("node:util");
  const { inRoot } = await import("./lib/paths.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const { changelogSection, withSection } = await import("./lib/changelog.mjs");
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "dry-run": { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return void console.log(help);
  const isDry = values["dry-run"];
  const manifest = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8"));
  const version = positionals[0] ?? (isDry ? manifest.version : "");
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
    throw new SetupError(
      `Cannot release: VERSION must be as in 0.2.0, current value is ${version || "none"}`,
    );
  }
  if (!isDry && (await git("status", "--porcelain")) !== "") {
    throw new SetupError("Cannot release: the working tree must be clean; commit or stash first");
  }

  await npm("run", "check");
  await npm("run", "pack");

  const last = await git("describe", "--tags", "--abbrev=0", "--match", "v*").catch(() => undefined);
  const subjects = last && (await git("log", "--format=%s", `${last}..HEAD`)).split("\n");
  const section = changelogSection(version, new Date().toISOString().slice(0, 10), subjects);
  console.log(`\n${section}`);
  if (isDry) return void console.log("\nA dry run: nothing was written, tagged or published.");

  const changelog = inRoot("CHANGELOG.md");
  fs.writeFileSync(changelog, withSection(fs.readFileSync(changelog, "utf8"), version, section));
  if (manifest.version !== version) await npm("version", version, "--no-git-tag-version");
  await git("commit", "-am", `chore: release ${version}`);
  await git("tag", "-a", `v${version}`, "-m", `Gradus ${version}`);
  console.log(`\nTagged v${version}. To publish: git push --follow-tags`);
});

async function npm(...args) {
  const { runNpm } = await import("./lib/npm.mjs");
  return checked(`npm ${args.join(" ")}`, await runNpm(args, { echo: args[0] === "run" }));
}

async function git(...args) {
  const { run } = await import("./lib/run.mjs");
  return checked(`git ${args.join(" ")}`, await run("git", args));
}

async function checked(command, { code, output }) {
  const { SetupError } = await import("./lib/run.mjs");
  if (code !== 0) throw new SetupError(`Cannot release: ${command} failed\n${output}`);
  return output.trimEnd();
}

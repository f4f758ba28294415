// npm run dependencies: licences and known advisories of everything that the package brings, and its bill of materials.
import "./lib/node.mjs";

const help = `npm run dependencies [-- --update-advisories FOLDER]

Checks licences (lock file) and known advisories (npm audit where the registry answers it, and those of
scripts/advisories.json), and writes a bill of materials (CycloneDX).
  --update-advisories FOLDER  first fills scripts/advisories.json from FOLDER, a clone of
                              https://github.com/github/advisory-database (git clone --depth 1)`;

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const fs = await import("node:fs");
  const path = await import("node:path");
  const { parseArgs } = await import("node:util");
  const { cache, inRoot } = await import("./lib/paths.mjs");
  const { runNpm } = await import("./lib/npm.mjs");
  const { advisoryFaults, auditFaults, sourceLine } = await import("./lib/advisories.mjs");
  const { licenceFaults, shippedPackages } = await import("./lib/lockFile.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const { values } = parseArgs({
    options: { "update-advisories": { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return void console.log(help);
  const read = (...parts) => JSON.parse(fs.readFileSync(inRoot(...parts), "utf8"));
  if (values["update-advisories"] !== undefined) await updateAdvisories(values["update-advisories"]);

  const packages = shippedPackages(read("package-lock.json"));
  const known = read("scripts", "advisories.json");
  const audit = await runNpm(["audit", "--omit", "dev", "--json"]);
  const audited = auditFaults(audit.output, packages, known);
  const faults = [...licenceFaults(packages), ...advisoryFaults(packages, known), ...(audited ?? [])];

  const sbom = await runNpm(["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"]);
  if (sbom.code !== 0)
    throw new SetupError(`Cannot write the bill of materials: npm sbom said\n${sbom.output}`);
  const file = cache("sbom.cdx.json");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, sbom.output.slice(sbom.output.indexOf("{")));

  console.log(`${packages.length} packages; bill of materials: ${path.relative(inRoot(), file)}`);
  const { source, advisories } = known;
  if (source) console.log(sourceLine(source, advisories));
  if (audited) console.log("npm audit: checked");
  else console.log(`npm audit: not checked, the registry answers none (${audit.output.split("\n")[0]})`);
  if (!source && !audited)
    console.log("NO ADVISORY WAS CHECKED: scripts/advisories.json is empty; npm run dependencies -- --help");
  for (const { package: name, advisories: ids = [], why } of known.accepted)
    console.log(`Accepted: ${[name, ...ids].join(" ")}. ${why}`);
  for (const fault of faults) console.log(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
});

/** Writes scripts/advisories.json anew from a clone of the database; what was accepted stays. */
async function updateAdvisories(folder) {
  const fs = await import("node:fs");
  const { inRoot } = await import("./lib/paths.mjs");
  const { readAdvisories } = await import("./lib/advisories.mjs");
  const { packageNames } = await import("./lib/lockFile.mjs");
  const { run, SetupError } = await import("./lib/run.mjs");
  const { code, output } = await run("git", ["-C", folder, "log", "-1", "--format=%H %cI"]);
  if (code !== 0 || !fs.existsSync(`${folder}/advisories/github-reviewed`)) {
    const wanted = "a clone of https://github.com/github/advisory-database";
    throw new SetupError(`Cannot update advisories: FOLDER must be ${wanted}, current value is ${folder}`);
  }
  const [commit, date] = output.trim().split(" ");
  const names = packageNames(JSON.parse(fs.readFileSync(inRoot("package-lock.json"), "utf8")));
  const file = inRoot("scripts", "advisories.json");
  const { accepted } = JSON.parse(fs.readFileSync(file, "utf8"));
  const source = {
    database: "https://github.com/github/advisory-database",
    licence: "CC-BY-4.0",
    commit,
    date,
  };
  const known = { source, advisories: readAdvisories(folder, names), accepted };
  fs.writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`);
}

// npm run dependencies: licences and known advisories of everything that the package brings, and its bill of materials.
import "./lib/node.mjs";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const fs = await import("node:fs");
  const path = await import("node:path");
  const { cache, inRoot } = await import("./lib/paths.mjs");
  const { runNpm } = await import("./lib/npm.mjs");
  const { advisoryFaults, licenceFaults, shippedPackages } = await import("./lib/lockFile.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const read = (...parts) => JSON.parse(fs.readFileSync(inRoot(...parts), "utf8"));

  const packages = shippedPackages(read("package-lock.json"));
  const known = read("scripts", "advisories.json");
  const audited = await audit(runNpm, known.accepted);
  const faults = [...licenceFaults(packages), ...advisoryFaults(packages, known), ...(audited ?? [])];

  const sbom = await runNpm(["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"]);
  if (sbom.code !== 0)
    throw new SetupError(`Cannot write the bill of materials: npm sbom said\n${sbom.output}`);
  const file = cache("sbom.cdx.json");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, sbom.output.slice(sbom.output.indexOf("{")));

  console.log(`${packages.length} packages; bill of materials: ${path.relative(inRoot(), file)}`);
  console.log(
    audited
      ? "Advisories: the registry's, and scripts/advisories.json"
      : `The registry answers no audit; advisories: scripts/advisories.json only (${known.advisories.length})`,
  );
  for (const fault of faults) console.log(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
});

/** What `npm audit` knows of moderate advisories and worse; undefined where the registry answers none. */
async function audit(runNpm, accepted) {
  const { output } = await runNpm(["audit", "--omit", "dev", "--json"]);
  const [start, end] = [output.search(/^\{/m), output.lastIndexOf("}")];
  if (start < 0) return undefined;
  const { vulnerabilities } = JSON.parse(output.slice(start, end + 1));
  if (!vulnerabilities) return undefined;
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => one.url));
  return advisories
    .filter(({ severity, url }) => severity !== "low" && !accepted.some(({ id }) => url.endsWith(id)))
    .map(({ name, range, url, title }) => `${name} ${range}: ${title}, ${url}`);
}

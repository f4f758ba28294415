// Known advisories: read from a checkout of the GitHub Advisory Database, and held against versions of packages.
import fs from "node:fs";
import path from "node:path";
import semver from "semver";

/**
 * The advisories of npm packages in a checkout of github.com/github/advisory-database.
 *
 * @param folder - The checkout; `advisories/github-reviewed` holds one file an advisory, in the OSV format.
 * @param names - Packages of which advisories are wanted, in any version.
 * @returns Sorted by package and id. Withdrawn advisories are left out.
 * @see https://ossf.github.io/osv-schema/
 */
export function readAdvisories(folder, names) {
  const reviewed = path.join(folder, "advisories", "github-reviewed");
  const files = fs
    .readdirSync(reviewed, { recursive: true })
    .filter((file) => /GHSA-[\w-]+\.json$/.test(file));
  const advisories = files
    .map((file) => JSON.parse(fs.readFileSync(path.join(reviewed, file), "utf8")))
    .filter(({ withdrawn }) => !withdrawn)
    .flatMap((osv) => npmParts(osv).filter((one) => names.has(one.package)));
  const key = (one) => `${one.package} ${one.id}`;
  return advisories.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What one OSV file says of npm packages: one advisory a package, all its ranges in one. */
function npmParts({ id, summary, modified, database_specific, affected = [] }) {
  const parts = new Map();
  for (const { package: named, ranges = [], versions = [] } of affected) {
    if (named?.ecosystem !== "npm") continue;
    const vulnerable = [...ranges.flatMap(({ events }) => spans(events)), ...versions];
    parts.set(named.name, [...(parts.get(named.name) ?? []), ...vulnerable]);
  }
  const severity = (database_specific?.severity ?? "unknown").toLowerCase();
  return [...parts].map(([name, vulnerable]) => ({
    id,
    package: name,
    vulnerable: vulnerable.join(" || "),
    severity,
    what: summary,
    modified,
  }));
}

/** OSV's events, in order, as ranges of semver: each `introduced` begins one, `fixed` or `last_affected` ends it. */
function spans(events) {
  const found = [];
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined) found.push({ from: introduced === "0" ? "" : `>=${introduced}`, to: "" });
    else if (fixed !== undefined) found.at(-1).to = `<${fixed}`;
    else if (last !== undefined) found.at(-1).to = `<=${last}`;
  }
  return found.map(({ from, to }) => `${from} ${to}`.trim() || "*");
}

/**
 * One line for each shipped package in a version with a known advisory. Low severity is left out, as `npm audit` is asked
 * to; and so is a package that is accepted, as long as nobody else needs it than those named there.
 */
export function advisoryFaults(packages, { advisories, accepted }) {
  return packages
    .filter((one) => !isAccepted(one, accepted))
    .flatMap(({ name, version }) =>
      advisories
        .filter((one) => one.package === name && one.severity !== "low")
        .filter(({ vulnerable }) => semver.satisfies(version, vulnerable, { includePrerelease: true }))
        .map(({ id, what }) => `${name}@${version}: ${id}, ${what}`),
    );
}

/** One line for each advisory of `npm audit --json`, by the same rules; undefined where the registry answered none. */
export function auditFaults(output, packages, { accepted }) {
  const [start, end] = [output.search(/^\{/m), output.lastIndexOf("}")];
  const { vulnerabilities } = start < 0 ? {} : JSON.parse(output.slice(start, end + 1));
  if (!vulnerabilities) return undefined;
  return Object.entries(vulnerabilities)
    .filter(([name]) => packages.some((one) => one.name === name && !isAccepted(one, accepted)))
    .flatMap(([, { via }]) => via.filter(({ url, severity }) => url && severity !== "low"))
    .map(({ name, range, url, title }) => `${name} ${range}: ${title}, ${url}`);
}

const isAccepted = ({ name, neededBy }, accepted) =>
  accepted.some((one) => one.package === name && neededBy.every((user) => one.neededBy.includes(user)));

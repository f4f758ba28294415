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
function npmParts({ id, summary, published, database_specific, affected = [] }) {
  const parts = new Map();
  for (const { package: named, ranges = [], versions = [], database_specific: more } of affected) {
    if (named?.ecosystem !== "npm") continue;
    // now and then the database holds what is no version ("2.0.2, 3.0.1"); a false alarm is better than none
    const instead = more?.last_known_affected_version_range ?? "*";
    const vulnerable = [...ranges.flatMap(({ events }) => spans(events)), ...versions].map((range) =>
      semver.validRange(range) ? range : instead,
    );
    parts.set(named.name, [...(parts.get(named.name) ?? []), ...vulnerable]);
  }
  const severity = (database_specific?.severity ?? "unknown").toLowerCase();
  return [...parts].map(([name, vulnerable]) => ({
    id,
    package: name,
    vulnerable: vulnerable.join(" || "),
    severity,
    what: summary,
    published,
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

/** What was checked, in one line; of a part of the database it says so, since silence about the rest would read as safety. */
export function sourceLine({ database, date, part }, advisories) {
  const what = `Advisory database of ${date}: checked, ${advisories.length} name our packages`;
  return part ? `${what}. A PART of ${database}: ${part}` : what;
}

/**
 * One line for each shipped package in a version with a known advisory. Low severity is left out, as `npm audit` is asked
 * to; and so is what is accepted.
 */
export function advisoryFaults(packages, { advisories, accepted }) {
  return packages.flatMap((one) =>
    advisories
      .filter(({ package: name, severity }) => name === one.name && severity !== "low")
      .filter(({ vulnerable }) => semver.satisfies(one.version, vulnerable, { includePrerelease: true }))
      .filter(({ id }) => !isAccepted(one, id, accepted))
      .map(({ id, what }) => `${one.name}@${one.version}: ${id}, ${what}`),
  );
}

/** One line for each advisory of `npm audit --json`, by the same rules; undefined where the registry answered none. */
export function auditFaults(output, packages, { accepted }) {
  const [start, end] = [output.search(/^\{/m), output.lastIndexOf("}")];
  const { vulnerabilities } = start < 0 ? {} : JSON.parse(output.slice(start, end + 1));
  if (!vulnerabilities) return undefined;
  return Object.entries(vulnerabilities).flatMap(([name, { via }]) =>
    via
      .filter(({ url, severity }) => url && severity !== "low")
      .filter(({ url }) =>
        packages.some((one) => one.name === name && !isAccepted(one, url.split("/").at(-1), accepted)),
      )
      .map(({ range, url, title }) => `${name} ${range}: ${title}, ${url}`),
  );
}

/** Accepted are the advisories that are named, or all of a package as long as nobody else needs it than those named. */
const isAccepted = ({ name, neededBy }, id, accepted) =>
  accepted.some(
    (one) =>
      one.package === name &&
      (one.advisories?.includes(id) ?? neededBy.every((user) => one.neededBy.includes(user))),
  );

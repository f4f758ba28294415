// What the package depends on: each has its reason in docs/dependencies.md, a licence that fits, and no known advisory.
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import {
  type Accepted,
  advisoryFaults,
  auditFaults,
  readAdvisories,
  type Source,
  sourceLine,
} from "../../scripts/lib/advisories.mjs";
import { licenceFaults, packageNames, shippedPackages } from "../../scripts/lib/lockFile.mjs";

const { validRange } = createRequire(import.meta.url)("semver") as {
  validRange: (range: string) => string | null;
};
const read = (name: string): string =>
  fs.readFileSync(path.resolve(import.meta.dirname, "../..", name), "utf8");
const lock = JSON.parse(read("package-lock.json")) as Parameters<typeof shippedPackages>[0];
const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
const known = JSON.parse(read("scripts/advisories.json")) as Parameters<typeof advisoryFaults>[1] & {
  source: Source;
};

it("docs/dependencies.md says of every runtime dependency why it is there, and of no other", () => {
  const rows = [...read("docs/dependencies.md").matchAll(/^\| (`.*`) \| .+ \|$/gm)];
  const named = rows.flatMap(([, names]) => [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named).toEqual(Object.keys(manifest.dependencies).sort());
});

it("what is shipped has licences that fit and no known advisory, and no web server comes along", () => {
  const packages = shippedPackages(lock);
  expect(packages.length).toBeGreaterThan(100);
  expect(licenceFaults(packages)).toEqual([]);
  expect(advisoryFaults(packages, known)).toEqual([]);
  const servers = ["express", "ws", "socket.io", "axios", "multer", "nodeplotlib"];
  expect(packages.filter(({ name }) => servers.includes(name))).toEqual([]);
});

it("licenceFaults() wants one side of OR and both of AND", () => {
  const fault = (license?: string) =>
    licenceFaults([{ name: "a", version: "1.0.0", neededBy: [], ...(license && { license }) }]);
  expect(fault("(MIT OR GPL-3.0)")).toEqual([]);
  expect(fault("MIT AND GPL-3.0")).toEqual(["a@1.0.0: licence MIT AND GPL-3.0"]);
  expect(fault()).toEqual(["a@1.0.0: licence unknown"]);
});

it("what is accepted is shipped, is needed by nobody else or named, and stands in docs/dependencies.md", () => {
  const packages = shippedPackages(lock);
  const everything = advisoryFaults(packages, { ...known, accepted: [] });
  for (const one of known.accepted) {
    const users = packages.filter(({ name }) => name === one.package).flatMap(({ neededBy }) => neededBy);
    if (one.neededBy) expect(new Set(users)).toEqual(new Set(one.neededBy));
    for (const id of one.advisories ?? []) {
      expect(
        everything.filter((line) => line.startsWith(`${one.package}@`) && line.includes(id)),
      ).not.toEqual([]);
      expect(read("docs/dependencies.md")).toContain(id);
    }
    expect(Boolean(one.neededBy) !== Boolean(one.advisories), one.package).toBe(true);
    expect(read("docs/dependencies.md")).toContain(`\`${one.package}\``);
  }
});

it("scripts/advisories.json has identifiers, ranges that can be read, and names of packages of the lock file", () => {
  const names = packageNames(lock);
  expect(known.advisories.length).toBeGreaterThan(100);
  for (const { id, package: name, vulnerable, severity, what, published } of known.advisories) {
    expect(id).toMatch(/^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/);
    expect(names, name).toContain(name);
    expect(validRange(vulnerable), `${id}: ${vulnerable}`).not.toBeNull();
    expect(["low", "moderate", "high", "critical"]).toContain(severity);
    expect(what).not.toBe("");
    expect(published <= known.source.date, id).toBe(true);
  }
});

it("sourceLine() says of a part of the database that it is one", () => {
  const whole = { database: "https://a/db", licence: "CC-BY-4.0", commit: "1f", date: "2026-09-01" };
  const said = "Advisory database of 2026-09-01: checked, 0 name our packages";
  expect(sourceLine(whole, [])).toBe(said);
  expect(sourceLine({ ...whole, part: "read by hand" }, [])).toBe(
    `${said}. A PART of https://a/db: read by hand`,
  );
});

// The ranges of these files are the database's own, the texts are cut.
const osv = (id: string, rest: object): object => ({
  id,
  published: "2026-02-13T20:04:39Z",
  summary: `about ${id}`,
  database_specific: { severity: "MODERATE" },
  ...rest,
});
const affects = (name: string, events: object[], ecosystem = "npm"): object => ({
  package: { ecosystem, name },
  ranges: [{ type: "ECOSYSTEM", events }],
});
const database = [
  osv("GHSA-38c4-r59v-3vqw", {
    affected: [affects("markdown-it", [{ introduced: "13.0.0" }, { fixed: "14.1.1" }])],
  }),
  osv("GHSA-8qq5-rm4j-mr97", { affected: [affects("tar", [{ introduced: "0" }, { fixed: "7.5.3" }])] }),
  osv("GHSA-r683-j2x4-v87g", {
    affected: [
      affects("node-fetch", [{ introduced: "3.0.0" }, { fixed: "3.1.1" }]),
      affects("node-fetch", [{ introduced: "0" }, { last_affected: "2.6.6" }]),
      affects("node-fetch", [{ introduced: "0" }], "PyPI"),
    ],
  }),
  osv("GHSA-aaaa-aaaa-aaaa", {
    withdrawn: "2026-01-01T00:00:00Z",
    affected: [affects("tar", [{ introduced: "0" }])],
  }),
  osv("GHSA-v6h2-p8h4-qcjw", {
    affected: [
      {
        ...affects("brace-expansion", [{ introduced: "0" }, { fixed: "2.0.2, 3.0.1, 4.0.1" }]),
        database_specific: { last_known_affected_version_range: "<= 4.0.0" },
      },
      affects("yargs-parser", [{ introduced: "0" }, { fixed: "no version at all" }]),
    ],
  }),
  osv("GHSA-bbbb-bbbb-bbbb", { affected: [affects("not-in-the-lock-file", [{ introduced: "0" }])] }),
];

it("readAdvisories() takes from the database what names our packages, as ranges of semver", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-advisories-"));
  for (const one of database as { id: string }[]) {
    const place = path.join(folder, "advisories", "github-reviewed", "2026", "02", one.id);
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, `${one.id}.json`), JSON.stringify(one));
  }
  const advisories = readAdvisories(folder, packageNames(lock));
  expect(advisories.map((one) => [one.package, one.id, one.vulnerable, one.severity])).toEqual([
    ["brace-expansion", "GHSA-v6h2-p8h4-qcjw", "<= 4.0.0", "moderate"],
    ["markdown-it", "GHSA-38c4-r59v-3vqw", ">=13.0.0 <14.1.1", "moderate"],
    ["node-fetch", "GHSA-r683-j2x4-v87g", ">=3.0.0 <3.1.1 || <=2.6.6", "moderate"],
    ["tar", "GHSA-8qq5-rm4j-mr97", "<7.5.3", "moderate"],
    ["yargs-parser", "GHSA-v6h2-p8h4-qcjw", "*", "moderate"],
  ]);

  const shipped = (name: string, version: string, ...neededBy: string[]) => [{ name, version, neededBy }];
  const faults = (packages: ReturnType<typeof shipped>, accepted: Accepted[] = []): number =>
    advisoryFaults(packages, { advisories, accepted }).length;
  expect(faults(shipped("markdown-it", "14.1.0"))).toBe(1);
  expect(faults(shipped("markdown-it", "14.1.1"))).toBe(0);
  expect(faults(shipped("node-fetch", "3.1.0"))).toBe(1);
  expect(faults(shipped("node-fetch", "2.7.0"))).toBe(0);
  const accepted = [{ package: "tar", neededBy: ["a"], why: "a test" }];
  expect(faults(shipped("tar", "6.2.1", "a"))).toBe(1);
  expect(faults(shipped("tar", "6.2.1", "a"), accepted)).toBe(0);
  expect(faults(shipped("tar", "6.2.1", "a", "b"), accepted)).toBe(1);
  const named = (id: string): Accepted[] => [{ package: "tar", advisories: [id], why: "a test" }];
  expect(faults(shipped("tar", "6.2.1", "a", "b"), named("GHSA-8qq5-rm4j-mr97"))).toBe(0);
  expect(faults(shipped("tar", "6.2.1", "a"), named("GHSA-34x7-hfp2-rc4v"))).toBe(1);
  fs.rmSync(folder, { recursive: true });
});

it("auditFaults() reads what npm audit says, and knows when the registry says nothing", () => {
  const via = [
    {
      name: "tar",
      severity: "high",
      range: "<=7.5.2",
      title: "overwrites files",
      url: "https://a/GHSA-8qq5",
    },
    { name: "tar", severity: "low", range: "<=7.5.2", title: "small", url: "https://a/GHSA-low" },
  ];
  const answer = `npm warn something\n${JSON.stringify({
    vulnerabilities: { tar: { via }, "@mapbox/node-pre-gyp": { via: ["tar"] } },
  })}`;
  const packages = [
    { name: "tar", version: "6.2.1", neededBy: ["@mapbox/node-pre-gyp"] },
    { name: "@mapbox/node-pre-gyp", version: "1.0.9", neededBy: ["@tensorflow/tfjs-node"] },
  ];
  expect(auditFaults(answer, packages, { accepted: [] })).toEqual([
    "tar <=7.5.2: overwrites files, https://a/GHSA-8qq5",
  ]);
  expect(auditFaults(answer, packages, known)).toEqual([]);
  const named = [{ package: "tar", advisories: ["GHSA-8qq5"], why: "a test" }];
  expect(auditFaults(answer, packages, { accepted: named })).toEqual([]);
  const refused = 'npm warn audit 405\n{\n "message": "405 Method Not Allowed"\n}\n';
  expect(auditFaults(refused, packages, known)).toBeUndefined();
});

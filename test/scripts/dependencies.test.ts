// What the package depends on: each has its reason in docs/dependencies.md, a licence that fits, and no known advisory.
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { advisoryFaults, licenceFaults, shippedPackages } from "../../scripts/lib/lockFile.mjs";

const read = (name: string): string =>
  fs.readFileSync(path.resolve(import.meta.dirname, "../..", name), "utf8");
const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
const known = JSON.parse(read("scripts/advisories.json")) as Parameters<typeof advisoryFaults>[1];

it("docs/dependencies.md says of every runtime dependency why it is there, and of no other", () => {
  const rows = [...read("docs/dependencies.md").matchAll(/^\| (`.*`) \| .+ \|$/gm)];
  const named = rows.flatMap(([, names]) => [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named).toEqual(Object.keys(manifest.dependencies).sort());
});

it("what is shipped has licences that fit and no known advisory, and no web server comes along", () => {
  const packages = shippedPackages(JSON.parse(read("package-lock.json")) as never);
  expect(packages.length).toBeGreaterThan(100);
  expect(licenceFaults(packages)).toEqual([]);
  expect(advisoryFaults(packages, known)).toEqual([]);
  const servers = ["express", "ws", "socket.io", "axios", "multer", "nodeplotlib"];
  expect(packages.filter(({ name }) => servers.includes(name))).toEqual([]);
});

it("licenceFaults() wants one side of OR and both of AND", () => {
  const fault = (license?: string) =>
    licenceFaults([{ name: "a", version: "1.0.0", ...(license && { license }) }]);
  expect(fault("(MIT OR GPL-3.0)")).toEqual([]);
  expect(fault("MIT AND GPL-3.0")).toEqual(["a@1.0.0: licence MIT AND GPL-3.0"]);
  expect(fault()).toEqual(["a@1.0.0: licence unknown"]);
});

it("advisoryFaults() finds a version in the range, and none that is accepted", () => {
  const old = [{ name: "ws", version: "8.16.0", license: "MIT" }];
  expect(advisoryFaults(old, known)).toEqual([
    "ws@8.16.0: GHSA-3h5v-q93c-6h6q, many headers stop the server",
  ]);
  const accepted = [{ id: "GHSA-3h5v-q93c-6h6q", why: "a test" }];
  expect(advisoryFaults(old, { ...known, accepted })).toEqual([]);
});

import type { ShippedPackage } from "./lockFile.mjs";

export interface Advisory {
  id: string;
  package: string;
  /** A range of semver. */
  vulnerable: string;
  severity: string;
  what: string;
  modified: string;
}
export interface Accepted {
  package: string;
  /** All that may need the package; one more, and its advisories count again. */
  neededBy: string[];
  why: string;
}
interface Known {
  advisories: Advisory[];
  accepted: Accepted[];
}
export function readAdvisories(folder: string, names: ReadonlySet<string>): Advisory[];
export function advisoryFaults(packages: ShippedPackage[], known: Known): string[];
export function auditFaults(
  output: string,
  packages: ShippedPackage[],
  known: Pick<Known, "accepted">,
): string[] | undefined;

import type { ShippedPackage } from "./lockFile.mjs";

export interface Advisory {
  id: string;
  package: string;
  /** A range of semver. */
  vulnerable: string;
  severity: string;
  what: string;
  /** The day it was published, in ISO 8601. */
  published: string;
}
/** Advisories that stay: all of a package, or those that are named. */
export interface Accepted {
  package: string;
  /** All that may need the package; one more, and its advisories count again. */
  neededBy?: string[];
  /** Identifiers of the only ones that stay. */
  advisories?: string[];
  why: string;
}
export interface Source {
  database: string;
  licence: string;
  /** The commit that was read whole. */
  commit?: string;
  /** Its day; of a part, the day of its newest advisory. */
  date: string;
  /** Where only a part could be read: which, and what is missing. */
  part?: string;
}
interface Known {
  source: Source | null;
  advisories: Advisory[];
  accepted: Accepted[];
}
export function readAdvisories(folder: string, names: ReadonlySet<string>): Advisory[];
export function sourceLine(source: Source, advisories: Advisory[]): string;
export function advisoryFaults(
  packages: ShippedPackage[],
  known: Pick<Known, "advisories" | "accepted">,
): string[];
export function auditFaults(
  output: string,
  packages: ShippedPackage[],
  known: Pick<Known, "accepted">,
): string[] | undefined;
